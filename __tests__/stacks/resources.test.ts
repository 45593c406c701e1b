import { RESOURCE_CONSUMER, RESOURCES } from "../support/resources";
import { changedStacks, type SynthesizedStacks, synthesizeFiles } from "../support/stacks";
import { type Block, ids } from "../support/synth";

const FILES = { "dev/environment.yaml": RESOURCES, "dev/consumers/web.yaml": RESOURCE_CONSUMER };
const EXTERNAL = 'external: true\naccount: "888888888888"\nconnections: { a: { resource: search } }\n';
const SHARE = "arn:aws:ram:us-east-1:999999999999:resource-share/01234567-0123-0123-0123-0123456789ab";
const foreign = (digit: number) =>
  `arn:aws:vpc-lattice:us-east-1:999999999999:resourceconfiguration/rcfg-0123456789abcdef${digit}`;

const stacks = synthesizeFiles(FILES);
const outputs = (built: SynthesizedStacks, stack: string): Record<string, Block> => built.stack(stack).json.output;
const destinationsOf = (built: SynthesizedStacks, stack: string) =>
  built
    .stack(stack)
    .resources("aws_vpc_security_group_egress_rule")
    .map((rule) => [rule.from_port, rule.to_port, rule.cidr_ipv4]);

describe("the stack of a resource", () => {
  test("comes before those of its consumers, and needs no acceptance", () => {
    expect(stacks.order).toEqual([
      "dev-resource-kafka",
      "dev-resource-ledger",
      "dev-resource-search",
      "dev-consumer-web",
    ]);
  });

  test("is in the account of the resource, in a VPC of role service, and says what it is for", () => {
    const search = stacks.stack("dev-resource-search");
    expect(search.json.provider.aws[0]).toMatchObject({
      allowed_account_ids: ["111111111111"],
      assume_role: [{ role_arn: "arn:aws:iam::111111111111:role/deploy" }],
      default_tags: [{ tags: { Owner: "platform", Resource: "search", Stack: "dev-resource-search" } }],
    });
    expect(search.resource("aws_vpc").tags).toMatchObject({ "privatelink:vpc-role": "service" });
    expect(search.json.output.privatelink_stack_role.value).toBe("resource");
  });

  test("tells what consumers and the resource's own security group need", () => {
    expect(Object.keys(outputs(stacks, "dev-resource-search")).sort()).toEqual([
      "privatelink_stack_role",
      "resource_configuration_arn",
      "resource_gateway_id",
      "resource_gateway_security_group_id",
      "resource_share_arn",
      "vpc_id",
    ]);
    expect(Object.keys(outputs(stacks, "dev-resource-kafka").member_configuration_arns?.value)).toEqual([
      "broker-1",
      "broker-2",
    ]);
  });

  test("lets the gateway out to names in the VPC and to addresses, on the ports of each", () => {
    expect(destinationsOf(stacks, "dev-resource-search")).toEqual([[443, 443, "10.10.0.0/20"]]);
    expect(destinationsOf(stacks, "dev-resource-ledger")).toEqual([[5432, 5432, "10.12.0.0/20"]]);
    expect(destinationsOf(stacks, "dev-resource-kafka")).toEqual([
      [9092, 9094, "10.13.0.0/20"],
      [9092, 9092, "10.13.0.4/32"],
    ]);
  });

  test("lets the gateway out where the file says", () => {
    const environment = RESOURCES.replace(
      "    ports: [9092]\n",
      "    ports: [9092]\n    gateway: { allowTo: [10.13.1.0/24], addressesPerInterface: 8 }\n",
    ).replace("dnsName: search.example.com", "ipAddress: 10.10.0.9");
    const built = synthesizeFiles({ "dev/environment.yaml": environment });
    expect(destinationsOf(built, "dev-resource-kafka")).toEqual([
      [9092, 9092, "10.13.1.0/24"],
      [9092, 9094, "10.13.1.0/24"],
    ]);
    expect(destinationsOf(built, "dev-resource-search")).toEqual([[443, 443, "10.10.0.9/32"]]);
    expect(built.stack("dev-resource-kafka").resource("aws_vpclattice_resource_gateway").ipv4_addresses_per_eni).toBe(
      8,
    );
  });

  test("shares it with the accounts of its consumers, external ones among them, and whom it names", () => {
    const built = synthesizeFiles({ ...FILES, "dev/consumers/globex.yaml": EXTERNAL });
    const principals = (stack: string) =>
      built
        .stack(stack)
        .resources("aws_ram_principal_association")
        .map(({ principal }) => principal);
    expect(principals("dev-resource-search")).toEqual(["222222222222", "888888888888"]);
    expect(principals("dev-resource-ledger")).toEqual(["222222222222", "333333333333"]);
    expect(changedStacks(stacks, built)).toEqual(["dev-resource-search"]);
  });

  test("shares nothing within one account", () => {
    const built = synthesizeFiles({
      ...FILES,
      "dev/consumers/web.yaml": RESOURCE_CONSUMER.replace("222222222222", "111111111111"),
    });
    expect(built.stack("dev-resource-search").types).not.toContain("aws_ram_resource_share");
    expect(outputs(built, "dev-resource-search")).not.toHaveProperty("resource_share_arn");
  });

  test("keeps flow logs under a name of its own", () => {
    const logged = RESOURCES.replace(
      "zones: [use1-az1, use1-az2] }\n    resource:\n      dns",
      "zones: [use1-az1, use1-az2], flowLogs: {} }\n    resource:\n      dns",
    );
    const built = synthesizeFiles({ "dev/environment.yaml": logged });
    expect(built.stack("dev-resource-search").resource("aws_cloudwatch_log_group").name).toContain(
      "dev-search-resource",
    );
  });
});

