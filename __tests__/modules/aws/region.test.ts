import { isRegion, partitionOf, REGIONS, zoneIdPrefix } from "../../../modules/aws/region";

test.each([
  ["us-east-1", "aws", "use1"],
  ["us-west-2", "aws", "usw2"],
  ["eu-central-1", "aws", "euc1"],
  ["eu-central-2", "aws", "euc2"],
  ["eu-north-1", "aws", "eun1"],
  ["ap-southeast-2", "aws", "apse2"],
  ["ap-northeast-1", "aws", "apne1"],
  ["ap-south-1", "aws", "aps1"],
  ["ca-west-1", "aws", "caw1"],
  ["il-central-1", "aws", "ilc1"],
  ["mx-central-1", "aws", "mxc1"],
  ["sa-east-1", "aws", "sae1"],
  ["af-south-1", "aws", "afs1"],
  ["cn-north-1", "aws-cn", "cnn1"],
  ["cn-northwest-1", "aws-cn", "cnnw1"],
  ["us-gov-east-1", "aws-us-gov", "usge1"],
  ["us-gov-west-1", "aws-us-gov", "usgw1"],
])("%s is of partition %s, its zone ids begin with %s", (region, partition, prefix) => {
  expect(isRegion(region)).toBe(true);
  expect(partitionOf(region)).toBe(partition);
  expect(zoneIdPrefix(region)).toBe(prefix);
});

test("zone id prefixes tell all regions apart", () => {
  expect(new Set(REGIONS.map(zoneIdPrefix)).size).toBe(REGIONS.length);
});

test("regions are listed once, in order", () => {
  expect([...new Set(REGIONS)].sort()).toEqual(REGIONS);
});

test.each(["", "us-east-1a", "US-EAST-1", "us-east-9", "toString", "__proto__"])("fails on %j, no region", (text) => {
  expect(isRegion(text)).toBe(false);
});
