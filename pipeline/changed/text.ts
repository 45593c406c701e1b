import { REMOVED } from "../../engine/removed";
import { counted } from "../../support/counted";
import { listed } from "../../support/listed";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { CHANGES, type ChangedFile, type ChangedStack } from "../changed-file";
import { short } from "./builder";

/** Stacks of one kind of change that an environment lists before the rest is counted. */
const LISTED = 20;

/** Environments that are listed before the rest is counted. */
const ENVIRONMENTS = 20;

/** What changed, for people: a line a stack, by environment, with the wave that each is deployed in. */
export function changedAsText(changed: ChangedFile): string {
  const { stacks, unchanged, waves, destroy } = changed;
  const counts = CHANGES.flatMap((change) => {
    const count = stacks.filter((stack) => stack.change === change).length;
    return count === 0 ? [] : [`${count} ${change}`];
  });
  const against = `Compared with ${baseText(changed)}`;
  if (stacks.length === 0) return `${against}: nothing changed (${counted(unchanged, "stack")}).\n`;
  const environments = [...new Set(stacks.map(({ environment }) => environment))].sort();
  const rest = environments.length - ENVIRONMENTS;
  return [
    `${against}: ${counts.join(", ")}, ${unchanged} unchanged.`,
    ...environments.slice(0, ENVIRONMENTS).flatMap((name) => environmentLines(name, changed)),
    ...(rest > 0 ? ["", `and ${counted(rest, "more environment")}: ${listed(environments.slice(ENVIRONMENTS))}`] : []),
    "",
    ...(waves.length === 0 ? [] : [`Deploy in ${inWaves(waves)}.`]),
    ...(destroy.length === 0
      ? []
      : [`${waves.length === 0 ? "D" : "Then d"}estroy in ${inWaves(destroy)}, from ${REMOVED}/.`]),
    "",
  ].join("\n");
}

function baseText({ base }: ChangedFile): string {
  if (base.from === "deployed") return `what is deployed (${shown(base.file)})`;
  const commit = short(base.commit);
  return base.commit.startsWith(base.ref) ? commit : `${printable(base.ref)} (${commit})`;
}

function environmentLines(environment: string, { stacks }: ChangedFile): string[] {
  const own = stacks.filter((stack) => stack.environment === environment);
  const counts = new Map<ChangedStack["change"], number>();
  const lines = own.flatMap(({ name, change, wave }) => {
    const count = (counts.get(change) ?? 0) + 1;
    counts.set(change, count);
    const when = change === "gone" ? "destroyed" : `wave ${wave + 1}`;
    return count > LISTED ? [] : [`  ${change.padEnd(8)}  ${printable(name)} (${when})`];
  });
  const rest = [...counts].filter(([, count]) => count > LISTED);
  return [
    ...["", printable(environment), ...lines],
    ...rest.map(([change, count]) => `  ${change.padEnd(8)}  and ${count - LISTED} more`),
  ];
}

/** How many waves there are, and how many stacks in each. */
function inWaves(waves: readonly (readonly string[])[]): string {
  const sizes = waves.map(({ length }) => length);
  return `${counted(waves.length, "wave")} of ${sizes.join(", ")} ${sizes.at(-1) === 1 ? "stack" : "stacks"}`;
}
