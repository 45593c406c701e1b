import { type Observation, observationOf } from "../ledger/observation";
import type { Changed, ChangeResult, Target, Verb } from "./change";
import type { CallOptions, Ec2Calls } from "./ec2-calls";
import { observeEndpoints } from "./observe";

/** Endpoints of a call, with what AWS said of each. */
interface Said {
  readonly verb: Verb;
  readonly target: Target;
  /** What AWS said of each endpoint. */
  readonly errors: ReadonlyMap<string, string>;
  /** Endpoints that AWS may have changed: its answer does not say which ones it did not. */
  readonly unclear?: ReadonlySet<string>;
  readonly requestId: string | undefined;
}

/** Asks AWS what there is of endpoints whose change failed, and tells the failures that are none. */
export async function explain(
  calls: Ec2Calls,
  { verb, target, errors, unclear, requestId }: Said,
  options: CallOptions,
): Promise<ReadonlyMap<string, Changed>> {
  if (errors.size === 0) return new Map();
  const states = await statesOf(calls, target, [...errors.keys()], options);
  return new Map(
    [...errors].map(([endpointId, message]) => {
      const result = states === undefined ? "failed" : resultBy(verb, states.get(endpointId), message);
      return unclear?.has(endpointId) && result === "already"
        ? [endpointId, { endpointId, result: "done", message: "", requestId }]
        : [endpointId, { endpointId, result, message, requestId }];
    }),
  );
}

/** What there is of each endpoint now; undefined where AWS does not say. */
async function statesOf(
  calls: Ec2Calls,
  { serviceId, region }: Target,
  endpointIds: readonly string[],
  options: CallOptions,
): Promise<ReadonlyMap<string, Observation> | undefined> {
  try {
    const connections = await observeEndpoints(calls, serviceId, endpointIds, region, options);
    return new Map(connections.map(({ endpointId, state }) => [endpointId, observationOf(state)]));
  } catch {
    return undefined;
  }
}

function resultBy(verb: Verb, observed: Observation | undefined, message: string): ChangeResult {
  if (observed === undefined || ["deleted", "failed", "expired"].includes(observed)) return "gone";
  const wanted = verb === "accept" ? ["pending", "available"] : ["rejected"];
  if (wanted.includes(observed)) return "already";
  // Nothing but a new endpoint helps where AWS does not accept a rejected one again.
  return verb === "accept" && observed === "rejected" && /state/i.test(message) ? "refused" : "failed";
}
