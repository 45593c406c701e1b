import { z } from "zod";
import { checked } from "../../config/fields";
import { STATUS_FORMAT } from "../../ledger/status-report";

const text = z.string();

const time = checked((value) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value))
    ? undefined
    : "a time in UTC such as 2026-11-25T10:00:00Z",
);

const serviceId = checked((value) =>
  /^vpce-svc-[0-9a-f]+$/.test(value) ? undefined : "the id of an endpoint service, such as vpce-svc-0123456789abcdef0",
);

const endpointId = checked((value) =>
  /^vpce-[0-9a-f]+$/.test(value) ? undefined : "the id of an endpoint, such as vpce-0123456789abcdef0",
);

const connectionSchema = z.object({
  endpoint_id: endpointId,
  owner: text,
  /** Any text: a state that is not known counts as connected. */
  state: text,
  customer: text.nullable(),
  connection: text.nullish(),
  declared: text,
});

const recordSchema = z.object({ customer: text, connection: text, managed: z.boolean(), declared: text });

const serviceSchema = z
  .object({
    environment: text,
    service: text,
    service_id: serviceId.nullable(),
    is_known: z.boolean(),
    connections: z.array(connectionSchema),
    customers: z.array(recordSchema).optional(),
  })
  .transform(({ customers = [], ...service }) => ({ ...service, customers: confusable(customers) }));

/**
 * The records that can be taken for each other: those of customers whose side is deployed here, where one of them is
 * revoked or has ended. The Rego needs no others.
 */
function confusable(customers: readonly z.output<typeof recordSchema>[]): z.output<typeof recordSchema>[] {
  const managed = customers.filter((record) => record.managed);
  return managed.some(({ declared }) => declared === "revoked" || declared === "ended") ? managed : [];
}

/**
 * What the policies take of the report of `privatelink status --format json`, in the names of the Rego. Other keys of
 * it are left out: a report on thousands of customers is judged with each document.
 */
export const statusSchema = z.object({
  format: z.literal(STATUS_FORMAT),
  generated_at: time,
  source: z.enum(["aws", "files"]),
  services: z.array(serviceSchema),
});

/** What the policies take of a status. */
export type TakenStatus = z.output<typeof statusSchema>;
