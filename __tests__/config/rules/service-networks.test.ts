import { ENVIRONMENT, edit, problemsIn } from "../../support/environments";

const ARN = "arn:aws:vpc-lattice:us-east-1:999999999999:servicenetwork/sn-0123456789abcdef0";
const SHARE = "arn:aws:ram:us-east-1:999999999999:resource-share/01234567-0123-0123-0123-0123456789ab";
const WEB = `account: "222222222222"
vpc: { cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  shared:
    serviceNetworkArn: ${ARN}
    resourceShareArn: ${SHARE}
    ports: [443]
    inZones: [use1-az1, use1-az2]
    ipAddressType: ipv4
    privateDns: true
`;

/** What is wrong with a consumer: place, expectation and fix. */
const problemsOf = (consumer: string) =>
  problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": consumer }).map(
    ({ path, expected, fix }) => [path.replace("connections.shared", "."), expected, fix],
  );

test("a service network is accepted, with what its endpoint can have", () => {
  expect(problemsOf(WEB)).toEqual([]);
});

describe("fails", () => {
  test("on what is no service network, and on one of another region", () => {
    expect(problemsOf(edit(WEB, "sn-0123456789abcdef0", "x-1"))).toEqual([
      [
        "..serviceNetworkArn",
        "the ARN of a service network: arn:<partition>:vpc-lattice:<region>:<account>:servicenetwork/sn-<17 hex digits>",
        undefined,
      ],
    ]);
    expect(problemsOf(edit(WEB, "vpc-lattice:us-east-1", "vpc-lattice:us-west-2"))).toEqual([
      ["..serviceNetworkArn", "an ARN in the region us-east-1", undefined],
    ]);
  });

  test("without ports, and on ports that are not of TCP", () => {
    expect(problemsOf(edit(WEB, "    ports: [443]\n", ""))).toEqual([
      [".", "`ports` of the service network, which is not of this environment", undefined],
    ]);
    expect(problemsOf(edit(WEB, "[443]", '["53/udp"]'))).toEqual([
      [
        "..ports[0]",
        "a TCP port: resources are reached over TCP alone",
        "write the port without `/udp`: a service network carries TCP only",
      ],
    ]);
  });

  test("on zones and addresses that the VPC has not", () => {
    expect(problemsOf(edit(WEB, "[use1-az1, use1-az2]\n    ip", "[use1-az1, use1-az6]\n    ip"))).toEqual([
      ["..inZones[1]", "a zone of the VPC: use1-az1, use1-az2", undefined],
    ]);
    expect(problemsOf(edit(WEB, "ipv4", "dualstack"))[0]?.[0]).toBe("..ipAddressType");
  });

  test("on keys of endpoints to services", () => {
    expect(problemsOf(`${WEB}    dnsRecordIpType: ipv4\n    zonalNames: true\n`)).toEqual([
      ["..dnsRecordIpType", "no `dnsRecordIpType`: it is for endpoints to services", "take it out"],
      expect.arrayContaining(["..zonalNames"]),
    ]);
  });

  test("where a subnet has no room for the block of addresses that AWS takes", () => {
    expect(problemsOf(edit(WEB, "10.40.0.0/20", "10.40.0.0/24"))).toEqual([
      [
        "vpc.cidr",
        expect.stringContaining(
          "it takes 18 addresses of use1-az1 (endpoints of connections: 1, blocks of service networks: 16",
        ),
        expect.any(String),
      ],
    ]);
  });
});
