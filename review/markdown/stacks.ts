import { grouped } from "../../policies/checker/report/plan-of-stack";
import { counted } from "../../support/counted";
import { code, codeInHtml, plain, prose, tableParts } from "../../support/markdown";
import type { Disturbed, Review, ReviewedStack } from "../review-file";
import { isTouched } from "../touched";
import { alikeTogether, around, type Section, stacksTitle } from "./sections";

/** Rows of a table that are shown without unfolding. */
const OPEN = 12;

/** Stacks of which the same becomes that have a row each. */
const ALIKE = 8;

/** Stacks whose plan failed, with the error. */
export function failedStacks({ stacks }: Review): string[] {
  const failed = stacks.filter(({ result }) => result === "failed");
  return tableParts(
    ["stack", "plan failed"],
    failed.map(({ name, reason }) => [code(name), prose(reason ?? "the log says why")]),
  );
}

/** What becomes of each stack, by environment. Many of which the same becomes are one row. */
export function stackTables({ stacks }: Review): Section[] {
  return [...grouped(stacks.filter(isTouched), ({ environment }) => environment)].map(([environment, all]) => {
    const rows = alikeTogether(all, cellsOf).flatMap(([cells, alike]) => rowsOf(cells, alike));
    return {
      parts: tableParts(["stack", "added", "changed", "replaced", "destroyed", ""], rows),
      ...around(codeInHtml(environment), counted(all.length, "stack"), rows.length <= OPEN),
    };
  });
}

function rowsOf(cells: readonly string[], alike: readonly ReviewedStack[]): string[][] {
  const all = alike.map(({ name }) => name);
  return all.length > ALIKE ? [[names(all), ...cells]] : all.map((name) => [code(name), ...cells]);
}

function cellsOf(stack: ReviewedStack): string[] {
  const { create = "?", update = "?", replace = "?", destroy = "?" } = countsOf(stack) ?? {};
  const shown = (count: number | string) => (count === 0 ? "" : String(count));
  const strong = (count: number | string) => (count === 0 || count === "?" ? shown(count) : `**${count}**`);
  return [shown(create), shown(update), strong(replace), strong(destroy), note(stack)];
}

/** Of a stack that waits, what is known yet: nothing is no count then. */
function countsOf({ result, counts }: ReviewedStack): ReviewedStack["counts"] {
  const isOpen = result === "deferred" && counts !== null && Object.values(counts).every((count) => count === 0);
  return isOpen ? null : counts;
}

function note({ change, mode, result, counts }: ReviewedStack): string {
  const extra = [
    ...(counts?.forget ? [`${counts.forget} forgotten`] : []),
    ...(counts?.import ? [`${counts.import} imported`] : []),
  ];
  const isGone = mode === "destroy" || change === "gone";
  const kind = isGone
    ? ["no longer declared"]
    : change === "new"
      ? ["new"]
      : change === "affected"
        ? ["reads a changed stack"]
        : [];
  const state = result === "deferred" ? ["⏳ waits"] : result === "failed" ? ["❌ plan failed"] : [];
  const nothing = result === "planned" && counts !== null && Object.values(counts).every((count) => count === 0);
  return [...state, ...kind, ...extra, ...(nothing ? ["only outputs change"] : [])].join(", ");
}

/** Stacks that wait for others, or for what is not there yet. */
export function deferredStacks({ stacks }: Review): string[] {
  const deferred = stacks.filter(({ result }) => result === "deferred");
  return tableParts(
    ["stack", "waits for", "why"],
    deferred.map(({ name, waits_for, reason }) => [code(name), names(waits_for), prose(why(reason ?? "", waits_for))]),
  );
}

/** A reason without the names that the column before has. */
function why(reason: string, [first, ...others]: readonly string[]): string {
  const said = reason.replace(/^waits for /, "");
  const only = `${first} (`;
  return others.length === 0 && said.startsWith(only) && said.endsWith(")") ? said.slice(only.length, -1) : said;
}

/** Names of stacks before the rest is counted. */
const NAMED = 5;

/** Stacks by their names: of many, the first ones and the number of the rest. */
export function names(all: readonly string[]): string {
  const rest = all.length - NAMED;
  return `${all.slice(0, NAMED).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Stacks that are no longer declared. */
export function goneStacks({ stacks }: Review): string[] {
  return stacks
    .filter(({ mode, change }) => mode === "destroy" || change === "gone")
    .map(({ name }) => `\n- ${code(name)}`);
}

const ACTION = { replace: "**replaced**", destroy: "**destroyed**", forget: "forgotten" } as const;

/** Resources that are destroyed, replaced or forgotten, by stack. Stacks where they are the same are one table. */
export function disturbedTables({ disturbed, stacks }: Review): Section[] {
  const gone = new Set(stacks.filter(({ mode }) => mode === "destroy").map(({ name }) => name));
  const byStack = [...grouped(disturbed, ({ stack }) => stack)].sort(
    ([a], [b]) => Number(gone.has(a)) - Number(gone.has(b)),
  );
  return alikeTogether(byStack, ([stack, all]) => ({ isGone: gone.has(stack), rows: all.map(disturbedRow) })).map(
    ([{ isGone, rows }, alike]) => {
      const [[stack, all]] = alike as [[string, Disturbed[]]];
      return {
        parts: tableParts(["resource", "is", "because of"], rows),
        ...around(stacksTitle(stack, alike.length), actions(all), !isGone && rows.length <= OPEN),
      };
    },
  );
}

function disturbedRow({ address, action, forced_by }: Disturbed): string[] {
  return [
    code(address),
    ACTION[action],
    forced_by.map((each) => (/^[a-z0-9_.]+$/.test(each) ? code(each) : plain(each))).join(", "),
  ];
}

function actions(all: readonly Disturbed[]): string {
  return (["replace", "destroy", "forget"] as const)
    .flatMap((action) => {
      const count = all.filter((each) => each.action === action).length;
      return count === 0 ? [] : [`${count} ${ACTION[action].replaceAll("*", "")}`];
    })
    .join(", ");
}
