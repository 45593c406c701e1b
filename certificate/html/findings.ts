import type { Certificate } from "../certificate-file";
import type { CertifiedFinding } from "../rule-schema";
import { html, type Markup, type Part } from "./markup";
import { code, section } from "./parts";

/** What is waived, and what only the policy data allows, before anything else: a reader must not miss it. */
export function exceptions(certificate: Certificate): Part[] {
  return [waived(certificate), allowed(certificate)];
}

function waived({ waivers }: Certificate): Part {
  if (waivers.length === 0) return "";
  return html`<div class="exception" role="note" aria-label="Exceptions">
<p><strong>${waivers.length === 1 ? "One exception" : `${waivers.length} exceptions`}.</strong>
Somebody decided that what follows may stay for a time. The isolation does not hold for it.</p>
<ul>${waivers.map(exception)}</ul>
</div>
`;
}

function exception({ rule, address, reason, owner, expires }: Certificate["waivers"][number]): Markup {
  return html`<li>${code(rule)} at ${code(address)}: ${reason}. Owner: ${owner}. Until: ${expires}.</li>`;
}

function allowed({ allowances }: Certificate): Part {
  if (allowances.length === 0) return "";
  return html`<div class="exception" role="note" aria-label="Settings">
<p><strong>${allowances.length === 1 ? "One setting" : `${allowances.length} settings`} of the policy data.</strong>
Somebody decided that rules accept more than by default. The result holds only with what follows.</p>
<ul>${allowances.map(allowance)}</ul>
</div>
`;
}

function allowance({ setting, allows, rules }: Certificate["allowances"][number]): Markup {
  return html`<li>${code(setting)} allows ${items(allows)}. Rules that accept more by it: ${items(rules)}.</li>`;
}

function items(texts: readonly string[]): Part {
  return texts.map((text, index) => html`${index > 0 && ", "}${code(text)}`);
}

/** Everything that was found, what fails first; nothing where nothing was. */
export function findings({ findings: all, is_certificate }: Certificate): Markup | "" {
  if (all.length === 0) return "";
  const heading = is_certificate ? "What is waived, and remarks" : "What stands against a certificate";
  return section("findings", heading, all.map(finding));
}

const COUNTS: Readonly<Record<CertifiedFinding["counts"], string>> = {
  way: "it leads, or may lead, into or out of this network",
  "no-way": "it is in this network and opens no path",
  stack: "it is about the stack or the plan as a whole",
};

function finding({
  rule,
  title,
  severity,
  outcome,
  counts,
  address,
  message,
  path,
  fix,
  waiver,
  in: shownBy,
}: CertifiedFinding): Markup {
  const state = waiver !== null ? `waived until ${waiver.expires}` : outcome === "warning" ? "remark" : outcome;
  const effect = outcome === "warning" ? "a remark does not change the result" : COUNTS[counts];
  const look = waiver !== null || outcome === "warning" ? "perhaps" : "no";
  return html`<div class="finding">
<h3><span class="${look}">${state}</span>: ${title}</h3>
<p>${message.charAt(0).toUpperCase()}${message.slice(1)}.</p>
<p class="note">${code(rule)} (${severity}) at ${code(address)}; ${effect};
shown by the ${shownBy.join(" and the ")}.</p>
${path.length > 0 && html`<p>The path, from the inside out:</p><ol>${path.map((step) => html`<li>${step}</li>`)}</ol>`}
<p>What to do: ${fix}.</p>
</div>
`;
}
