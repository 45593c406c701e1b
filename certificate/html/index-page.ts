import { counted } from "../../support/counted";
import type { CertificateIndex, IndexEntry } from "../index-file";
import { renderPage } from "./document";
import { html, type Markup, type Part } from "./markup";
import { code, section, table } from "./parts";

const WORDS: Readonly<Record<IndexEntry["result"], string>> = {
  proven: "isolation proven",
  "proven-with-exceptions": "proven, with exceptions",
  unproven: "NOT A CERTIFICATE: not proven",
  violated: "NOT A CERTIFICATE: not isolated",
};

const LOOKS: Readonly<Record<IndexEntry["result"], string>> = {
  proven: "yes",
  "proven-with-exceptions": "perhaps",
  unproven: "no",
  violated: "no",
};

/** What is said of a network whose isolation is proven, where something else fails the policies. */
const REFUSED = "NOT A CERTIFICATE: the policies fail";

/** Whether the result alone would make a certificate. */
function isRefused({ result, is_certificate }: IndexEntry): boolean {
  return !is_certificate && LOOKS[result] !== "no";
}

/** A page of an index: of all environments, with links to the pages of each, or of one environment. */
export interface IndexRequest {
  readonly index: CertificateIndex;
  /** Folder of the environment that the page is of. @default - of all */
  readonly environment?: string;
}

/** An index as a page. What is no certificate comes first. Thousands of networks are on a page for each environment. */
export function renderIndex({ index, environment }: IndexRequest): string {
  const { certificates, date, not_judged } = index;
  const failed = certificates.filter((each) => !each.is_certificate);
  const groups = [...new Set(certificates.map(folderOf))];
  const title = environment === undefined ? "Isolation of consumer VPCs" : `Isolation of consumer VPCs: ${environment}`;
  const isGood = failed.length === 0 && not_judged.length === 0;
  const body = html`<header>
<p class="kind">AWS PrivateLink: isolation of consumer VPCs</p>
<h1>${title}</h1>
<p>Judged on ${date}. ${counted(certificates.length, "network")}:
${certificates.length - failed.length} with a certificate, ${failed.length} without.</p>
</header>
<main>
${
  not_judged.length > 0 &&
  section(
    "not-judged",
    "Could not be judged",
    html`<p>Nothing is said of the networks in these documents.</p>`,
    table(
      ["Document", "Why"],
      not_judged.map(({ file, why }) => [code(file), why.join("; ")]),
    ),
  )
}${failed.length > 0 && section("failed", "Without a certificate", entries(failed, environment))}${
  environment === undefined
    ? section(
        "environments",
        "Environments",
        table(
          ["Environment", "Networks", "With a certificate"],
          groups.map((group) => groupRow(group, certificates)),
        ),
      )
    : section(
        "certificates",
        "With a certificate",
        entries(
          certificates.filter((each) => each.is_certificate),
          environment,
        ),
      )
}</main>`;
  return renderPage({
    title,
    printed: `PrivateLink isolation certificates - ${date}`,
    look: isGood ? "good" : "bad",
    body,
  });
}

/** The folder of a certificate's files. */
export function folderOf({ path }: Pick<IndexEntry, "path">): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function groupRow(group: string, certificates: readonly IndexEntry[]): Part[] {
  const own = certificates.filter((each) => folderOf(each) === group);
  const good = own.filter((each) => each.is_certificate).length;
  return [
    html`<a href="${encodeURIComponent(group)}/index.html">${group}</a>`,
    String(own.length),
    good === own.length
      ? html`<span class="yes">${String(good)}</span>`
      : html`<span class="no">${String(good)}</span>`,
  ];
}

function entries(certificates: readonly IndexEntry[], environment: string | undefined): Markup {
  if (certificates.length === 0) return html`<p>None.</p>`;
  return table(
    [
      "Network",
      { heading: "Account", look: "short" },
      { heading: "Region", look: "short" },
      { heading: "Result", look: "wide" },
    ],
    certificates.map((each) => {
      const parts = (environment === undefined ? each.path : each.path.slice(each.path.lastIndexOf("/") + 1)).split(
        "/",
      );
      const label = `${each.stack ?? "no stack"}: ${each.name ?? each.address}`;
      return [
        html`<a href="${parts.map(encodeURIComponent).join("/")}.html">${label}</a>`,
        each.account ?? "not known",
        each.region ?? "not known",
        html`<span class="${isRefused(each) ? "no" : LOOKS[each.result]}">${isRefused(each) ? REFUSED : WORDS[each.result]}</span>`,
      ];
    }),
  );
}
