import { z } from "zod";
import { STATUS_FORMAT } from "../../ledger/status-report";
import { freshOn } from "../../policies/checker/status-file";
import { today } from "../../support/date";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { DriftedConnection, DriftFile } from "../drift-file";
import { readChecked } from "../read-checked";

const text = z.string().nullable();

/** What is read of a report of `privatelink status --format json`. */
const statusSchema = z.object({
  format: z.literal(STATUS_FORMAT),
  generated_at: z.string(),
  services: z.array(
    z.object({
      environment: z.string(),
      service: z.string(),
      is_known: z.boolean(),
      connections: z.array(
        z.object({
          ...{ endpoint_id: z.string(), owner: z.string(), customer: text, connection: text, difference: text },
          says: z.string(),
        }),
      ),
      customers: z.array(
        z.object({ customer: z.string(), connection: z.string(), difference: text, says: z.string() }),
      ),
    }),
  ),
});

type Service = z.output<typeof statusSchema>["services"][number];

/** What reports of who is connected say. */
export type Connections = Pick<DriftFile, "status" | "connections" | "unknown_services">;

/**
 * Reads what `privatelink status` saw.
 *
 * @param now the present time: a report may be a day old.
 * @throws UserError where a file is no such report, or is older.
 */
export function readConnections(files: readonly string[], now: Date): Connections {
  const { oldest } = freshOn(today(now), now);
  const reports = files.map((file) => {
    const report = readChecked(file, statusSchema, "what `privatelink status --format json` wrote");
    if (report.generated_at < oldest)
      throw new UserError(
        `${shown(file)}: expected a report of the last 24 hours; found one of ${report.generated_at}. ` +
          "Run `privatelink status` again.",
      );
    return { file: shown(file), ...report };
  });
  const services = reports.flatMap((report) => report.services);
  return {
    status: reports.map(({ file, generated_at }) => ({ file, generated_at })),
    connections: services.filter(({ is_known }) => is_known).flatMap(differencesOf),
    unknown_services: services
      .filter(({ is_known }) => !is_known)
      .map(({ environment, service }) => `${environment}/${service}`),
  };
}

/** Endpoints that differ, and customers of whose endpoints none says so already. */
function differencesOf({ environment, service, connections, customers }: Service): DriftedConnection[] {
  const ofEndpoints = connections.flatMap(({ difference: kind, endpoint_id, owner: account, ...rest }) =>
    kind === null ? [] : [{ environment, service, kind, endpoint_id, account, ...rest }],
  );
  const told = new Set(ofEndpoints.map(({ customer, connection }) => `${customer}/${connection}`));
  const ofCustomers = customers.flatMap(({ difference: kind, ...rest }) =>
    kind === null || told.has(`${rest.customer}/${rest.connection}`)
      ? []
      : [{ environment, service, kind, endpoint_id: null, account: null, ...rest }],
  );
  return [...ofEndpoints, ...ofCustomers];
}
