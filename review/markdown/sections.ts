import { grouped } from "../../policies/checker/report/plan-of-stack";
import { counted } from "../../support/counted";
import { codeInHtml } from "../../support/markdown";

/** A section to unfold: its parts, and what stands around them. */
export interface Section {
  readonly parts: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** Things of which the same is to be said, in the order of the first of each. */
export function alikeTogether<T, Said>(things: readonly T[], said: (thing: T) => Said): [Said, T[]][] {
  const groups = grouped(things, (thing) => JSON.stringify(said(thing)));
  return [...groups.values()].map((alike) => [said(alike[0] as T), alike]);
}

/** What stands around a section. @param title as HTML. @param isOpen whether it is shown without unfolding. */
export function around(title: string, what: string, isOpen: boolean): Pick<Section, "before" | "after"> {
  const open = isOpen ? " open" : "";
  return { before: `\n<details${open}><summary>${title}: ${what}</summary>\n`, after: "\n</details>\n" };
}

/** Stacks of which a section says the same, as HTML. @param count how many there are. */
export function stacksTitle(first: string, count: number): string {
  return `${codeInHtml(first)}${count > 1 ? ` and ${counted(count - 1, "more stack")}, each` : ""}`;
}
