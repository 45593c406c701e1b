import { zoneIdPrefix } from "./region";

/** Form of an availability zone's id: `use1-az1`, of at most 16 in a region. Local and Wavelength zones (`use1-bos1-az1`) have no PrivateLink. */
const ZONE_ID = /^[a-z]{2,7}\d-az([1-9]|1[0-6])$/;

/** Whether a text has the form of an availability zone id, such as `use1-az1`. */
export function isZoneId(text: string): boolean {
  return ZONE_ID.test(text);
}

/**
 * Number of a zone within its region: 1 for `use1-az1`.
 *
 * Zone ids mean the same place in every account; zone *names* (`us-east-1a`) differ from account to account, so two
 * accounts that both say `us-east-1a` may stand in different places. Everything here that compares zones compares ids.
 */
export function zoneNumber(zoneId: string): number {
  const match = ZONE_ID.exec(zoneId);
  if (!match) throw new Error(`not a zone id: ${zoneId}`);
  return Number(match[1]);
}

/** Whether a zone id belongs to a region: `use1-az2` to us-east-1. */
export function isZoneOf(region: string, zoneId: string): boolean {
  return isZoneId(zoneId) && zoneId.startsWith(`${zoneIdPrefix(region)}-az`);
}

/** Whether a text is a zone *name*, such as `us-east-1a`: what people write where a zone id is meant. */
export function isZoneName(text: string): boolean {
  return /^[a-z]{2}(-gov)?-[a-z]+-\d[a-z]$/.test(text);
}

/** Zones whose services cannot be offered to other regions (AWS PrivateLink Guide, "Cross-Region access"). */
const ZONES_OF_ONE_REGION: readonly string[] = ["use1-az3", "usw1-az2", "apne1-az3", "apne2-az2", "apne2-az4"];

/** Why a service in a zone cannot be offered to other regions, as what was expected instead; undefined when it can. */
export function crossRegionZoneProblem(zoneId: string): string | undefined {
  return ZONES_OF_ONE_REGION.includes(zoneId)
    ? `a zone other than ${ZONES_OF_ONE_REGION.join(", ")}, whose services AWS offers to no other region`
    : undefined;
}
