import { grouped } from "../../policies/checker/report/plan-of-stack";
import { code } from "../../support/markdown";
import type { ChangedResource, Review } from "../review-file";
import { ACTIONS } from "./head";
import { alikeTogether, around, type Section, stacksTitle } from "./sections";

/** Resources of a list before the rest is counted. */
const LISTED = 40;

/** Arguments of a resource that are named before the rest is counted. */
const NAMED = 8;

/**
 * What is added, changed and imported in each stack, folded. Stacks that change alike share one list. Those that are
 * there and are changed come first.
 */
export function changeLists({ changes }: Review): Section[] {
  const hasUpdate = (all: readonly ChangedResource[]) => all.some(({ action }) => action === "update");
  const byStack = [...grouped(changes, ({ stack }) => stack)].sort(
    ([, a], [, b]) => Number(hasUpdate(b)) - Number(hasUpdate(a)),
  );
  return alikeTogether(byStack, ([, all]) => ({ items: all.map(item), counts: countsOf(all) })).map(
    ([{ items, counts }, alike]) => {
      const [[stack]] = alike as [[string, ChangedResource[]]];
      const rest = items.length - LISTED;
      return {
        parts: [...items.slice(0, LISTED), ...(rest > 0 ? [`\n- and ${rest} more`] : [])],
        ...around(stacksTitle(stack, alike.length), counts, false),
        after: "\n\n</details>\n",
      };
    },
  );
}

function item({ address, action, arguments: names, sensitive }: ChangedResource): string {
  const said = [
    ...(names.length === 0 ? [] : [named(names)]),
    ...(sensitive.length === 0 ? [] : [`perhaps ${named(sensitive)} (sensitive)`]),
  ];
  return `\n- ${ACTIONS[action]} ${code(address)}${said.length === 0 ? "" : `: ${said.join(", ")}`}`;
}

function named(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function countsOf(all: readonly ChangedResource[]): string {
  return (["update", "import", "create"] as const)
    .flatMap((action) => {
      const count = all.filter((each) => each.action === action).length;
      return count === 0 ? [] : [`${count} ${ACTIONS[action]}`];
    })
    .join(", ");
}
