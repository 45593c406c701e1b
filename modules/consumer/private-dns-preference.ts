import { privateDnsNameProblem } from "../aws/dns-name";

/** Which domains of a resource the VPC gets private hosted zones for. */
export const PRIVATE_DNS_PREFERENCES = [
  "VERIFIED_DOMAINS_ONLY",
  "ALL_DOMAINS",
  "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
  "SPECIFIED_DOMAINS_ONLY",
] as const;
/** Which domains of a resource the VPC gets private hosted zones for; AWS's own words. */
export type PrivateDnsPreference = (typeof PRIVATE_DNS_PREFERENCES)[number];

/** Preferences under which the consumer names domains. */
const WITH_DOMAINS: readonly unknown[] = ["VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS", "SPECIFIED_DOMAINS_ONLY"];

/** Properties that say which names the VPC knows, whatever their values. */
export interface LoosePrivateDns {
  readonly privateDns?: unknown;
  readonly privateDnsPreference?: unknown;
  readonly privateDnsDomains?: readonly unknown[] | undefined;
}

/** What does not go together, by the property that it is told at. */
export interface PrivateDnsPreferenceProblem {
  readonly property: "privateDnsPreference" | "privateDnsDomains";
  readonly expected: string;
}

/** Why a text cannot be one of the domains, as what was expected instead; undefined when it can. */
export function specifiedDomainProblem(text: string): string | undefined {
  return text.startsWith("*") ? "a domain name without a wildcard" : privateDnsNameProblem(text);
}

/**
 * What does not go together of the private DNS of a resource endpoint. Source: Amazon EC2 API reference,
 * "DnsOptionsSpecification": a preference needs private DNS, and domains need a preference under which the consumer
 * names them.
 */
export function privateDnsPreferenceProblems(given: LoosePrivateDns): PrivateDnsPreferenceProblem[] {
  const { privateDns, privateDnsPreference, privateDnsDomains } = given;
  const problem = (property: PrivateDnsPreferenceProblem["property"], expected: string) => [{ property, expected }];
  const named = WITH_DOMAINS.includes(privateDnsPreference);
  return [
    ...(privateDnsPreference !== undefined && privateDns !== true
      ? problem("privateDnsPreference", "`privateDns: true` beside it: without private DNS the VPC knows no name")
      : []),
    ...(privateDnsDomains !== undefined && !named
      ? problem("privateDnsDomains", `none, unless \`privateDnsPreference\` is one of ${WITH_DOMAINS.join(", ")}`)
      : []),
    ...(named && (privateDnsDomains ?? []).length === 0
      ? problem("privateDnsPreference", `at least one of \`privateDnsDomains\` with ${String(privateDnsPreference)}`)
      : []),
  ];
}
