import { ipv6AddressProblem, ipv6RangeProblem } from "../../../modules/aws/ipv6";

test.each(["2600:1f18::/56", "fd00::/8", "::/0", "2600:1f18:0:100::/64", "fd00::1/128"])("%s is a range", (text) => {
  expect(ipv6RangeProblem(text)).toBeUndefined();
});

test.each([
  ["", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["fd00::", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["fd00::/129", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["fd00::/08", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["fe80::%eth0/64", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["::ffff:10.0.0.0/104", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["10.0.0.0/8", "an IPv6 range in CIDR notation, such as 2001:db8::/56"],
  ["fd00::1/64", "the first address of its range, as short as can be: fd00::/64"],
  ["FD00::/64", "the first address of its range, as short as can be: fd00::/64"],
  ["2600:1f18:0000::/64", "the first address of its range, as short as can be: 2600:1f18::/64"],
])("fails on the range %j", (text, expected) => {
  expect(ipv6RangeProblem(text)).toBe(expected);
});

test("an address is one in its shortest form", () => {
  expect(ipv6AddressProblem("2600:1f18::10")).toBeUndefined();
  expect(ipv6AddressProblem("2600:1f18:0::10")).toBe("the address as short as can be: 2600:1f18::10");
  expect(ipv6AddressProblem("10.0.0.1")).toBe("an IPv6 address");
});
