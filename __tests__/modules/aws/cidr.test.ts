import {
  addressNumber,
  cidr,
  contains,
  isCovered,
  isPrivate,
  LONGEST_COMPUTABLE_PREFIX,
  overlaps,
  parseCidr,
  subnetCidr,
  vpcCidrProblem,
} from "../../../modules/aws/cidr";

describe("parseCidr", () => {
  test.each([
    ["10.0.0.0/8", 0x0a000000, 0x0affffff],
    ["0.0.0.0/0", 0, 0xffffffff],
    ["255.255.255.255/32", 0xffffffff, 0xffffffff],
    ["192.168.255.240/28", 0xc0a8fff0, 0xc0a8ffff],
  ])("reads %s", (text, first, last) => {
    expect(parseCidr(text)).toEqual({ text, first, last, prefixLength: Number(text.split("/")[1]) });
  });

  test.each([
    ["", "an IPv4 range in CIDR notation, such as 10.0.0.0/16"],
    ["10.0.0.0", "an IPv4 range in CIDR notation, such as 10.0.0.0/16"],
    ["10.0.0/16", "an IPv4 range in CIDR notation, such as 10.0.0.0/16"],
    ["10.0.0.0/16 ", "an IPv4 range in CIDR notation, such as 10.0.0.0/16"],
    ["fd00::/64", "an IPv4 range in CIDR notation, such as 10.0.0.0/16"],
    ["0x0a.0.0.0/16", "an IPv4 range in CIDR notation, such as 10.0.0.0/16"],
    ["10.0.0.256/32", "an IPv4 range in CIDR notation, with octets up to 255 and a prefix length up to 32"],
    ["10.0.0.0/33", "an IPv4 range in CIDR notation, with octets up to 255 and a prefix length up to 32"],
    ["10.0.0.1/24", "the first address of its range: 10.0.0.0/24"],
    ["192.168.1.255/17", "the first address of its range: 192.168.0.0/17"],
  ])("fails on %j", (text, expected) => {
    expect(parseCidr(text)).toBe(expected);
    expect(() => cidr(text)).toThrow(`${text}: expected ${expected}`);
  });

  test.each(["012.0.0.0/16", "10.020.0.0/16", "10.0.0.010/32", "10.0.0.0/08"])(
    "fails on %s, whose leading zero Terraform refuses and others read as octal",
    (text) => {
      expect(typeof parseCidr(text)).toBe("string");
    },
  );
});

test("overlap and containment agree with a count of the addresses", () => {
  const ranges = [24, 25, 26, 27, 28].flatMap((length) =>
    Array.from({ length: 2 ** (length - 24) }, (_, index) => cidr(`10.0.0.${index * 2 ** (32 - length)}/${length}`)),
  );
  for (const a of ranges)
    for (const b of ranges) {
      const common = Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1;
      expect(overlaps(a, b)).toBe(common > 0);
      expect(contains(a, b)).toBe(common === b.last - b.first + 1);
    }
});

test("adjacent ranges do not overlap", () => {
  expect(overlaps(cidr("10.0.0.0/17"), cidr("10.0.128.0/17"))).toBe(false);
});

test.each([
  ["10.0.0.0/8", true],
  ["172.16.0.0/12", true],
  ["172.32.0.0/16", false],
  ["192.168.4.0/24", true],
  ["100.64.0.0/10", true],
  ["100.128.0.0/16", false],
  ["8.0.0.0/16", false],
  ["0.0.0.0/0", false],
])("%s is private: %s", (text, expected) => {
  expect(isPrivate(cidr(text))).toBe(expected);
});

test.each([
  ["10.0.0.0/15", "a prefix length from /16 to /28, the sizes a VPC can have"],
  ["10.0.0.0/29", "a prefix length from /16 to /28, the sizes a VPC can have"],
  ["11.0.0.0/16", "a private range, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10"],
  ["10.0.1.0/16", "the first address of its range: 10.0.0.0/16"],
])("fails on a VPC of %s", (text, expected) => {
  expect(vpcCidrProblem(text)).toBe(expected);
});

test("VPCs may have every prefix length from /16 to /28", () => {
  for (let length = 16; length <= 28; length++) expect(vpcCidrProblem(`10.0.0.0/${length}`)).toBeUndefined();
});

test.each([
  ["10.1.2.3", 0x0a010203],
  ["0.0.0.0", 0],
  ["255.255.255.255", 0xffffffff],
  ["10.1.2", undefined],
  ["010.1.2.3", undefined],
  ["10.1.2.256", undefined],
  ["::1", undefined],
  ["${x}", undefined],
])("the number of address %j is %j", (text, expected) => {
  expect(addressNumber(text)).toBe(expected);
});

test.each([
  ["10.0.0.0/23", ["10.0.0.0/24", "10.0.1.0/24"], true],
  ["10.0.0.0/23", ["10.0.1.0/24", "10.0.0.0/25", "10.0.0.0/24"], true],
  ["10.0.0.0/23", ["10.0.0.0/25", "10.0.1.0/24"], false],
  ["10.0.0.0/23", ["10.0.0.0/24"], false],
  ["10.0.0.0/23", ["10.0.1.0/24"], false],
  ["10.0.0.0/24", ["10.0.0.0/8"], true],
  ["10.0.0.0/24", [], false],
])("%s is covered by %j: %s", (range, by, expected) => {
  expect(isCovered(cidr(range), by.map(cidr))).toBe(expected);
});

describe("subnetCidr", () => {
  const lengths = Array.from({ length: LONGEST_COMPUTABLE_PREFIX - 16 + 1 }, (_, index) => 16 + index);
  const zones = Array.from({ length: 16 }, (_, index) => `use1-az${index + 1}`);

  test.each([
    ["10.0.0.0/16", "use1-az1", "10.0.0.0/20"],
    ["10.0.0.0/16", "use1-az6", "10.0.80.0/20"],
    ["10.0.0.0/16", "use1-az16", "10.0.240.0/20"],
    ["10.0.255.0/24", "apse2-az3", "10.0.255.32/28"],
    ["192.168.16.0/20", "usgw1-az2", "192.168.17.0/24"],
  ])("of %s in %s is %s", (vpc, zone, expected) => {
    expect(subnetCidr(vpc, zone)).toBe(expected);
  });

  test("lies within the VPC, apart from every other zone's, and no smaller than /28", () => {
    for (const length of lengths) {
      const vpc = cidr(`10.32.0.0/${length}`);
      const subnets = zones.map((zone) => cidr(subnetCidr(vpc.text, zone)));
      subnets.forEach((subnet, index) => {
        expect(contains(vpc, subnet)).toBe(true);
        expect(subnet.prefixLength).toBeLessThanOrEqual(28);
        for (const other of subnets.slice(0, index)) expect(overlaps(subnet, other)).toBe(false);
      });
    }
    expect(LONGEST_COMPUTABLE_PREFIX).toBe(24);
  });

  test("fails for a zone number that has no slot in the VPC", () => {
    const subnet = () => contains(cidr("10.0.0.0/16"), cidr(subnetCidr("10.0.0.0/16", "use1-az17")));
    expect(subnet).toThrow();
  });
});
