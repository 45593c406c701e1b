import { mayDependOn } from "../kind-order";
import type { StackToPlan } from "./stack-to-plan";

/**
 * Stacks that change before a stack is destroyed: they may have depended on it until now, as the acceptance of a
 * service does on a consumer. What a plan destroys is known only after that: until its connection is rejected, no
 * endpoint may be destroyed.
 *
 * @param all stacks of the deployment, those of other shards among them.
 * @returns names, with why, as it stands in a list.
 */
export function beforeDestroyed(
  { environment, kind }: Pick<StackToPlan, "environment" | "kind">,
  all: readonly StackToPlan[],
): ReadonlyMap<string, string> {
  const changing = all.filter(
    (other) =>
      other.mode === "apply" &&
      other.environment === environment &&
      (other.change === "changed" || other.change === "new") &&
      mayDependOn(other.kind, kind),
  );
  return new Map(changing.map(({ name }) => [name, "it may still depend on this stack"]));
}