describe("the stack of a consumer of resources", () => {
  const consumer = stacks.stack("dev-consumer-web");
  const endpoints = consumer.json.resource.aws_vpc_endpoint as Record<string, Block>;
  const endpoint = (key: string) =>
    Object.entries(endpoints).find(([id]) => id.startsWith(`endpoint-${key}_`))?.[1] ?? {};

  test("has a resource endpoint a connection, to what the resource's stack tells, and looks up no service", () => {
    expect(Object.keys(endpoints)).toHaveLength(3);
    for (const key of ["kafka", "ledger", "search"])
      expect(endpoint(key)).toMatchObject({
        vpc_endpoint_type: "Resource",
        resource_configuration_arn: expect.stringContaining(
          `data.terraform_remote_state.state-dev-resource-${key}.outputs.resource_configuration_arn,`,
        ),
        private_dns_enabled: key === "ledger",
      });
    expect(consumer.data("aws_vpc_endpoint_service")).toEqual([]);
    expect(consumer.types).not.toContain("aws_ram_resource_share_accepter");
  });

  test("lets in the ports of the resource, of all members of a group", () => {
    const rules = Object.entries<Block>(consumer.json.resource.aws_vpc_security_group_ingress_rule)
      .filter(([, rule]) => rule.cidr_ipv4 !== undefined)
      .map(([id, rule]) => [id.split("_")[0], rule.from_port, rule.to_port]);
    expect(rules).toEqual([
      ["endpoint-kafka", 9092, 9094],
      ["endpoint-kafka", 9092, 9092],
      ["endpoint-ledger", 5432, 5432],
      ["endpoint-search", 443, 443],
    ]);
  });

  test("tells a name for each, and for each member, and the names that the VPC knows", () => {
    const { endpoint_ids, endpoint_dns_names, private_dns_names } = consumer.json.output;
    expect(Object.keys(endpoint_ids.value)).toEqual(["kafka", "ledger", "search"]);
    expect(Object.keys(endpoint_dns_names.value)).toEqual(["kafka/broker-1", "kafka/broker-2", "ledger", "search"]);
    expect(Object.keys(private_dns_names.value)).toEqual(["ledger"]);
  });

  test("checks each of them, and each member", () => {
    const { CHECKS } = consumer.resource("aws_lambda_function").environment.variables;
    const found = [...CHECKS.matchAll(/"connection" = "([^"]+)".*?"ports" = (\{[^}]*\})/g)];
    expect(found.map(([, name, ports]) => [name, ports])).toEqual([
      ["kafka/broker-1", '{"9092" = ""}'],
      ["kafka/broker-2", '{"9092" = ""}'],
      ["ledger", '{"5432" = ""}'],
      ["search", '{"443" = ""}'],
    ]);
  });

  test("connects to the ports that it chooses, of members those that are among them", () => {
    const narrow = RESOURCE_CONSUMER.replace("    resource: kafka\n", "    resource: kafka\n    ports: [9093]\n");
    const { json } = synthesizeFiles({ ...FILES, "dev/consumers/web.yaml": narrow }).stack("dev-consumer-web");
    expect(Object.keys(json.output.endpoint_dns_names.value)).toEqual(["kafka/broker-2", "ledger", "search"]);
  });

  test("has no private DNS names to tell where nothing has private DNS", () => {
    const plain = RESOURCE_CONSUMER.replace("    privateDns: true\n", "");
    const { json } = synthesizeFiles({ ...FILES, "dev/consumers/web.yaml": plain }).stack("dev-consumer-web");
    expect(json.output).not.toHaveProperty("private_dns_names");
  });

  test("uses the zones that the gateway is in", () => {
    const wider = RESOURCE_CONSUMER.replace("[use1-az1, use1-az2]", "[use1-az1, use1-az2, use1-az3]");
    const built = synthesizeFiles({ ...FILES, "dev/consumers/web.yaml": wider }).stack("dev-consumer-web");
    for (const { subnet_ids } of built.resources("aws_vpc_endpoint")) expect(subnet_ids).toHaveLength(2);
  });

  test("accepts a share by the output of its stack, once however many connections lead there", () => {
    const accepting = RESOURCE_CONSUMER.replace(
      "    resource: search\n",
      "    resource: search\n    acceptShare: true\n  again:\n    resource: search\n    acceptShare: true\n",
    );
    const environment = RESOURCES.replace(
      "    ports: [443]\n",
      "    ports: [443]\n    sharing: { allowExternalPrincipals: true }\n",
    );
    const built = synthesizeFiles({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": accepting });
    const stack = built.stack("dev-consumer-web");
    expect(stack.resource("aws_ram_resource_share_accepter").share_arn).toMatch(
      /^\$\{try\(data\.terraform_remote_state\.state-dev-resource-search\.outputs\.resource_share_arn, "arn:aws:ram:/,
    );
    const accepter = ids(stack, "aws_ram_resource_share_accepter")[0];
    expect(stack.resources("aws_vpc_endpoint").filter(({ depends_on }) => depends_on !== undefined)).toHaveLength(2);
    expect(stack.text).toContain(`aws_ram_resource_share_accepter.${accepter}`);
    expect(built.stack("dev-resource-search").resource("aws_ram_resource_share").allow_external_principals).toBe(true);
  });

  test("connects to somebody else's by ARN, and accepts their share once", () => {
    const connection = (name: string, digit: number) =>
      `  ${name}:\n    resourceConfigurationArn: ${foreign(digit)}\n    resourceShareArn: ${SHARE}\n    ports: [5432]\n`;
    const file = `${RESOURCE_CONSUMER.split("connections:")[0]}connections:\n${connection("a", 1)}${connection("b", 2)}`;
    const built = synthesizeFiles({
      "dev/environment.yaml": "backend: { type: local }\nregion: us-east-1\n",
      "dev/consumers/web.yaml": file,
    });
    expect(built.order).toEqual(["dev-consumer-web"]);
    const stack = built.stack("dev-consumer-web");
    expect(stack.resource("aws_ram_resource_share_accepter").share_arn).toBe(SHARE);
    expect(stack.resources("aws_vpc_endpoint").map((each) => each.resource_configuration_arn)).toEqual([
      foreign(1),
      foreign(2),
    ]);
    expect(stack.json.data).not.toHaveProperty("terraform_remote_state");
  });
});

test("with a consumer come the resources that it connects to", () => {
  const other =
    'account: "444444444444"\nvpc: { cidr: 10.30.0.0/20, zones: [use1-az1, use1-az2] }\nconnections: { a: { resource: ledger } }\n';
  const files = { ...FILES, "dev/consumers/audit.yaml": other };
  const all = synthesizeFiles(files);
  expect(all.order.at(-1)).toBe("dev-consumer-web");
  expect(changedStacks(stacks, all)).toEqual(["dev-consumer-audit", "dev-resource-ledger"]);
});

test("the order of keys means nothing", () => {
  const [head = "", ...resources] = RESOURCES.split(/^ {2}(?=\w+:\n {4})/m);
  const turned = `${head}${resources
    .reverse()
    .map((each) => `  ${each}`)
    .join("")}`;
  expect(turned).not.toBe(RESOURCES);
  const built = synthesizeFiles({ ...FILES, "dev/environment.yaml": turned });
  expect(changedStacks(stacks, built)).toEqual([]);
});
