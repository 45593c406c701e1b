import { writeFileSync } from "node:fs";

/** Resources of a consumer in a generated plan. */
export const RESOURCES_PER_CONSUMER = 15;

const MODULE = "module.consumer";

/**
 * Writes a plan as `terraform show -json` prints one: a module for each consumer, with an isolated VPC, an endpoint and what an
 * application has besides; all to be created, so that ids are unknown and placed by references. About 4 KB a resource.
 *
 * @param file to write.
 * @param consumers number of consumers, of {@link RESOURCES_PER_CONSUMER} resources each.
 * @param vpc what the module's resources refer to as their VPC. @default - its resource
 */
export function generatePlan(file: string, consumers: number, vpc = "aws_vpc.this"): void {
  const keys = Array.from({ length: consumers }, (_, index) => `c${String(index).padStart(4, "0")}`);
  const resources = keys.flatMap((key, index) => resourcesOf(key, index));
  const plan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: {
        child_modules: keys.map((key) => ({
          address: `${MODULE}["${key}"]`,
          resources: resourcesOf(key, keys.indexOf(key)).map(({ change, ...resource }) => ({
            ...resource,
            schema_version: 0,
            values: change.after,
            sensitive_values: change.after_sensitive,
          })),
        })),
      },
    },
    resource_changes: resources.map((resource) => ({ ...resource, module_address: moduleOf(resource.address) })),
    configuration: {
      provider_config: { aws: { name: "aws", full_name: PROVIDER } },
      root_module: {
        module_calls: {
          consumer: {
            source: "./consumer",
            for_each_expression: { references: ["var.consumers"] },
            module: configurationOf(vpc),
          },
        },
      },
    },
  };
  writeFileSync(file, JSON.stringify(plan));
}

const PROVIDER = "registry.terraform.io/hashicorp/aws";

/** What the resources refer to, as a plan's configuration lists it. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws_subnet.a": { vpc_id: "aws_vpc.this" },
  "aws_subnet.b": { vpc_id: "aws_vpc.this" },
  "aws_route_table.this": { vpc_id: "aws_vpc.this" },
  "aws_route_table_association.a": { subnet_id: "aws_subnet.a", route_table_id: "aws_route_table.this" },
  "aws_route_table_association.b": { subnet_id: "aws_subnet.b", route_table_id: "aws_route_table.this" },
  "aws_security_group.endpoint": { vpc_id: "aws_vpc.this" },
  "aws_security_group.client": { vpc_id: "aws_vpc.this" },
  "aws_vpc_security_group_ingress_rule.endpoint": { security_group_id: "aws_security_group.endpoint" },
  "aws_vpc_security_group_egress_rule.client": { security_group_id: "aws_security_group.client" },
  "aws_vpc_endpoint.this": { vpc_id: "aws_vpc.this" },
};

const configurationOf = (vpc: string) => ({
  resources: Object.entries(argumentsOf("c0000", 0)).map(([address, values]) => {
    const [type = "", name = ""] = address.split(".");
    const constants = Object.entries(values).map(([key, value]) => [key, { constant_value: value }]);
    const references = Object.entries(REFERENCES[address] ?? {}).map(([key, to]) => [
      key,
      { references: to !== "aws_vpc.this" ? [`${to}.id`, to] : vpc.startsWith("local.") ? [vpc] : [`${vpc}.id`, vpc] },
    ]);
    const expressions = Object.fromEntries([...constants, ...references]);
    return { address, mode: "managed", type, name, provider_config_key: "aws", expressions, schema_version: 0 };
  }),
});

function resourcesOf(key: string, index: number) {
  return Object.entries(argumentsOf(key, index)).map(([address, values]) => {
    const [type = "", name = ""] = address.split(".");
    const tags = { ...(values.tags as object), Owner: "platform", CostCentre: "12345", Description: "x".repeat(720) };
    const unknown = ["id", "arn", ...Object.keys(REFERENCES[address] ?? {})].map((each) => [each, true]);
    return {
      address: `${MODULE}["${key}"].${address}`,
      mode: "managed",
      type,
      name,
      provider_name: PROVIDER,
      change: {
        actions: ["create"],
        before: null,
        after: { ...values, tags, tags_all: tags, timeouts: null, region: "us-east-1" },
        after_unknown: { ...Object.fromEntries(unknown), tags: {}, tags_all: {} },
        before_sensitive: false,
        after_sensitive: { tags: {}, tags_all: {} },
      },
    };
  });
}

/** What each resource of a consumer is given, but for references. */
function argumentsOf(key: string, index: number): Record<string, Record<string, unknown>> {
  const network = `10.${Math.floor(index / 16)}.${(index % 16) * 16}`;
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }],
  });
  return {
    "aws_vpc.this": { cidr_block: `${network}.0/20`, tags: { Name: key, "privatelink:vpc-role": "consumer" } },
    "aws_subnet.a": { cidr_block: `${network}.0/24`, availability_zone_id: "use1-az1", map_public_ip_on_launch: false },
    "aws_subnet.b": { cidr_block: `${network}.0/24`, availability_zone_id: "use1-az2", map_public_ip_on_launch: false },
    "aws_route_table.this": {},
    "aws_route_table_association.a": {},
    "aws_route_table_association.b": {},
    "aws_security_group.endpoint": { name: `${key}-endpoint`, description: "Endpoint" },
    "aws_security_group.client": { name: `${key}-client`, description: "Client" },
    "aws_vpc_security_group_ingress_rule.endpoint": {
      ...{ ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: `${network}.0/20` },
    },
    "aws_vpc_security_group_egress_rule.client": {
      ...{ ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: `${network}.0/20` },
    },
    "aws_vpc_endpoint.this": {
      service_name: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
      vpc_endpoint_type: "Interface",
      private_dns_enabled: false,
    },
    "aws_cloudwatch_log_group.this": { name: `/${key}`, retention_in_days: 30 },
    "aws_iam_role.this": { name: key, assume_role_policy: policy, path: "/" },
    "aws_sqs_queue.this": { name: key, policy, delay_seconds: 0, kms_master_key_id: null },
    "aws_sns_topic.this": { name: key, policy, display_name: key },
  };
}

function moduleOf(address: string): string {
  return address.slice(0, address.indexOf("]") + 1);
}
