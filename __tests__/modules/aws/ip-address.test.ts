import { isIpv6, privateAddressProblem } from "../../../modules/aws/ip-address";

test.each([
  ["2600:1f18::9", true],
  ["::1", true],
  ["fe80::1%eth0", false],
  ["10.0.0.9", false],
  ["2600", false],
])("%s is of IPv6: %s", (text, expected) => {
  expect(isIpv6(text)).toBe(expected);
});

test.each(["10.0.0.9", "172.16.0.1", "192.168.255.255", "100.64.0.1"])("%s is private", (text) => {
  expect(privateAddressProblem(text, "an address")).toBeUndefined();
});

test.each([
  ["52.0.0.9", "a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"],
  ["172.32.0.1", "a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"],
  ["2600:1f18::9", "an address"],
  ["10.0.0", "an address"],
])("fails on %s", (text, expected) => {
  expect(privateAddressProblem(text, "an address")).toBe(expected);
});
