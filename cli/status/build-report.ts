import { askText, type CouldNotAsk } from "../../connections/could-not-ask";
import { planChanges } from "../../connections/plan-changes";
import { type JudgedConnection, type JudgedEntry, judge } from "../../ledger/match";
import { NOT_KNOWN, type ObservedConnection } from "../../ledger/observation";
import {
  type ConnectionStatus,
  type CustomerStatus,
  type ServiceStatus,
  STATUS_FORMAT,
  type StatusReport,
} from "../../ledger/status-report";
import { nextStep } from "./next-step";
import type { OfferedService } from "./offered-services";
import { summarize } from "./summarize";

/** What is known of the connections to a service, whoever said so. */
export interface ServiceObservation {
  readonly serviceId: string | undefined;
  readonly connections: readonly ObservedConnection[];
  /** Why the connections are not known; undefined where all of them are. */
  readonly problem: CouldNotAsk | undefined;
}

/** What a report is made of, besides services and observations. */
export interface ReportOptions {
  readonly source: StatusReport["source"];
  /** When AWS was asked, or the files were read. */
  readonly generatedAt: Date;
  /** The day (UTC) by which accesses end, as YYYY-MM-DD. */
  readonly today: string;
  /**
   * Only these customers are reported and counted. The connections of a service stay complete: who reads the report
   * must not take a part of them for all. @default - all
   */
  readonly consumers?: readonly string[] | undefined;
}

/** Puts what is declared beside what is observed. @param observations in the order of the services. */
export function buildReport(
  services: readonly OfferedService[],
  observations: readonly ServiceObservation[],
  { source, generatedAt, today, consumers }: ReportOptions,
): StatusReport {
  const selected = consumers && new Set(consumers);
  const statuses = services.map((service, index) => {
    const observation = observations[index];
    if (observation === undefined) throw new Error(`no observation of ${service.tagName}`);
    return serviceStatus(service, observation, today, selected);
  });
  const summary = summarize(statuses, selected);
  return {
    format: STATUS_FORMAT,
    generated_at: generatedAt.toISOString(),
    source,
    services: statuses,
    summary,
    exit_code: summary.unknown_services > 0 ? 2 : summary.differences > 0 ? 1 : 0,
  };
}

function serviceStatus(
  service: OfferedService,
  { serviceId, connections, problem }: ServiceObservation,
  today: string,
  selected: ReadonlySet<string> | undefined,
): ServiceStatus {
  const { ledger, account, region, settings } = service;
  const isKnown = problem === undefined;
  const judgement = judge(ledger, connections, { today, unknown: settings.unknown });
  const named = namedAccounts(service.allowedPrincipals);
  const connected = new Set(
    judgement.entries
      .filter(({ observed, declared }) => observed === "available" && declared === "allowed")
      .map(({ entry }) => entry),
  );
  const { mostRejections } = settings;
  const { heldBack, heldBackFor } = planChanges(judgement.connections, { mostRejections, ledger });
  const held = new Set(heldBack);
  return {
    environment: ledger.environment,
    kind: ledger.kind,
    service: ledger.service,
    ...{ account, region, service_id: serviceId ?? null, is_known: isKnown },
    problem: problem === undefined ? null : askText(problem.problem),
    connections: judgement.connections.map((each) =>
      connectionStatus(each, {
        isConnected: each.entry !== undefined && connected.has(each.entry),
        isNamed: named(each.connection.owner),
        next: nextStep(service, each, held.has(each) ? { count: held.size, why: heldBackFor } : undefined),
      }),
    ),
    // Where nobody said what there is, nothing differs: it is not known.
    customers: isKnown
      ? judgement.entries.filter(({ entry }) => selected?.has(entry.customer) ?? true).map(customerStatus)
      : [],
  };
}

/** Observations of an endpoint that can no longer be connected. */
const DEAD: readonly string[] = ["deleted", "failed", "expired"];

/** What is known of an endpoint besides the judgement. */
interface EndpointContext {
  /** Whether its customer is connected as declared. */
  readonly isConnected: boolean;
  /** Whether the service's own list lets its account connect. */
  readonly isNamed: boolean;
  /** What is to be done. */
  readonly next: string | undefined;
}

function connectionStatus(
  { connection, entry, declared, observed, decision }: JudgedConnection,
  { isConnected, isNamed, next }: EndpointContext,
): ConnectionStatus {
  const isReplaced = isConnected && DEAD.includes(observed);
  const isLetIn = isNamed && entry === undefined && decision.difference !== undefined;
  const says = [
    ...(connection.owner === NOT_KNOWN ? ["The files do not say its account."] : []),
    ...(isLetIn ? ["`allowedPrincipals` lets its account connect."] : []),
    isReplaced ? "The customer is connected by another endpoint." : decision.says,
    next ?? [],
  ].flat();
  return {
    endpoint_id: connection.endpointId,
    owner: connection.owner,
    region: connection.region,
    state: connection.state,
    customer: entry?.customer ?? null,
    connection: entry?.connection ?? null,
    ...{ declared, observed, action: decision.action },
    difference: isReplaced ? null : (decision.difference ?? null),
    says: says.join(" "),
  };
}

function customerStatus({ entry, declared, observed, connections, decision }: JudgedEntry): CustomerStatus {
  return {
    customer: entry.customer,
    connection: entry.connection,
    managed: entry.managed,
    declared,
    since: entry.since ?? null,
    until: entry.until ?? null,
    reason: entry.reason ?? null,
    observed,
    endpoint_ids: connections.map(({ connection }) => connection.endpointId),
    difference: decision.difference ?? null,
    says: decision.says,
  };
}

/** Tells whether a service's own list lets an account connect. */
function namedAccounts(principals: readonly string[]): (account: string) => boolean {
  const accounts = new Set(principals.map((principal) => principal.split(":")[4] ?? principal));
  return (account) => accounts.has(account) || accounts.has("*");
}
