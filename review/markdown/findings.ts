import { stepText } from "../../policies/checker/report/words";
import { counted } from "../../support/counted";
import { code, codeInHtml, html, plain, prose } from "../../support/markdown";
import type { Review, ReviewFinding } from "../review-file";

/** Stacks of a finding that are named before the rest is counted. */
const STACKS = 5;

/** Characters of each text of a finding, and steps of its path, before the rest is left to `--format json`. */
const TEXT = 1_500;
const STEPS = 30;

/** Findings that are shown without unfolding. */
const OPEN = 3;

/** Findings to unfold: the first ones that fail are open. */
export function findingParts(findings: readonly ReviewFinding[]): string[] {
  return findings.map((finding, index) => {
    const { fails, waiver, message, witness, cut, settle, remediation, links } = finding;
    const open = fails && index < OPEN ? " open" : "";
    return [
      `\n<details${open}><summary>${summary(finding)}</summary>`,
      "",
      prose(short(message)),
      "",
      ...foundIn(finding),
      ...(witness.length === 0
        ? []
        : ["- path:", ...witness.slice(0, STEPS).map((step) => `  1. ${plain(step.step)}: ${code(stepText(step))}`)]),
      ...(witness.length > STEPS ? [`- and ${witness.length - STEPS} more steps`] : []),
      ...(cut === null ? [] : [`- cut: ${prose(short(cut))}`]),
      ...(settle === null ? [] : [`- settled by: ${prose(short(settle))}`]),
      `- do: ${prose(short(remediation))}`,
      ...(waiver === null ? [] : [`- waived: ${plain(`${waiver.reason} (${waiver.owner}, until ${waiver.expires})`)}`]),
      ...links.map((link) => `- see: ${/^https:[\w./?#=%-]+$/.test(link) ? link : code(link)}`),
      "",
      "</details>\n",
    ].join("\n");
  });
}

/** The beginning of a text that is too long for a comment. */
function short(text: string): string {
  return text.length <= TEXT ? text : `${text.slice(0, TEXT).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function summary({ rule, severity, outcome, fails, waiver, address, found_in }: ReviewFinding): string {
  const mark = fails ? "❌" : waiver === null ? "⚠️" : "☑️";
  const state = waiver === null ? outcome : `waived until ${waiver.expires}`;
  const rest = found_in.length - 1;
  const stacks = `${codeInHtml(found_in[0]?.stack ?? "")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `${mark} ${html(`${rule} (${severity}, ${state})`)} at ${codeInHtml(address)} in ${stacks}`;
}

function foundIn({ found_in }: ReviewFinding): string[] {
  const rest = found_in.length - STACKS;
  return [
    ...found_in
      .slice(0, STACKS)
      .map(({ stack, place }) => `- in: ${code(stack)}${place === null ? "" : `, from ${code(place)}`}`),
    ...(rest > 0 ? [`- and in ${rest} more stacks`] : []),
  ];
}

/** What the policies found in stacks that do not change, counted; nothing where there is nothing. */
export function elsewhere({ findings }: Review): string[] {
  const others = findings.filter(({ fails, in_change }) => !fails && !in_change);
  const waived = others.filter(({ waiver }) => waiver !== null).length;
  const said = [
    ...(others.length > waived ? [counted(others.length - waived, "warning")] : []),
    ...(waived > 0 ? [counted(waived, "waived finding")] : []),
  ];
  return said.length === 0
    ? []
    : [`\n${said.join(" and ")} in stacks that do not change: \`--format json\` has them.\n`];
}
