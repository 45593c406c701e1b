import type { Certificate } from "../certificate-file";
import { OUTCOME_WORDS } from "../controls";
import type { CertifiedControls } from "../rule-schema";
import { html, type Markup } from "./markup";
import { code, list, table } from "./parts";

type Control = CertifiedControls["controls"][number];

/** Which controls the rules answer, framework by framework, with the evidence for each. */
export function controls({ controls: frameworks, basis }: Certificate): Markup {
  if (frameworks.length === 0) return html`<p>None: no rule that answers a control had something to examine.</p>`;
  return html`<p class="note">A control is supported if each rule that is mapped to it passed for this network,
by the defaults of the policies.
This is evidence for the part of the control that the rules are about.
An auditor decides what else the control asks for.${
    basis.kind === "configuration" && " As the whole page, it is about the declared configuration only."
  }</p>
${frameworks.map(
  ({ name, version, controls: own }) => html`<h3>${name} (${version})</h3>
${table([{ heading: "Control", look: "wide" }, { heading: "Status", look: "short" }, "Evidence"], own.map(row))}`,
)}`;
}

function row({ control, title, status, because, rules }: Control): Markup[] {
  const against = because === null ? "" : html`<p class="no">${because}</p>`;
  return [
    html`${control}<br><span class="note">${title}</span>`,
    status === "supported" ? html`<span class="yes">supported</span>` : html`<span class="no">not supported</span>`,
    html`${against}${list(rules.map(evidence))}`,
  ];
}

/** What a rule shows. The reason of one that did not pass is not a fact: it is what could not be shown. */
function evidence({ rule, outcome, reason }: Control["rules"][number]): Markup {
  return outcome === "passed"
    ? html`${reason} (${code(rule)})`
    : html`<span class="no">Not shown</span>, because ${code(rule)} ${OUTCOME_WORDS[outcome]}: <s>${reason}</s>`;
}
