import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";
import { ids } from "../support/synth";

const LONE = "backend: { type: local }\nregion: us-east-1\n";

/** The stack of a consumer with a connection, in an environment without services. */
function stackWith(connection: string, environment = LONE, consumer = CONSUMER) {
  return synthesizeFiles({
    "dev/environment.yaml": environment,
    "dev/consumers/web.yaml": edit(consumer, "service: orders", connection),
  }).stack("dev-consumer-web");
}

describe("a service of AWS by its short name", () => {
  test("is looked up by its whole name, and reached at its port", () => {
    const stack = stackWith("awsService: ecr.api");
    expect(stack.data("aws_vpc_endpoint_service")).toMatchObject([
      { service_name: "com.amazonaws.us-east-1.ecr.api", service_type: "Interface" },
    ]);
    expect(stack.resource("aws_vpc_endpoint").lifecycle.precondition[0].condition).toContain(">= 2");
    const rules = stack.resources("aws_vpc_security_group_ingress_rule");
    expect(new Set(rules.map(({ from_port }) => from_port))).toEqual(new Set([443]));
  });

  test("is known to the VPC by its own name from the start, unless the connection says otherwise", () => {
    const enabled = (connection: string) => stackWith(connection).resource("aws_vpc_endpoint").private_dns_enabled;
    expect(enabled("awsService: ecr.api")).toBe(true);
    expect(enabled("awsService: ecr.api\n    privateDns: false")).toBe(false);
    expect(enabled("awsService: dynamodb")).toBe(false);
    expect(enabled("serviceName: com.amazonaws.us-east-1.sqs\n    ports: [443]\n    privateDns: true")).toBe(true);
    expect(enabled("serviceName: com.amazonaws.us-east-1.sqs\n    ports: [443]")).toBe(false);
  });

  test("is named as the region's partition does", () => {
    const [consumer, environment] = [CONSUMER.replaceAll("use1", "cnn1"), edit(LONE, "us-east-1", "cn-north-1")];
    expect(stackWith("awsService: ecr.api", environment, consumer).data("aws_vpc_endpoint_service")).toMatchObject([
      { service_name: "cn.com.amazonaws.cn-north-1.ecr.api" },
    ]);
  });

  test("is not asked about where its zones are given", () => {
    const stack = stackWith("awsService: logs\n    zones: [use1-az1, use1-az2]");
    expect(stack.data("aws_vpc_endpoint_service")).toEqual([]);
    expect(stack.resource("aws_vpc_endpoint").service_name).toBe("com.amazonaws.us-east-1.logs");
    expect(stack.resource("aws_vpc_endpoint").subnet_ids).toHaveLength(2);
  });

  test("is not asked about where that is not wanted: the endpoint is in every zone, or in those that are chosen", () => {
    const stack = (more: string) => stackWith(`awsService: logs\n    lookup: false\n    minimumZones: 1${more}`);
    expect(stack("").json.data ?? {}).not.toHaveProperty("aws_vpc_endpoint_service");
    expect(stack("").resource("aws_vpc_endpoint").subnet_ids).toHaveLength(2);
    expect(stack("\n    inZones: [use1-az2]").resource("aws_vpc_endpoint").subnet_ids).toHaveLength(1);
    const elsewhere = stackWith("awsService: kms\n    region: eu-west-1\n    lookup: false").resource(
      "aws_vpc_endpoint",
    );
    expect(elsewhere).toMatchObject({ service_name: "com.amazonaws.eu-west-1.kms", service_region: "eu-west-1" });
  });

  test("may be in another region", () => {
    const stack = stackWith("awsService: kms\n    region: eu-west-1");
    expect(stack.data("aws_vpc_endpoint_service")).toMatchObject([
      { service_name: "com.amazonaws.eu-west-1.kms", service_regions: ["eu-west-1"] },
    ]);
    expect(stack.resource("aws_vpc_endpoint")).toMatchObject({ service_region: "eu-west-1" });
    expect(stack.data("aws_availability_zones")).toEqual([]);
  });

  test("of which there is one is in its region, from wherever", () => {
    const from = (region: string, prefix: string) =>
      stackWith("awsService: iam", edit(LONE, "us-east-1", region), CONSUMER.replaceAll("use1", prefix));
    expect(from("us-west-2", "usw2").resource("aws_vpc_endpoint").service_region).toBe("us-east-1");
    expect(from("us-east-1", "use1").resource("aws_vpc_endpoint")).not.toHaveProperty("service_region");
  });
});

