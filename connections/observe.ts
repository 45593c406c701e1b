import { ENDPOINT_STATES, type ObservedConnection } from "../ledger/observation";
import type { CallOptions, ConnectionAnswer, Ec2Calls } from "./ec2-calls";
import { FILTER_VALUES } from "./find-services";
import { allPages, partsOf } from "./pages";

/** What AWS shows of the connections to a service. */
export interface ObservedService {
  readonly connections: readonly ObservedConnection[];
  /** Connections that this version cannot read, such as one in a new state, each in words. */
  readonly unreadable: readonly string[];
}

/** States by their names in lower case: the SDK and the API differ in the case of the first letter. */
const STATES = new Map(ENDPOINT_STATES.map((state) => [state.toLowerCase(), state]));

/**
 * Asks for all connections to some services of one account and region: for many services in one call.
 *
 * @param region region of the services, where AWS does not say that of an endpoint.
 * @returns what there is of each service, by its id.
 */
export async function observe(
  calls: Ec2Calls,
  serviceIds: readonly string[],
  region: string,
  options: CallOptions = {},
): Promise<ReadonlyMap<string, ObservedService>> {
  const services = new Map(
    serviceIds.map((id) => [id, { connections: new Map<string, ObservedConnection>(), unreadable: [] as string[] }]),
  );
  for (const part of partsOf([...services.keys()], FILTER_VALUES)) {
    const answers = await allPages((token) => calls.describeConnections({ "service-id": part }, token, options));
    for (const answer of answers) {
      const service = services.get(answer.ServiceId ?? "");
      const read = observedConnection(answer, region);
      if (typeof read === "string") service?.unreadable.push(read);
      // A connection that changes while pages are read may be on two of them.
      else service?.connections.set(read.endpointId, read);
    }
  }
  return new Map(
    [...services].map(([id, { connections, unreadable }]) => [
      id,
      { connections: [...connections.values()], unreadable },
    ]),
  );
}

/**
 * Asks about some endpoints of a service, at most {@link FILTER_VALUES}.
 *
 * @returns the connections that AWS still knows.
 */
export async function observeEndpoints(
  calls: Ec2Calls,
  serviceId: string,
  endpointIds: readonly string[],
  region: string,
  options: CallOptions = {},
): Promise<ObservedConnection[]> {
  const filters = { "service-id": [serviceId], "vpc-endpoint-id": endpointIds };
  const answers = await allPages((token) => calls.describeConnections(filters, token, options));
  return answers
    .map((answer) => observedConnection(answer, region))
    .filter((read): read is ObservedConnection => typeof read !== "string");
}

/** A connection as AWS answers it; in words, why it cannot be read. */
export function observedConnection(answer: ConnectionAnswer, region: string): ObservedConnection | string {
  const { VpcEndpointId, VpcEndpointOwner, VpcEndpointRegion, VpcEndpointState = "", CreationTimestamp } = answer;
  const state = STATES.get(VpcEndpointState.toLowerCase());
  if (VpcEndpointId === undefined) return "a connection without the id of its endpoint";
  if (VpcEndpointOwner === undefined) return `${VpcEndpointId}: a connection without the account of its endpoint`;
  if (state === undefined) return `${VpcEndpointId}: the state ${JSON.stringify(VpcEndpointState)}, which is not known`;
  return {
    endpointId: VpcEndpointId,
    owner: VpcEndpointOwner,
    region: VpcEndpointRegion || region,
    state,
    ...(CreationTimestamp === undefined ? {} : { createdAt: CreationTimestamp.toISOString() }),
  };
}
