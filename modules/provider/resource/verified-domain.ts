import { verifiableDnsNameProblem } from "../../aws/dns-name";

/** Why a text is no domain that can be verified, as what was expected instead; undefined when it is one. */
export function verifiedDomainProblem(text: string): string | undefined {
  return text.startsWith("*")
    ? "a domain without a wildcard, whose subdomains it covers"
    : verifiableDnsNameProblem(text);
}

/** Whether a name is a domain itself, or one below it. */
export function isWithinDomain(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