describe("somebody else's service in another region", () => {
  const name = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
  const arn = "arn:aws:ec2:eu-west-1:333333333333:vpc-endpoint-service/vpce-svc-0123456789abcdef0";

  test.each([`serviceName: ${name}`, `serviceArn: ${arn}`])("by %s", (way) => {
    const stack = stackWith(`${way}\n    region: eu-west-1\n    ports: [443]`);
    expect(stack.data("aws_vpc_endpoint_service")).toMatchObject([
      { service_name: name, service_regions: ["eu-west-1"] },
    ]);
    expect(stack.resource("aws_vpc_endpoint")).toMatchObject({ service_region: "eu-west-1" });
    expect(stack.resource("aws_vpc_endpoint").subnet_ids).toHaveLength(2);
  });
});

describe("a consumer in another region than its environment", () => {
  const consumer = edit(`region: eu-west-1\n${CONSUMER}`, "[use1-az1, use1-az2]", "[euw1-az1, euw1-az2]");
  const stacks = synthesizeFiles({
    "dev/environment.yaml": edit(ENVIRONMENT, "    targets:", "    supportedRegions: [eu-west-1]\n    targets:"),
    "dev/consumers/web.yaml": consumer,
  });

  test("is deployed there, and its service where it was", () => {
    const region = (stack: string) => stacks.stack(stack).json.provider.aws[0].region;
    expect(region("dev-consumer-web")).toBe("eu-west-1");
    expect(region("dev-service-orders")).toBe("us-east-1");
    expect(region("dev-acceptance-orders")).toBe("us-east-1");
  });

  test("connects to the region of the service", () => {
    const stack = stacks.stack("dev-consumer-web");
    expect(stack.data("aws_vpc_endpoint_service")).toEqual([]);
    expect(stack.resource("aws_vpc_endpoint").service_region).toBe("us-east-1");
  });
});

test("what a connection says of its endpoint, its endpoint has", () => {
  const stack = stackWith(`awsService: s3
    inZones: [use1-az2]
    minimumZones: 1
    privateAddresses: { use1-az2: { ipv4: 10.20.1.10 } }
    ipAddressType: ipv4
    dnsRecordIpType: ipv4
    securityGroupIds: [sg-01234567]
    policy: { Statement: { Effect: Allow, Principal: "*", Action: "*", Resource: "*" } }
    tags: { Team: web }
    timeouts: { create: 20m }`);
  const endpoint = stack.resource("aws_vpc_endpoint");
  const subnet = ids(stack, "aws_subnet").find((id) => id.includes("az2"));
  expect(endpoint).toMatchObject({
    subnet_ids: [`\${aws_subnet.${subnet}.id}`],
    subnet_configuration: [{ subnet_id: `\${aws_subnet.${subnet}.id}`, ipv4: "10.20.1.10" }],
    ip_address_type: "ipv4",
    dns_options: { dns_record_ip_type: "ipv4" },
    security_group_ids: ["sg-01234567"],
    tags: { Name: "dev-web-orders", Team: "web" },
    timeouts: { create: "20m" },
  });
  expect(JSON.parse(endpoint.policy).Statement).toHaveLength(1);
  expect(stack.resources("aws_vpc_security_group_ingress_rule")).toEqual([]);
});

test("an endpoint has security groups that exist beside the one that is made", () => {
  const stack = stackWith("awsService: ecr.api\n    additionalSecurityGroupIds: [sg-89abcdef, sg-01234567]");
  const [made] = ids(stack, "aws_security_group").filter((id) => id.startsWith("endpoint-"));
  expect(stack.resource("aws_vpc_endpoint").security_group_ids).toEqual([
    `\${aws_security_group.${made}.id}`,
    "sg-01234567",
    "sg-89abcdef",
  ]);
});

