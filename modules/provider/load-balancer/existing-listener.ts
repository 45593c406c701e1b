import type { ListenerProblem, LooseListener } from "./listener-problem";

/** Keys that a listener which exists has. */
const OF_EXISTING_LISTENER = ["port", "protocol"];

/** What is said of a listener that exists beside its port and protocol: its owner's, which nothing here changes. */
export function existingListenerProblems(listener: LooseListener): ListenerProblem[] {
  return Object.keys(listener)
    .filter((key) => listener[key] !== undefined && !OF_EXISTING_LISTENER.includes(key))
    .map((key) => ({
      path: [key],
      expected: "`port` and `protocol` alone of a listener that exists: the rest is its owner's",
      fix: "take it out, or have the listeners made on the load balancer",
    }));
}
