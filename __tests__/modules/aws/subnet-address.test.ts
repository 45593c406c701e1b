import { subnetAddressProblem } from "../../../modules/aws/subnet-address";
import { unknownText } from "../../support/synth";

test.each(["10.0.0.4", "10.0.0.100", "10.0.0.254"])("%s is an address to give in 10.0.0.0/24", (address) => {
  expect(subnetAddressProblem(address, "10.0.0.0/24")).toBeUndefined();
});

const KEPT = "an address that AWS does not keep for itself: from 10.0.0.4 to 10.0.0.254";

test.each([
  ["10.0.0.0", KEPT],
  ["10.0.0.3", KEPT],
  ["10.0.0.255", KEPT],
  ["10.0.1.4", "an address in the zone's subnet, 10.0.0.0/24"],
  ["10.0.0", "an IPv4 address"],
  ["2600:1f18::10", "an IPv4 address"],
])("fails on %s in 10.0.0.0/24", (address, expected) => {
  expect(subnetAddressProblem(address, "10.0.0.0/24")).toBe(expected);
});

test("where the subnet's range is not known, any address may be one of it", () => {
  expect(subnetAddressProblem("10.0.0.0", undefined)).toBeUndefined();
  expect(subnetAddressProblem("10.0.0.0", unknownText("var.range"))).toBeUndefined();
});
