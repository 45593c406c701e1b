import { REGIONS, zoneIdPrefix } from "../../../modules/aws/region";
import { isZoneId, isZoneName, isZoneOf, zoneNumber } from "../../../modules/aws/zone-id";

test("every region's zone ids are zone ids, of that region and of no other", () => {
  for (const region of REGIONS) {
    const zone = `${zoneIdPrefix(region)}-az2`;
    expect(isZoneId(zone)).toBe(true);
    expect(zoneNumber(zone)).toBe(2);
    expect(REGIONS.filter((each) => isZoneOf(each, zone))).toEqual([region]);
  }
});

test.each([
  ["use1-az1", 1],
  ["apne2-az4", 4],
  ["usw2-az10", 10],
])("%s has number %i", (zone, number) => {
  expect(zoneNumber(zone)).toBe(number);
});

test.each(["us-east-1a", "use1", "use1-az0", "use1-az", "USE1-AZ1", "use1-bos1-az1", "use1-az1 ", "use1-az1\n", ""])(
  "fails on %j, no zone id",
  (text) => {
    expect(isZoneId(text)).toBe(false);
    expect(() => zoneNumber(text)).toThrow(`not a zone id: ${text}`);
  },
);

test("fails on a zone of a region whose prefix only begins alike", () => {
  expect(isZoneOf("us-east-1", "use2-az1")).toBe(false);
  expect(isZoneOf("us-east-1", "use1")).toBe(false);
  expect(isZoneOf("ap-south-1", "apse1-az1")).toBe(false);
});

test.each([
  ["us-east-1a", true],
  ["us-gov-west-1b", true],
  ["ap-southeast-2c", true],
  ["use1-az1", false],
  ["us-east-1", false],
])("%s is a zone name: %s", (text, expected) => {
  expect(isZoneName(text)).toBe(expected);
});
