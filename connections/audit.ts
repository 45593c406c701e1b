import type { Decision } from "../ledger/decide";
import type { JudgedConnection } from "../ledger/match";
import type { Changed, Verb } from "./change";

/** A line of the audit file, and of the acceptor's log: what was done to an endpoint, by whom, and why. */
export interface AuditRecord {
  /** When AWS had answered, as an ISO 8601 time in UTC. */
  readonly time: string;
  /** ARN of who called AWS. */
  readonly caller: string;
  /** ARN of who assumed the role of `caller`; null where none was assumed, and where the acceptor calls. */
  readonly base_caller: string | null;
  readonly environment: string;
  /** Key of the service, or of the appliances. */
  readonly service: string;
  readonly service_id: string;
  readonly endpoint_id: string;
  /** Account of the endpoint. */
  readonly owner: string;
  readonly region: string;
  /** Name of the customer; null where no record names the endpoint. */
  readonly customer: string | null;
  readonly connection: string | null;
  readonly declared: string;
  /** State of the connection before. */
  readonly observed: string;
  readonly action: Verb;
  /** What the ledger says of the customer: why it was done. */
  readonly why: string;
  readonly result: Changed["result"];
  /** What AWS said; null where it took the change. */
  readonly message: string | null;
  /** Id of the request, by which CloudTrail knows it. */
  readonly request_id: string | null;
}

/** A line before a call to AWS: what it is about to do. If no record of an endpoint follows, AWS may have done it. */
export interface AuditIntent {
  /** When AWS was about to be asked, as an ISO 8601 time in UTC. */
  readonly time: string;
  /** ARN of who calls AWS. */
  readonly caller: string;
  /** ARN of who assumed the role of `caller`; null where none was assumed, and where the acceptor calls. */
  readonly base_caller: string | null;
  readonly environment: string;
  /** Key of the service, or of the appliances. */
  readonly service: string;
  readonly service_id: string;
  readonly endpoint_ids: readonly string[];
  readonly action: Verb;
  readonly result: "intended";
}

/** What is the same for all records of a run. */
export interface AuditContext {
  readonly caller: string;
  readonly baseCaller?: string | undefined;
  readonly environment: string;
  readonly service: string;
  readonly serviceId: string;
}

/** The record of a change. */
export function auditRecord(
  { caller, baseCaller, environment, service, serviceId }: AuditContext,
  verb: Verb,
  judged: JudgedConnection,
  { result, message, requestId }: Changed,
  time: string,
): AuditRecord {
  const { connection, entry, declared } = judged;
  return {
    ...{ time, caller, base_caller: baseCaller ?? null, environment, service, service_id: serviceId },
    endpoint_id: connection.endpointId,
    owner: connection.owner,
    region: connection.region,
    customer: entry?.customer ?? null,
    connection: entry?.connection ?? null,
    ...{ declared, observed: connection.state, action: verb, why: whyOf(judged), result },
    message: message === "" ? null : message,
    request_id: requestId ?? null,
  };
}

/** What the ledger says of a customer, with the reason of the record: `globex is revoked: the contract has ended`. */
function whyOf({ entry, declared, decision }: JudgedConnection): string {
  if (entry === undefined) return isMismatch(decision) ? decision.says : "no record names the endpoint";
  const { customer, reason, until } = entry;
  if (declared === "ended") return `the access of ${customer} has ended: its last day was ${until}`;
  return reason === undefined ? `${customer} is ${declared}` : `${customer} is ${declared}: ${reason}`;
}

/** What a call is about to do. */
export function auditIntent(
  { caller, baseCaller, environment, service, serviceId }: AuditContext,
  action: Verb,
  endpoint_ids: readonly string[],
  time: string,
): AuditIntent {
  return {
    ...{ time, caller, base_caller: baseCaller ?? null, environment, service, service_id: serviceId },
    ...{ endpoint_ids, action, result: "intended" },
  };
}

/** Whether a record names the endpoint, and says another account or region of it. */
function isMismatch({ difference }: Decision): boolean {
  return difference === "other-account" || difference === "other-region";
}
