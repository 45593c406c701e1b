import type { Certificate } from "../certificate-file";
import { OUTCOME_WORDS } from "../controls";
import { html, type Markup, type Part } from "./markup";
import { code, facts, list, table } from "./parts";

/** What is known of the VPC. */
export function networkFacts({ network }: Certificate): Markup {
  const { name, id, address, account, region, ranges, ranges_note, environment, consumer, stack, because, existing } =
    network;
  const known: Part[] = ranges.map((range, index) => html`${index > 0 && ", "}${code(range)}`);
  return facts([
    ["Name", name],
    ["VPC id", id === null ? "not known: AWS gives it, and no plan that was judged has it" : code(id)],
    ["Terraform address", code(address)],
    ["Account", account],
    ["Region", region],
    ["Address ranges", [...known, ranges_note === null ? "" : `${ranges.length > 0 ? "; " : ""}${ranges_note}`]],
    ["Environment", environment ?? "of none"],
    ["Consumer", consumer ?? "of none"],
    ["Stack", stack === null ? null : code(stack)],
    ["Made by", existing ? "another configuration: this one looks it up" : "this configuration"],
    ["Judged because", because],
  ]);
}

/** Endpoints of the VPC, and whether each is allowed. */
export function endpoints({ endpoints: all }: Certificate): Markup {
  if (all.length === 0) return html`<p>No endpoint was found.</p>`;
  const isGateway = all.some(({ kind }) => kind === "Gateway");
  const allowed = (each: boolean | null) =>
    each === null
      ? html`<span class="perhaps">not known</span>`
      : each
        ? html`<span class="yes">yes</span>`
        : html`<span class="no">no</span>`;
  return table(
    ["Endpoint", { heading: "Type", look: "short" }, "Service", { heading: "Allowed", look: "tiny" }],
    all.map(({ address, kind, service, allowed: each }) => [
      code(address),
      kind ?? "not known",
      service === null ? "known when a plan is made" : code(service),
      allowed(each),
    ]),
    `Connections of AWS PrivateLink${isGateway ? "; gateway endpoints lead to S3 or DynamoDB without it" : ""}. Allowed: by the type, region and service that the policy data allows.`,
  );
}

/** Each rule with its outcome and version. */
export function rules({ rules: all }: Certificate): Markup {
  const looks = {
    passed: "yes",
    loosened: "perhaps",
    warning: "perhaps",
    waived: "perhaps",
    unproven: "no",
    violated: "no",
    "not-examined": "note",
  };
  return table(
    ["Rule", { heading: "Outcome", look: "short" }, { heading: "Version (SHA-256 of its source)", look: "" }],
    all.map(({ id, title, outcome, sha256 }) => [
      html`${title} (${code(id)})`,
      html`<span class="${looks[outcome]}">${OUTCOME_WORDS[outcome]}</span>`,
      sha256 === null ? "not known" : code(sha256.slice(0, 16)),
    ]),
    "Rules about services that are offered have nothing to examine in a consumer VPC. " +
      "Rules about changes examine only plans.",
  );
}

/** How many resources were examined, and what was assumed. */
export function examined({ examined: counts, assumptions }: Certificate): Markup {
  const rows = Object.entries(counts).map(([type, count]): Part[] => [code(type), String(count)]);
  return html`${table(["Type", { heading: "Resources in this network", look: "short" }], rows)}
<h3>What was assumed</h3>
${list([
  ...assumptions,
  "AWS works as its documentation says. The page “Why PROVEN is sound” of the policies has the whole list.",
])}`;
}
