import { zoneNameProblem } from "../../aws/dns-name";

/** Why a text cannot be a name of a private hosted zone for an endpoint, as what was expected instead; undefined when it can. */
export function aliasNameProblem(text: string): string | undefined {
  return text.startsWith("*")
    ? "a DNS name without a wildcard: `wildcard` gives the names below it the same"
    : zoneNameProblem(text);
}

/** Stands for the name of the zone itself among its records, as in zone files (RFC 1035). */
export const ZONE_ITSELF = "@";

/** The whole name of a record. @param record relative to the name, or `@`. */
export function recordName(record: string, name: string): string {
  return record === ZONE_ITSELF ? name : `${record}.${name}`;
}

/** Why a text cannot be a record below a name, as what was expected instead; undefined when it can. */
export function recordProblem(record: string, name: string): string | undefined {
  if (record === name || record.endsWith(`.${name}`)) {
    const relative = record.slice(0, -name.length - 1) || ZONE_ITSELF;
    return `a name relative to ${name}: \`${relative}\``;
  }
  // Of a name that is refused something is said already: it makes no record wrong.
  const zone = aliasNameProblem(name) === undefined ? name : "example.com";
  return zoneNameProblem(recordName(record, zone)) === undefined
    ? undefined
    : `a name relative to ${name}, such as \`app\`, \`*.app\`, or \`@\` for ${name} itself`;
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
