import { counted } from "../support/counted";
import type { Certificate } from "./certificate-file";
import type { Allowance, CertifiedFinding } from "./rule-schema";
import { doesNotCover, holdsFor, type ScopeParts, whereOf } from "./statement-scope";

/** What a statement is made of. */
export interface StatementParts extends ScopeParts {
  readonly result: Certificate["result"];
  readonly is_certificate: boolean;
  readonly findings: readonly CertifiedFinding[];
  readonly allowances: readonly Allowance[];
}

const HEADINGS: Readonly<Record<Certificate["result"], string>> = {
  proven: "Certificate of network isolation",
  "proven-with-exceptions": "Certificate of network isolation, with exceptions",
  unproven: "Not a certificate: isolation could not be proven",
  violated: "Not a certificate: this network is not isolated",
};

/** Heading where the isolation is proven, and something else fails the policies. */
const FAILED = "Not a certificate: the policies fail";

const RESULTS: Readonly<Record<Exclude<Certificate["result"], "proven-with-exceptions">, string>> = {
  proven: "Isolation proven",
  unproven: "Isolation not proven",
  violated: "Isolation violated",
};

/** What was found out, in words for readers who are no engineers. */
export function statementFor(parts: StatementParts): Certificate["statement"] {
  return {
    heading: isRefused(parts) ? FAILED : HEADINGS[parts.result],
    result: resultWords(parts),
    summary: summaryOf(parts),
    holds_for: holdsFor(parts),
    does_not_cover: doesNotCover(parts),
  };
}

/** Whether the isolation is proven, and it is no certificate all the same. */
function isRefused({ result, is_certificate }: Pick<StatementParts, "result" | "is_certificate">): boolean {
  return !is_certificate && (result === "proven" || result === "proven-with-exceptions");
}

function resultWords(parts: StatementParts): string {
  return `${isolationWords(parts)}${isRefused(parts) ? ", but the policies fail" : ""}`;
}

function isolationWords({ result, findings, allowances }: StatementParts): string {
  if (result !== "proven-with-exceptions") return RESULTS[result];
  const but = [
    ...(waivedWays(findings) === 0 ? [] : ["what is waived"]),
    ...(allowances.length === 0 ? [] : ["what the policy data allows"]),
  ];
  return `Isolation proven, except for ${but.join(" and ")}`;
}

/** How many ways somebody waived. */
function waivedWays(findings: readonly CertifiedFinding[]): number {
  return findings.filter(({ counts, waiver, outcome }) => counts === "way" && waiver !== null && outcome !== "warning")
    .length;
}

function summaryOf(parts: StatementParts): string[] {
  const { result, basis, findings } = parts;
  const ways = findings.filter(
    ({ counts, waiver, outcome }) => counts === "way" && waiver === null && outcome !== "warning",
  );
  const [violated = 0, unproven = 0] = ["violated", "unproven"].map(
    (each) => ways.filter(({ outcome }) => outcome === each).length,
  );
  if (result === "violated")
    return [
      `A path into or out of this network was found in ${whereOf(basis, "VIOLATED")}: ` +
        `${counted(violated, "finding")} below.`,
      "This network is not isolated. This page is a report of what stands against a certificate.",
      ...(unproven === 0 ? [] : [`${counted(unproven, "more finding")} could not be settled.`]),
    ];
  if (result === "unproven")
    return [
      `Something could not be examined in ${whereOf(basis, "UNPROVEN")}, and it could be a path into or out of ` +
        `this network: ${counted(unproven, "finding")} below.`,
      "Nobody may conclude from this page that the network is isolated. Each finding says what would settle it.",
    ];
  return [
    ...(isRefused(parts)
      ? ["This page is a report of what stands against a certificate: a finding fails the policies."]
      : []),
    `${exceptedBy(parts)} path out of this network and no path into it was found in ${whereOf(basis)}, ` +
      "other than AWS PrivateLink.",
    reach(parts),
    ...remarks(findings),
  ];
}

/** The beginning of the sentence that no path was found. */
function exceptedBy({ findings, allowances }: StatementParts): string {
  const waived = waivedWays(findings);
  const exceptions = `${counted(waived, "exception")}, listed first, that somebody waived`;
  if (allowances.length === 0) return waived === 0 ? "No" : `Apart from ${exceptions}, no`;
  const allowed = "what the policy data allows, listed first";
  return waived === 0 ? `Apart from ${allowed}, no` : `Apart from ${exceptions}, and from ${allowed}, no`;
}

/** Types of endpoints whose connections only what is in the network opens. */
const FROM_INSIDE = ["Gateway", "Interface", "Resource"];

/** What the network can reach, as far as it was examined. */
function reach({ result, network, endpoints }: StatementParts): string {
  const limits = [
    ...(result === "proven-with-exceptions" ? ["apart from the exceptions"] : []),
    ...(network.existing ? ["as far as this configuration shows"] : []),
  ];
  const it = limits.length === 0 ? "It" : `${capital(limits.join(" and "))}, it`;
  if (endpoints.length === 0) return `${it} has no connection with anything else: no endpoint of it was found.`;
  const services = endpoints.map(({ address, service, kind }) => {
    const name = service ?? `the service of ${address}`;
    return kind === "Gateway" ? `${name} by a gateway endpoint, as far as its policy allows` : name;
  });
  const one = endpoints.length === 1;
  const named = services.length <= 3 ? ` (${services.join(", ")})` : "";
  const inward = endpoints.every(({ kind }) => kind !== null && FROM_INSIDE.includes(kind))
    ? ` ${one ? "Its connections are" : "Their connections are"} opened only from inside the network.`
    : "";
  const behind = one ? "what is behind the endpoint" : `what is behind the ${endpoints.length} endpoints`;
  return `${it} can reach only ${behind} listed below${named}.${inward}`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function remarks(findings: readonly CertifiedFinding[]): string[] {
  const warnings = findings.filter(({ outcome, waiver }) => outcome === "warning" && waiver === null).length;
  const others = findings.filter(
    ({ counts, outcome, waiver }) => counts !== "way" && outcome !== "warning" && waiver === null,
  );
  return [
    ...(warnings === 0
      ? []
      : [
          `${counted(warnings, "remark")} below ${warnings === 1 ? "does" : "do"} not change this result. ` +
            "A remark can name a service of AWS that carries data of its own kind past the network.",
        ]),
    ...(others.length === 0
      ? []
      : [
          others.length === 1
            ? "1 finding below fails the policies and opens no path."
            : `${others.length} findings below fail the policies and open no path.`,
        ]),
  ];
}
