import { REGIONS, zoneIdPrefix } from "../../../modules/aws/region";
import { crossRegionZoneProblem, isZoneId, isZoneName, isZoneOf, zoneNumber } from "../../../modules/aws/zone-id";

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

test.each(["use1-az3", "usw1-az2", "apne1-az3", "apne2-az2", "apne2-az4"])(
  "fails on %s for a service that is offered to other regions",
  (zone) => {
    expect(crossRegionZoneProblem(zone)).toBe(
      "a zone other than use1-az3, usw1-az2, apne1-az3, apne2-az2, apne2-az4, whose services AWS offers to no other region",
    );
  },
);

test("a service in any other zone may be offered to other regions", () => {
  for (const zone of ["use1-az1", "usw1-az3", "apne2-az1"]) expect(crossRegionZoneProblem(zone)).toBeUndefined();
});
