import { privateDnsNameProblem } from "../aws/dns-name";
import { known } from "../aws/property-problems";
import type { EndpointProblem } from "./endpoint-zones";

/** Which custom domain names of resources a VPC may know: AWS's `PrivateDnsPreference`. */
export const PRIVATE_DNS_PREFERENCES = [
  "VERIFIED_DOMAINS_ONLY",
  "ALL_DOMAINS",
  "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
  "SPECIFIED_DOMAINS_ONLY",
] as const;
/** One of {@link PRIVATE_DNS_PREFERENCES}. */
export type PrivateDnsPreference = (typeof PRIVATE_DNS_PREFERENCES)[number];

/** Preferences that take names which the consumer specifies. */
const WITH_DOMAINS: readonly PrivateDnsPreference[] = [
  "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
  "SPECIFIED_DOMAINS_ONLY",
];

/** Most names that a consumer can specify (the AWS provider, `aws_vpc_endpoint`, `private_dns_specified_domains`). */
export const MOST_SPECIFIED_DOMAINS = 10;

/** What an endpoint to a resource says of private DNS. */
export interface ResourcePrivateDns {
  /** Whether the VPC knows the resource by its own names. */
  readonly privateDns?: boolean | undefined;
  /** Which of these names. */
  readonly privateDnsPreference?: PrivateDnsPreference | undefined;
  /** Names that the consumer specifies. */
  readonly privateDnsSpecifiedDomains?: readonly string[] | undefined;
}

/** What is wrong, and what to do where it does not follow from what was expected. */
interface PreferenceProblem extends EndpointProblem {
  readonly fix?: string;
}

/**
 * What is wrong with the preference of an endpoint to a resource. Source: EC2 API Reference, `DnsOptionsSpecification`: a
 * preference only with private DNS, names only with a preference that takes some, and from 1 to 10.
 */
export function privateDnsPreferenceProblems(options: ResourcePrivateDns): PreferenceProblem[] {
  const { privateDns, privateDnsPreference: preference, privateDnsSpecifiedDomains: domains } = options;
  const path = ["privateDnsPreference"];
  const problems: PreferenceProblem[] = [];
  if (known(preference) && !PRIVATE_DNS_PREFERENCES.includes(preference))
    problems.push({ path, expected: `one of ${PRIVATE_DNS_PREFERENCES.join(", ")}` });
  else if (preference !== undefined && privateDns !== true)
    problems.push({
      path,
      expected: "`privateDns: true` beside it",
      fix: "set `privateDns: true`, or remove `privateDnsPreference`",
    });
  const takesDomains = preference !== undefined && WITH_DOMAINS.includes(preference);
  if (takesDomains && domains === undefined)
    problems.push({ path, expected: `\`privateDnsSpecifiedDomains\` beside ${preference}` });
  return [...problems, ...(domains === undefined ? [] : domainProblems(domains, takesDomains))];
}

function domainProblems(domains: readonly string[], takesDomains: boolean): EndpointProblem[] {
  const path = ["privateDnsSpecifiedDomains"];
  if (!takesDomains) return [{ path, expected: `\`privateDnsPreference\` beside it: ${WITH_DOMAINS.join(" or ")}` }];
  if (!known(domains)) return [];
  if (domains.length === 0 || domains.length > MOST_SPECIFIED_DOMAINS)
    return [{ path, expected: `from 1 to ${MOST_SPECIFIED_DOMAINS} names` }];
  return domains.flatMap((domain, index): EndpointProblem[] => {
    if (!known(domain)) return [];
    const expected =
      domains.indexOf(domain) < index
        ? "each name once"
        : domain.startsWith("*")
          ? "a DNS name without a wildcard"
          : privateDnsNameProblem(domain);
    return expected === undefined ? [] : [{ path: [...path, index], expected }];
  });
}
