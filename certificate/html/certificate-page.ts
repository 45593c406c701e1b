import type { Certificate } from "../certificate-file";
import { controls } from "./controls";
import { endpoints, examined, networkFacts, rules } from "./details";
import { renderPage } from "./document";
import { evidence } from "./evidence";
import { exceptions, findings } from "./findings";
import { html, type Markup, type Part } from "./markup";
import { code, list, section } from "./parts";

const LOOKS: Readonly<Record<Certificate["result"], "good" | "warn" | "bad">> = {
  proven: "good",
  "proven-with-exceptions": "warn",
  unproven: "bad",
  violated: "bad",
};

const MARKS: Readonly<Record<Certificate["result"], string>> = {
  proven: "✓",
  "proven-with-exceptions": "!",
  unproven: "?",
  violated: "✗",
};

/** A certificate, or the report of what stands against one, as a page that opens from disk and prints. */
export function renderCertificate(certificate: Certificate): string {
  const { network, statement, result, date, id, is_certificate, program } = certificate;
  const isRefused = !is_certificate && LOOKS[result] !== "bad";
  const kind = is_certificate
    ? "PrivateLink isolation certificate"
    : "NOT A CERTIFICATE - PrivateLink isolation report";
  const body = html`<header>
<p class="kind">AWS PrivateLink: isolation of a consumer VPC</p>
${!is_certificate && html`<p class="stamp">NOT A CERTIFICATE</p>\n`}<h1>${statement.heading}</h1>
<p>${titleOf(certificate)}. Judged on ${date}.</p>
</header>
<main>
${exceptions(certificate)}<div class="verdict" role="note" aria-label="Result">
<p class="result"><span aria-hidden="true">${isRefused ? "✗" : MARKS[result]}</span> ${statement.result}</p>
${statement.summary.map((sentence) => html`<p>${sentence}</p>\n`)}</div>
${sections(certificate)}</main>
<footer><p>${is_certificate ? "Certificate" : "Report"} ${code(id)}. ${program.name} ${program.version},
by the policies ${code(certificate.policy.wasm)}.</p></footer>`;
  return renderPage({
    title: `${statement.heading}: ${network.name ?? network.stack ?? network.address}`,
    printed: `${kind} - ${id.slice(0, 16)} - ${date}`,
    look: isRefused ? "bad" : LOOKS[result],
    body,
  });
}

/** What stands against a certificate comes before the details of the network; remarks come after them. */
function sections(certificate: Certificate): Part[] {
  const { is_certificate } = certificate;
  const found = findings(certificate);
  return [
    section("meaning", "What this statement means", meaning(certificate)),
    is_certificate ? "" : found,
    section("network", "The network", networkFacts(certificate)),
    section("endpoints", "What it can reach", endpoints(certificate)),
    is_certificate ? found : "",
    section("controls", "Controls that this answers", controls(certificate)),
    section("rules", "Rules", rules(certificate)),
    section("examined", "What was examined", examined(certificate)),
    section("evidence", "How to check this page", evidence(certificate)),
  ];
}

/** The network in a few words. */
function titleOf({ network }: Certificate): Markup {
  const { name, address, account, region, environment } = network;
  const known = [
    account === null ? [] : `account ${account}`,
    region === null ? [] : `region ${region}`,
    environment === null ? [] : `environment ${environment}`,
  ].flat();
  return html`VPC <strong>${name ?? address}</strong>${known.map((each) => `, ${each}`)}`;
}

function meaning({ statement }: Certificate): Markup {
  return html`<h3>It holds for</h3>${list(statement.holds_for)}
<h3>It does not cover</h3>${list(statement.does_not_cover)}`;
}