describe("what a connection may ask for of its endpoint", () => {
  test("its subnets, addresses and security groups are an output", () => {
    const { json } = stackWith("awsService: ecr.api\n    endpointDetails: true");
    expect(json.output.endpoint_details.value).toEqual({
      orders: {
        subnet_ids: expect.stringMatching(/^\$\{local\.endpoint-orders_subnets_by_zone_\w+}$/),
        ipv4_addresses: expect.stringMatching(/^\$\{local\.endpoint-orders_ipv4_addresses_\w+}$/),
        ipv6_addresses: expect.stringMatching(/^\$\{local\.endpoint-orders_ipv6_addresses_\w+}$/),
        security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\.[\w-]+\.id}$/)],
      },
    });
    for (const other of ["awsService: ecr.api", "awsService: ecr.api\n    endpointDetails: false"])
      expect(stackWith(other).json.output).not.toHaveProperty("endpoint_details");
  });

  test("a topic that is made is told what becomes of it", () => {
    const stack = stackWith("awsService: ecr.api\n    notifications: { events: [Reject, Delete] }");
    expect(stack.resource("aws_vpc_endpoint_connection_notification")).toMatchObject({
      vpc_endpoint_id: expect.stringMatching(/^\$\{aws_vpc_endpoint\.[\w-]+\.id}$/),
      connection_events: ["Delete", "Reject"],
    });
    expect(stack.resource("aws_sns_topic").name).toBe("dev-web-orders-endpoint");
    expect(stack.json.output.endpoint_notification_topic_arns.value).toEqual({
      orders: expect.stringMatching(/^\$\{aws_sns_topic_policy\.notification-orders_[\w-]+\.arn}$/),
    });
    expect(stack.json.output).not.toHaveProperty("endpoint_notification_policies");
  });

  test("of a topic that exists, the owner is told what its policies must say", () => {
    const topicArn = "arn:aws:sns:us-east-1:333333333333:connections";
    const { json, types } = stackWith(`awsService: ecr.api\n    notifications: { topicArn: "${topicArn}" }`);
    expect(types).not.toContain("aws_sns_topic");
    expect(json.output.endpoint_notification_topic_arns.value).toEqual({ orders: topicArn });
    const { topic, key } = json.output.endpoint_notification_policies.value.orders;
    expect(topic).toContain(`"Resource" = "${topicArn}"`);
    for (const policy of [topic, key]) expect(policy).toMatch(/"aws:SourceArn" = aws_vpc_endpoint\.[\w-]+\.arn/);
  });

  test("only inbound resolvers know the private name of S3", () => {
    const consumer = edit(
      CONSUMER,
      "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]",
      "id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }",
    );
    const optionsOf = (more: string) =>
      stackWith(`awsService: s3${more}`, LONE, consumer).resource("aws_vpc_endpoint").dns_options;
    expect(optionsOf("\n    privateDnsOnlyForInboundResolvers: true")).toEqual({
      private_dns_only_for_inbound_resolver_endpoint: true,
    });
    expect(optionsOf("")).toEqual({ private_dns_only_for_inbound_resolver_endpoint: false });
  });

  test("the gateway endpoint of S3 comes before the interface endpoint that needs it", () => {
    const withGateway = edit(
      edit(CONSUMER, "  zones: [use1-az1, use1-az2]", "  zones: [use1-az1, use1-az2]\n  networkAcl: open"),
      "connections:",
      "gatewayEndpoints: { s3: { buckets: [example-receipts] } }\nconnections:",
    );
    const { json } = stackWith("awsService: s3\n    privateDnsOnlyForInboundResolvers: true", LONE, withGateway);
    const endpoints = Object.entries(json.resource.aws_vpc_endpoint as Record<string, Record<string, unknown>>);
    const [gateway] = endpoints.find(([, { vpc_endpoint_type: type }]) => type === "Gateway") ?? [];
    const [, byInterface] = endpoints.find(([, { vpc_endpoint_type: type }]) => type === "Interface") ?? [];
    expect(byInterface?.depends_on).toContain(`aws_vpc_endpoint.${gateway}`);
  });
});

test("which names of a resource the VPC knows is said to a provider that takes it", () => {
  const arn = "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0";
  const stack = stackWith(
    `resourceConfigurationArn: ${arn}
    ports: [5432]
    privateDns: true
    privateDnsPreference: VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS
    privateDnsSpecifiedDomains: [ledger.example.com]`,
    `terraform: { awsProvider: ">= 6.28, < 7" }\n${LONE}`,
  );
  expect(stack.resource("aws_vpc_endpoint").dns_options).toEqual({
    private_dns_preference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
    private_dns_specified_domains: ["ledger.example.com"],
  });
  expect(stack.json.terraform.required_providers.aws.version).toBe(">= 6.28.0, < 7.0.0");
});
