import { TerraformOutput } from "cdktf";
import {
  type IResourceGateway,
  ResourceConfiguration,
  type ResourceConfigurationProps,
  ResourceGroup,
  type ResourceGroupProps,
} from "../../../../modules/provider";
import { type Block, ids, refusal, synth, unknownText } from "../../../support/synth";

const GATEWAY: IResourceGateway = {
  resourceGatewayId: "rgw-0123456789abcdef0",
  resourceGatewayName: "prod-ledger-01234567",
};
const ARN = "arn:aws:rds:us-east-1:111111111111:cluster:ledger";
const PROPS: ResourceConfigurationProps = {
  name: "prod-ledger",
  resourceGateway: GATEWAY,
  resource: { dnsName: "ledger.example.com" },
  ports: ["6000-6010", 5432],
};
const TYPE = "aws_vpclattice_resource_configuration";

function synthOne(props: Partial<ResourceConfigurationProps> & { without?: "ports" } = {}) {
  const { without, ...given } = props;
  const { ports, ...rest } = { ...PROPS, ...given };
  return synth((scope) => {
    const configuration = new ResourceConfiguration(scope, "resource", without || !ports ? rest : { ...rest, ports });
    const { resourceConfigurationArn, resourceConfigurationId } = configuration;
    new TerraformOutput(scope, "attributes", {
      value: { resourceConfigurationArn, resourceConfigurationId },
      staticId: true,
    });
  });
}

const refusalOf = (props: Partial<ResourceConfigurationProps>) =>
  refusal((scope) => new ResourceConfiguration(scope, "resource", { ...PROPS, ...props }));
const nameOf = (props: Partial<ResourceConfigurationProps>): string => synthOne(props).resource(TYPE).name;

