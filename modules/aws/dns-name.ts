import { unprovableDomainProblem } from "./private-domain";

const LABEL = "(?!-)[a-z0-9-]{1,63}(?<!-)";
const NAME = new RegExp(`^(\\*\\.)?(${LABEL}\\.)+(?=[a-z])${LABEL}$`);

/** Longest private DNS name of an endpoint service. */
const MAX_LENGTH = 255;

/**
 * Why a text has not the form of a private DNS name, as what was expected instead; undefined when it has.
 *
 * Source: AWS PrivateLink Guide, "Manage DNS names" and "Associate a private DNS name": lower case, labels of up to 63
 * characters, 255 in all; a wildcard may stand for the first label.
 */
export function privateDnsNameProblem(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `a DNS name of at most ${MAX_LENGTH} characters`;
  if (NAME.test(text)) return undefined;
  if (text !== text.toLowerCase()) return "a DNS name in lower case";
  if (text.endsWith(".")) return "a DNS name without a dot at its end";
  if (text.slice(1).includes("*") || /^\*[^.]/.test(text))
    return "a wildcard for the whole first label alone: *.example.com";
  return "a DNS name of a public domain, such as orders.example.com: labels of at most 63 letters, digits and hyphens, with dots between";
}

/**
 * Why a text cannot be a name in a hosted zone of Route 53, as what was expected instead; undefined when it can. Route 53 takes
 * underscores beside what {@link privateDnsNameProblem} takes (Amazon Route 53 Developer Guide, "DNS domain name format").
 */
export function zoneNameProblem(text: string): string | undefined {
  return privateDnsNameProblem(text.replaceAll("_", "x")) === undefined ? undefined : privateDnsNameProblem(text);
}

/**
 * Why a text cannot be the private DNS name of an endpoint service that AWS verifies, as what was expected instead;
 * undefined when it can: {@link privateDnsNameProblem}, in a domain that can be proven.
 */
export function verifiableDnsNameProblem(text: string): string | undefined {
  return privateDnsNameProblem(text) ?? unprovableDomainProblem(text);
}
