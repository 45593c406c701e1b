import {
  addressTypeProblem,
  domainNameProblem,
  resourceAddressProblem,
  resourceArnProblem,
} from "../../../../modules/provider/resource/definition";
import { latticeNameProblem, replaceableName } from "../../../../modules/provider/resource/names";
import { unknownText } from "../../../support/synth";

const NO_NAME = "a domain name of at most 255 characters, such as ledger.example.com";
const NO_ADDRESS = "a private IPv4 address, or an IPv6 address of the VPC";
const NOT_PRIVATE = "a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";
const NO_ARN =
  "the ARN of an RDS instance (arn:<partition>:rds:<region>:<account>:db:<name>) or cluster (...:cluster:<name>): AWS supports no others";

test.each(["ledger.example.com", "db-1.cluster-abc.us-east-1.rds.amazonaws.com", `${"a".repeat(63)}.example`])(
  "%s is a domain name",
  (text) => {
    expect(domainNameProblem(text)).toBeUndefined();
  },
);

test.each([
  "localhost",
  "-a.example",
  "a..example",
  "a.example.",
  `${"a".repeat(64)}.example`,
  "10.0.0.1",
  "*.example.com",
])("fails to take %j for a domain name", (text) => {
  expect(domainNameProblem(text)).toBe(NO_NAME);
});

test.each(["10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "2600:1f18::5"])(
  "%s is an address of a resource",
  (text) => {
    expect(resourceAddressProblem(text)).toBeUndefined();
  },
);

test.each([
  ["8.8.8.8", NOT_PRIVATE],
  ["172.32.0.1", NOT_PRIVATE],
  ["10.0.0.0/24", NO_ADDRESS],
  ["fe80::1%eth0", NO_ADDRESS],
  ["::ffff::1", NO_ADDRESS],
  ["ledger", NO_ADDRESS],
])("fails to take %j for an address of a resource", (text, expected) => {
  expect(resourceAddressProblem(text)).toBe(expected);
});

test("an ARN is that of an RDS instance or cluster", () => {
  expect(resourceArnProblem("arn:aws:rds:us-east-1:111111111111:cluster:ledger")).toBeUndefined();
  expect(resourceArnProblem("arn:aws-us-gov:rds:us-gov-west-1:111111111111:db:ledger-1")).toBeUndefined();
});

test.each([
  "arn:aws:rds:us-east-1:111111111111:db-proxy:prx-0123456789abcdef0",
  "arn:aws:rds:us-east-1:111111111111:cluster-snapshot:ledger",
  "arn:aws:elasticache:us-east-1:111111111111:cluster:ledger",
  "arn:aws:rds:us-east-1:1111:db:ledger",
  "arn:aws:rds:us-east-1:111111111111:db:1ledger",
])("fails to take %j for the ARN of a resource", (text) => {
  expect(resourceArnProblem(text)).toBe(NO_ARN);
});

describe("addresses of gateway and resource", () => {
  test.each([
    ["ipv4", { ipAddress: "10.0.0.1" }],
    ["dualstack", { ipAddress: "fd00::1" }],
    ["ipv6", { ipAddress: "fd00::1" }],
    ["ipv4", { dnsName: "a.example" }],
    ["ipv6", { dnsName: "a.example", dnsAddressType: "dualstack" }],
    ["ipv6", { arn: "arn:aws:rds:us-east-1:111111111111:db:ledger" }],
    ["ipv6", { ipAddress: unknownText("local.address") }],
  ] as const)("%s goes with %j", (gateway, definition) => {
    expect(addressTypeProblem(gateway, definition)).toBeUndefined();
  });

  test.each([
    ["ipv4", { ipAddress: "fd00::1" }, "IPv6", "ipv6"],
    ["ipv6", { ipAddress: "10.0.0.1" }, "IPv4", "ipv4"],
    ["ipv6", { dnsName: "a.example" }, "IPv4", "ipv4"],
    ["ipv4", { dnsName: "a.example", dnsAddressType: "ipv6" }, "IPv6", "ipv6"],
  ] as const)("fails: %s with %j", (gateway, definition, family, type) => {
    expect(addressTypeProblem(gateway, definition)).toBe(
      `a gateway with addresses of ${family}, as the resource has: ${type} or dualstack`,
    );
  });
});

describe("names", () => {
  test("have at most 40 characters, and end in a hash of what cannot be changed", () => {
    const short = replaceableName(["prod-ledger"], { arn: "a" });
    expect(short).toMatch(/^prod-ledger-[0-9a-f]{8}$/);
    expect(replaceableName(["prod-ledger"], { arn: "b" })).not.toBe(short);
    expect(replaceableName(["a-b", "c"], {})).not.toBe(replaceableName(["a", "b-c"], {}));
    const long = replaceableName(["a".repeat(60)], {});
    expect(long).toMatch(/^a{31}-[0-9a-f]{8}$/);
    expect(long).not.toBe(replaceableName(["a".repeat(60)], { other: true }));
  });

  test("do not depend on what only Terraform knows", () => {
    expect(replaceableName(["x"], { id: unknownText("a.b"), n: [unknownText("c")] })).toBe(
      replaceableName(["x"], { id: unknownText("d.e"), n: [unknownText("f")] }),
    );
  });

  test.each(["rgw-a", "rcfg-a", "Ledger", "a--b", "-a", "a-", "a_b", "", "a".repeat(101)])(
    "fail to be made from %j",
    (text) => {
      expect(latticeNameProblem(text)).toBe(
        "lower-case letters, digits and single hyphens, at most 100, and not beginning with `rgw-` or `rcfg-`",
      );
    },
  );
});