describe("a configuration", () => {
  test("of a domain name has TCP ports and a gateway, and cannot be shared on", () => {
    const one = synthOne();
    expect(one.resource(TYPE)).toMatchObject({
      type: "SINGLE",
      protocol: "TCP",
      port_ranges: ["5432", "6000-6010"],
      resource_gateway_identifier: GATEWAY.resourceGatewayId,
      resource_configuration_definition: [
        { dns_resource: [{ domain_name: "ledger.example.com", ip_address_type: "IPV4" }] },
      ],
      allow_association_to_shareable_service_network: false,
      lifecycle: { create_before_destroy: true },
    });
    const [id] = ids(one, TYPE);
    expect(one.json.output.attributes.value).toEqual({
      resourceConfigurationArn: `\${${TYPE}.${id}.arn}`,
      resourceConfigurationId: `\${${TYPE}.${id}.id}`,
    });
  });

  test("of an address, or of a domain name with other addresses", () => {
    expect(synthOne({ resource: { ipAddress: "10.0.0.7" } }).resource(TYPE).resource_configuration_definition).toEqual([
      { ip_resource: [{ ip_address: "10.0.0.7" }] },
    ]);
    const resource = { dnsName: "ledger.example.com", dnsAddressType: "dualstack" } as const;
    expect(synthOne({ resource }).resource(TYPE).resource_configuration_definition).toEqual([
      { dns_resource: [{ domain_name: "ledger.example.com", ip_address_type: "DUALSTACK" }] },
    ]);
  });

  test("of an RDS cluster leaves ports and protocol to AWS", () => {
    const configuration = synthOne({ resource: { arn: ARN }, without: "ports" }).resource(TYPE);
    expect(configuration).toMatchObject({
      type: "ARN",
      resource_configuration_definition: [{ arn_resource: [{ arn: ARN }] }],
    });
    expect(configuration).not.toHaveProperty("protocol");
    expect(configuration).not.toHaveProperty("port_ranges");
  });

  test("can have a domain name for consumers, verified or not", () => {
    const customDomainName = "db.example.com";
    expect(synthOne({ customDomainName }).resource(TYPE)).toMatchObject({ custom_domain_name: customDomainName });
    const domainVerificationId = "dv-0123456789abcdef0";
    expect(synthOne({ customDomainName, domainVerificationId }).resource(TYPE)).toMatchObject({
      custom_domain_name: customDomainName,
      domain_verification_id: domainVerificationId,
    });
  });

  test("can be made beside the one that it replaces: all that AWS cannot change is in its name", () => {
    const customDomainName = "db.example.com";
    const names = [
      nameOf({}),
      nameOf({ name: "prod-other" }),
      nameOf({ resource: { dnsName: "other.example.com" } }),
      nameOf({ resource: { dnsName: "ledger.example.com", dnsAddressType: "ipv6" } }),
      nameOf({ resource: { ipAddress: "10.0.0.7" } }),
      nameOf({ resourceGateway: { ...GATEWAY, resourceGatewayName: "prod-ledger-76543210" } }),
      nameOf({ customDomainName }),
      nameOf({ customDomainName, domainVerificationId: "dv-0123456789abcdef0" }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(nameOf({ ports: [80] })).toBe(names[0]);
    expect(nameOf({ resource: { ipAddress: "10.0.0.8" } })).toBe(names[4]);
  });
});

describe("a configuration fails", () => {
  test("with everything that is wrong at once", () => {
    expect(
      refusalOf({
        name: "A",
        resource: { dnsName: "ledger", ipAddress: "8.8.8.8", arn: "ledger" },
        ports: [80],
        customDomainName: "x",
        domainVerificationId: "dv-1",
      }),
    ).toBe(
      [
        "Invalid properties of ResourceConfiguration at stack/resource:",
        '  - `name`: expected lower-case letters, digits and single hyphens, at most 100, and not beginning with `rgw-` or `rcfg-`; got "A"',
        '  - `resource`: expected exactly one of `dnsName`, `ipAddress` and `arn`; got ["dnsName","ipAddress","arn"]',
        '  - `resource.dnsName`: expected a domain name of at most 255 characters, such as ledger.example.com; got "ledger"',
        '  - `resource.ipAddress`: expected a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10; got "8.8.8.8"',
        '  - `resource.arn`: expected the ARN of an RDS instance (arn:<partition>:rds:<region>:<account>:db:<name>) or cluster (...:cluster:<name>): AWS supports no others; got "ledger"',
        "  - `ports`: expected no ports with an ARN: they are those of the database; got [80]",
        '  - `customDomainName`: expected a domain name of at most 255 characters, such as ledger.example.com; got "x"',
        '  - `customDomainName`: expected no name with an ARN: AWS gives those of RDS; got "x"',
        '  - `domainVerificationId`: expected the id of a domain verification, such as dv-0123456789abcdef0; got "dv-1"',
      ].join("\n"),
    );
  });

  test.each<[Partial<ResourceConfigurationProps>, string]>([
    [{ resource: {} }, "`resource`: expected exactly one of `dnsName`, `ipAddress` and `arn`; got []"],
    [{ ports: [] }, "`ports`: expected at least one port; got []"],
    [{ ports: [80, 80] }, "`ports`: expected ports apart from 80, which is in the list already; got 80"],
    [
      { resource: { ipAddress: "10.0.0.1", dnsAddressType: "ipv4" } },
      '`resource.dnsAddressType`: expected a `dnsName` to ask for; got "ipv4"',
    ],
    [
      { domainVerificationId: "dv-0123456789abcdef0" },
      '`domainVerificationId`: expected a `customDomainName` that it is for; got "dv-0123456789abcdef0"',
    ],
    [{ name: unknownText("a.b") }, "`name`: expected a name that is known at synthesis"],
  ])("with %j", (props, expected) => {
    expect(refusalOf(props)).toContain(expected);
  });

  test("not with values that only Terraform knows", () => {
    synthOne({ resource: { dnsName: unknownText("aws_rds_cluster.a.endpoint") } });
    synthOne({ resource: { arn: unknownText("aws_rds_cluster.a.arn") }, without: "ports" });
  });
});

const GROUP: ResourceGroupProps = {
  name: "prod-kafka",
  resourceGateway: GATEWAY,
  members: {
    "broker-2": { resource: { dnsName: "b-2.kafka.example.com" }, ports: ["9092-9094"] },
    "broker-1": { resource: { ipAddress: "10.0.0.4" }, ports: [9092] },
  },
};

function synthGroup(props: Partial<ResourceGroupProps> = {}) {
  return synth((scope) => {
    const group = new ResourceGroup(scope, "kafka", { ...GROUP, ...props });
    const { resourceConfigurationArn, resourceConfigurationId, memberArns } = group;
    new TerraformOutput(scope, "attributes", {
      value: { resourceConfigurationArn, resourceConfigurationId, memberArns },
      staticId: true,
    });
  });
}

describe("a group", () => {
  const group = synthGroup();
  const byId = (start: string): [string, Block] => {
    const id = ids(group, TYPE).find((each) => each.startsWith(start)) ?? "";
    return [id, group.json.resource[TYPE][id]];
  };

  test("has a configuration of its own and a child for each member, by its name", () => {
    const [groupId, own] = byId("kafka_group_");
    expect(own).toMatchObject({
      type: "GROUP",
      protocol: "TCP",
      resource_gateway_identifier: GATEWAY.resourceGatewayId,
      allow_association_to_shareable_service_network: false,
    });
    expect(own).not.toHaveProperty("port_ranges");
    const [firstId, first] = byId("kafka_member-broker-1_");
    expect(first).toMatchObject({
      type: "CHILD",
      resource_configuration_group_id: `\${${TYPE}.${groupId}.id}`,
      port_ranges: ["9092"],
      resource_configuration_definition: [{ ip_resource: [{ ip_address: "10.0.0.4" }] }],
    });
    expect(first).not.toHaveProperty("protocol");
    expect(first).not.toHaveProperty("resource_gateway_identifier");
    const [secondId, second] = byId("kafka_member-broker-2_");
    expect(second).toMatchObject({ port_ranges: ["9092-9094"] });
    expect(group.json.output.attributes.value).toEqual({
      resourceConfigurationArn: `\${${TYPE}.${groupId}.arn}`,
      resourceConfigurationId: `\${${TYPE}.${groupId}.id}`,
      memberArns: { "broker-1": `\${${TYPE}.${firstId}.arn}`, "broker-2": `\${${TYPE}.${secondId}.arn}` },
    });
  });

  test("keeps its members when one comes or goes, whatever their order", () => {
    const members = { ...GROUP.members, "broker-0": { resource: { ipAddress: "10.0.0.3" }, ports: [1] } };
    expect(synthGroup({ members }).json.resource[TYPE]).toMatchObject(group.json.resource[TYPE]);
    const turned = Object.fromEntries(Object.entries(GROUP.members).reverse());
    expect(synthGroup({ members: turned }).text).toBe(group.text);
  });

  test("fails with everything that is wrong at once", () => {
    const members = {
      A: { resource: {}, ports: [] },
      b: { resource: { arn: ARN } as object, ports: [80] },
    };
    expect(refusal((scope) => new ResourceGroup(scope, "kafka", { ...GROUP, name: "x_y", members }))).toBe(
      [
        "Invalid properties of ResourceGroup at stack/kafka:",
        '  - `name`: expected lower-case letters, digits and single hyphens, at most 100, and not beginning with `rgw-` or `rcfg-`; got "x_y"',
        '  - `members.A`: expected lower-case letters, digits and single hyphens, at most 100; got "A"',
        "  - `members.A.resource`: expected exactly one of `dnsName`, `ipAddress` and `arn`; got []",
        "  - `members.A.ports`: expected at least one port; got []",
        `  - \`members.b.resource\`: expected a \`dnsName\` or an \`ipAddress\`: AWS takes no ARN into a group; got {"arn":"${ARN}"}`,
      ].join("\n"),
    );
    expect(refusal((scope) => new ResourceGroup(scope, "kafka", { ...GROUP, members: {} }))).toContain(
      "`members`: expected at least one member; got {}",
    );
  });
});
