import { TerraformOutput } from "cdktf";
import { ResourceEndpoint, type ResourceEndpointProps, ResourceShareAcceptance } from "../../../modules/consumer";
import { ids, refusal, synth, unknownNumber, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const ARN = "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0";
const MEMBER_ARN = "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef1";
const SHARE_ARN = "arn:aws:ram:us-east-1:111111111111:resource-share/01234567-0123-0123-0123-0123456789ab";
const PROPS: ResourceEndpointProps = {
  name: "prod-web-ledger",
  vpc: VPC,
  resourceConfigurationArn: ARN,
  ports: ["6000-6010", 5432],
};

function synthEndpoint(props: Partial<ResourceEndpointProps> = {}) {
  return synth((scope) => {
    const endpoint = new ResourceEndpoint(scope, "endpoint", { ...PROPS, ...props });
    const { endpointId, dnsName, securityGroupId, ports, privateDnsNames } = endpoint;
    const { allowFromSecurityGroup: _, ...member } = endpoint.member("one", MEMBER_ARN, [6000]);
    new TerraformOutput(scope, "attributes", {
      value: { endpointId, dnsName, securityGroupId, ports, privateDnsNames, member },
      staticId: true,
    });
  });
}

const refusalOf = (props: Partial<ResourceEndpointProps>) =>
  refusal((scope) => new ResourceEndpoint(scope, "endpoint", { ...PROPS, ...props }));

describe("a resource endpoint", () => {
  const endpoint = synthEndpoint();
  const [id] = ids(endpoint, "aws_vpc_endpoint");
  const [group] = ids(endpoint, "aws_security_group");

  test("leads to the configuration from every subnet, without private DNS", () => {
    expect(endpoint.resource("aws_vpc_endpoint")).toMatchObject({
      vpc_endpoint_type: "Resource",
      resource_configuration_arn: ARN,
      vpc_id: VPC.vpcId,
      subnet_ids: Object.values(VPC.subnetIds),
      security_group_ids: [`\${aws_security_group.${group}.id}`],
      private_dns_enabled: false,
      tags: { Name: "prod-web-ledger" },
    });
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("service_name");
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("depends_on");
  });

  test("knows the names that are preferred, which makes it another endpoint", () => {
    const preferred = synthEndpoint({
      privateDns: true,
      privateDnsPreference: "SPECIFIED_DOMAINS_ONLY",
      privateDnsDomains: ["b.example.com", "a.example.com"],
    });
    const dns = {
      private_dns_preference: "SPECIFIED_DOMAINS_ONLY",
      private_dns_specified_domains: ["a.example.com", "b.example.com"],
    };
    expect(preferred.resource("aws_vpc_endpoint").dns_options).toEqual(dns);
    expect(preferred.resource("terraform_data").input).toMatchObject(dns);
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("dns_options");
    expect(Object.keys(endpoint.resource("terraform_data").input)).toEqual(["private_dns_enabled", "subnet_ids"]);
  });

  test("fails on private DNS that does not go together", () => {
    expect(refusalOf({ privateDnsPreference: "ALL_DOMAINS" })).toContain(
      "`privateDnsPreference`: expected `privateDns",
    );
    expect(refusalOf({ privateDns: true, privateDnsPreference: "SOME" as never })).toContain(
      "expected one of VERIFIED",
    );
    expect(refusalOf({ privateDns: true, privateDnsDomains: ["*.example.com"] })).toContain(
      "`privateDnsDomains`: expected a domain name without a wildcard",
    );
  });

  test("lets in the VPC's range on its ports, and nothing out", () => {
    expect(endpoint.resource("aws_security_group").description).toBe(
      "Resource endpoint: in on the ports of the resource, nothing out",
    );
    expect(endpoint.types).not.toContain("aws_vpc_security_group_egress_rule");
    const rules = endpoint.resources("aws_vpc_security_group_ingress_rule");
    expect(rules.map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4])).toEqual([
      ["tcp", 5432, 5432, "10.0.0.0/16"],
      ["tcp", 6000, 6010, "10.0.0.0/16"],
    ]);
  });

  test("is made anew by a change that AWS refuses, before the old one goes", () => {
    const [fixed] = ids(endpoint, "terraform_data");
    expect(endpoint.resource("terraform_data").input).toEqual({
      subnet_ids: Object.values(VPC.subnetIds),
      private_dns_enabled: false,
    });
    expect(endpoint.resource("aws_vpc_endpoint").lifecycle).toEqual({
      create_before_destroy: true,
      replace_triggered_by: [`terraform_data.${fixed}`],
    });
  });

  test("takes its names from its associations, by configuration", () => {
    const { attributes } = endpoint.json.output;
    const locals = endpoint.json.locals;
    const [name, arn, nameOfOne, arnOfOne, names, privateNames] = Object.keys(locals).sort((a, b) => (a < b ? -1 : 1));
    expect(endpoint.data("aws_vpc_endpoint_associations")).toEqual([
      { vpc_endpoint_id: `\${aws_vpc_endpoint.${id}.id}` },
    ]);
    expect(attributes.value).toEqual({
      endpointId: `\${aws_vpc_endpoint.${id}.id}`,
      securityGroupId: `\${aws_security_group.${group}.id}`,
      ports: [
        { port: 5432, protocol: "tcp" },
        { port: 6000, lastPort: 6010, protocol: "tcp" },
      ],
      dnsName: `\${local.${name}}`,
      privateDnsNames: `\${local.${privateNames}}`,
      member: {
        endpointId: `\${aws_vpc_endpoint.${id}.id}`,
        securityGroupId: `\${aws_security_group.${group}.id}`,
        ports: [{ port: 6000, protocol: "tcp" }],
        dnsName: `\${local.${nameOfOne}}`,
      },
    });
    expect(locals[name ?? ""]).toBe(
      `\${try(local.${names}[local.${arn}][0], values(local.${names})[0][0], "not-associated.invalid")}`,
    );
    expect(locals[nameOfOne ?? ""]).toBe(`\${try(local.${names}[local.${arnOfOne}][0], "not-associated.invalid")}`);
    expect([locals[arn ?? ""], locals[arnOfOne ?? ""]]).toEqual([ARN, MEMBER_ARN]);
  });

  test("with private DNS goes before the new one comes", () => {
    const named = synthEndpoint({ privateDns: true });
    expect(named.resource("aws_vpc_endpoint")).toMatchObject({
      private_dns_enabled: true,
      lifecycle: { create_before_destroy: false },
    });
    expect(named.resource("terraform_data").input.private_dns_enabled).toBe(true);
  });

  test("uses the subnets in the gateway's zones, whatever their order", () => {
    const zoneIds = ["use1-az4", "use1-az2"];
    expect(synthEndpoint({ zoneIds, minimumZones: 1 }).resource("aws_vpc_endpoint").subnet_ids).toEqual([
      VPC.subnetIds["use1-az2"],
    ]);
    const subnetIds = Object.fromEntries(Object.entries(VPC.subnetIds).reverse());
    expect(synthEndpoint({ vpc: { ...VPC, subnetIds } }).text).toBe(endpoint.text);
  });

  test("lets members' clients in where it lets its own", () => {
    const shared = synth((scope) => {
      const endpoint = new ResourceEndpoint(scope, "endpoint", PROPS);
      endpoint.member("one", MEMBER_ARN, [6000]).allowFromSecurityGroup("client", "sg-0123456789abcdef0");
    });
    const rules = shared.resources("aws_vpc_security_group_ingress_rule");
    expect(rules.filter((rule) => rule.referenced_security_group_id === "sg-0123456789abcdef0")).toHaveLength(2);
  });

  test("waits for the acceptance of the share", () => {
    const accepted = synth((scope) => {
      const acceptance = new ResourceShareAcceptance(scope, "share", { resourceShareArn: SHARE_ARN });
      new ResourceEndpoint(scope, "endpoint", { ...PROPS, acceptance });
    });
    expect(accepted.resource("aws_ram_resource_share_accepter").share_arn).toBe(SHARE_ARN);
    expect(accepted.resource("aws_vpc_endpoint").depends_on).toEqual([
      `aws_ram_resource_share_accepter.${ids(accepted, "aws_ram_resource_share_accepter")[0]}`,
    ]);
  });
});

