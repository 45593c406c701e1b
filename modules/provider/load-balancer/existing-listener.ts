import type { ListenerProblem, LooseListener } from "./listener-problem";

/** Keys of an existing listener. */
const OF_EXISTING_LISTENER = ["port", "protocol"];

/** Problems of an existing listener that has more keys than its port and protocol: its owner sets the rest. */
export function existingListenerProblems(listener: LooseListener): ListenerProblem[] {
  return Object.keys(listener)
    .filter((key) => listener[key] !== undefined && !OF_EXISTING_LISTENER.includes(key))
    .map((key) => ({
      path: [key],
      expected: "only `port` and `protocol` for an existing listener: its owner sets the rest",
      fix: "take it out, or have the listeners made on the load balancer",
    }));
}
