/**
 * Regions of AWS that have availability zones, and what follows from a region's name: its partition and the prefix of
 * its zone ids.
 *
 * Source: AWS Regions and Availability Zones User Guide. The AWS provider refuses a region that it does not know as
 * well (unless `skip_region_validation` is set), so a list that is one region short fails here, early, rather than there.
 */
export const REGIONS: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "cn-north-1",
  "cn-northwest-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
];

/** Whether a text names a region of {@link REGIONS}. */
export function isRegion(text: string): boolean {
  return REGIONS.includes(text);
}

/** Partition that a region belongs to: `aws`, `aws-cn` or `aws-us-gov`. The first part of every ARN in it. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

const COMPASS: Readonly<Record<string, string>> = {
  central: "c",
  east: "e",
  north: "n",
  northeast: "ne",
  northwest: "nw",
  south: "s",
  southeast: "se",
  southwest: "sw",
  west: "w",
};

/** What the zone ids of a region begin with: `use1` for us-east-1, `usgw1` for us-gov-west-1, `apse2` for ap-southeast-2. */
export function zoneIdPrefix(region: string): string {
  return region
    .split("-")
    .map((part) => COMPASS[part] ?? (part === "gov" ? "g" : part))
    .join("");
}