describe("fails", () => {
  test("with everything that is wrong at once", () => {
    expect(
      refusalOf({
        name: "-x",
        ports: [0, "53/udp", 80, "70-90"],
        resourceConfigurationArn: "rcfg-0123456789abcdef0",
        zoneIds: ["us-east-1a"],
        minimumZones: 0,
        allowFrom: { all: "0.0.0.0/0" },
      }),
    ).toBe(
      [
        "Invalid properties of ResourceEndpoint at stack/endpoint:",
        '  - `name`: expected letters, digits and hyphens, at most 200, beginning and ending with a letter or digit, and not with `internal-` or `sg-`; got "-x"',
        '  - `ports`: expected a port from 1 to 65535: 443 for TCP, "5432-5440" for several, or with the protocol, "53/udp"; got 0',
        '  - `allowFrom.all`: expected a range narrower than every address; got "0.0.0.0/0"',
        '  - `ports`: expected a TCP port: resources are reached over TCP alone; got "53/udp"',
        '  - `resourceConfigurationArn`: expected the ARN of a resource configuration: arn:<partition>:vpc-lattice:<region>:<account>:resourceconfiguration/rcfg-<17 hex digits>; got "rcfg-0123456789abcdef0"',
        '  - `zoneIds`: expected zone ids such as use1-az1; got "us-east-1a"',
        "  - `minimumZones`: expected a whole number from 1; got 0",
      ].join("\n"),
    );
  });

  test("with too few zones", () => {
    expect(refusalOf({ minimumZones: 3 })).toContain(
      '`vpc.subnetIds`: expected subnets in at least 3 zones, or a lower `minimumZones`; got ["use1-az1","use1-az2"]',
    );
    expect(refusalOf({ zoneIds: ["use1-az2", "use1-az3"] })).toContain(
      "`vpc.subnetIds`: expected subnets in at least 2 zones of use1-az2, use1-az3, or a lower `minimumZones`",
    );
  });

  test("without ports", () => {
    expect(refusalOf({ ports: [] })).toContain("`ports`: expected at least one port; got []");
  });

  test("not with values that only Terraform knows", () => {
    synthEndpoint({ resourceConfigurationArn: unknownText("local.arn"), name: unknownText("local.name") });
    synthEndpoint({ minimumZones: unknownNumber("local.minimum") });
    synth((scope) => new ResourceShareAcceptance(scope, "share", { resourceShareArn: unknownText("local.arn") }));
  });

  test("to accept what is no share", () => {
    expect(refusal((scope) => new ResourceShareAcceptance(scope, "share", { resourceShareArn: ARN }))).toBe(
      `Invalid properties of ResourceShareAcceptance at stack/share:\n  - \`resourceShareArn\`: expected the ARN of a resource share: arn:<partition>:ram:<region>:<account>:resource-share/<UUID>; got "${ARN}"`,
    );
  });
});
