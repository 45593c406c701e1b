import { zoneNameProblem } from "../../aws/dns-name";

/** Why a text cannot be a name of a private hosted zone for an endpoint, as what was expected instead; undefined when it can. */
export function aliasNameProblem(text: string): string | undefined {
  return text.startsWith("*")
    ? "a DNS name without a wildcard: `wildcard` gives the names below it the same"
    : zoneNameProblem(text);
}

/**
 * The zone that stands for a private DNS name in a VPC: of a wildcard, what it is in. Two of one name cannot be in one VPC,
 * whether AWS makes them for endpoints or somebody has associated them.
 */
export function zoneOfName(privateDnsName: string): string {
  return privateDnsName.replace(/^\*\./, "");
}

/** A name that a private DNS name covers, to try whether it resolves: of a wildcard, one below it. */
export function nameToTry(privateDnsName: string): string {
  return privateDnsName.replace(/^\*\./, "privatelink-check.");
}
