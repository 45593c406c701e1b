import { z } from "zod";
import { STATUS_FORMAT } from "../../ledger/status-report";

/** What a picture takes of a report of `privatelink status`. */
export const connectionsSchema = z.object({
  format: z.literal(STATUS_FORMAT),
  services: z.array(
    z.object({
      environment: z.string(),
      service: z.string(),
      is_known: z.boolean(),
      customers: z.array(
        z.object({ customer: z.string(), connection: z.string(), managed: z.boolean(), observed: z.string() }),
      ),
    }),
  ),
});

/** What a picture takes of a report of `privatelink status`. */
export type ConnectionsReport = z.output<typeof connectionsSchema>;

/** What is known of the connections. */
export class Connections {
  private readonly observed = new Map<string, string>();

  constructor(reports: readonly ConnectionsReport[]) {
    for (const { environment, service, is_known, customers } of reports.flatMap(({ services }) => services))
      for (const { customer, connection, observed } of is_known ? customers : [])
        for (const key of [
          keyOf(environment, service, customer, connection),
          keyOf(environment, service, customer, undefined),
        ])
          if (!this.observed.has(key)) this.observed.set(key, observed);
  }

  /**
   * What is observed of a connection, in words; undefined where nothing is known.
   *
   * @param connection key of the connection. @default - the first connection of the customer to the service
   */
  stateOf(environment: string, service: string, customer: string, connection?: string): string | undefined {
    const observed = this.observed.get(keyOf(environment, service, customer, connection));
    return observed === undefined ? undefined : (WORDS[observed] ?? observed);
  }
}

function keyOf(environment: string, service: string, customer: string, connection: string | undefined): string {
  return JSON.stringify([environment, service, customer, connection ?? null]);
}

const WORDS: Readonly<Record<string, string>> = {
  none: "no endpoint yet",
  waiting: "waits for acceptance",
  pending: "being connected",
  available: "connected",
};
