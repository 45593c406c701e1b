import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { type EndpointDetails, InterfaceEndpoint, ResourceEndpoint } from "../../../modules/consumer";
import { synth } from "../../support/synth";
import { VPC } from "../../support/vpc";

const SUBNETS = { "use1-az2": "subnet-00000000000000002", "use1-az1": "subnet-00000000000000001" };
const VPC_OF_TWO = { ...VPC, subnetIds: SUBNETS };
const toService = (scope: Construct, securityGroupIds?: string[]) =>
  new InterfaceEndpoint(scope, "endpoint", {
    name: "prod-web-orders",
    vpc: VPC_OF_TWO,
    service: { serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" },
    ports: [443],
    securityGroupIds,
  });
const toResource = (scope: Construct) =>
  new ResourceEndpoint(scope, "endpoint", {
    name: "prod-web-ledger",
    vpc: VPC_OF_TWO,
    resourceConfigurationArn: "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0",
    ports: [5432],
  });

/** A stack with the details of an endpoint as outputs. */
function told(endpoint: (scope: Construct) => { readonly details: EndpointDetails }) {
  return synth((scope) => {
    const { details } = endpoint(scope);
    for (const [key, value] of Object.entries(details)) new TerraformOutput(scope, key, { value, staticId: true });
  });
}

describe.each([
  ["an interface endpoint", toService],
  ["a resource endpoint", toResource],
])("of %s", (_, endpoint) => {
  const { json, resource } = told(endpoint);
  const local = (output: string): string => {
    const [, name = ""] = /^\$\{local\.([\w-]+)}$/.exec(json.output[output].value) ?? [];
    return json.locals[name];
  };

  test("subnets and addresses are read from the endpoint itself, by the zones of the VPC's subnets", () => {
    expect(json.data ?? {}).not.toHaveProperty("aws_network_interface");
    expect(Object.entries(json.locals)).toContainEqual([
      expect.stringContaining("vpc_subnets"),
      { "use1-az1": SUBNETS["use1-az1"], "use1-az2": SUBNETS["use1-az2"] },
    ]);
    const zones = Object.keys(json.locals).find((name) => name.includes("vpc_subnets"));
    const byZone = (list: string, value: string, subnet: string) =>
      new RegExp(
        `^\\$\\{merge\\(\\[for one in try\\(\\[for one in aws_vpc_endpoint\\.[\\w-]+\\.${list} : one if one != null], \\[]\\) : \\{for zone_id, subnet_id in local\\.${zones} : zone_id => ${value} if try\\(subnet_id == ${subnet} && length\\(${value}\\) > 0, false\\)}]\\.\\.\\.\\)}$`,
      );
    expect(local("subnetIds")).toMatch(byZone("subnet_ids", "one", "one"));
    expect(local("ipv4Addresses")).toMatch(byZone("subnet_configuration", "one\\.ipv4", "one\\.subnet_id"));
    expect(local("ipv6Addresses")).toMatch(byZone("subnet_configuration", "one\\.ipv6", "one\\.subnet_id"));
    expect(json.output.securityGroupIds.value).toEqual(resource("aws_vpc_endpoint").security_group_ids);
  });

  test("nothing is in a stack that does not ask for them; asked for twice, they are there once", () => {
    const plain = synth((scope) => void endpoint(scope));
    expect(plain.text).not.toContain("vpc_subnets");
    const twice = synth((scope) => {
      const made = endpoint(scope);
      expect(made.details).toBe(made.details);
    });
    expect(Object.keys(twice.json.locals).filter((name) => name.includes("vpc_subnets"))).toHaveLength(1);
    expect(twice.resource("aws_vpc_endpoint")).toEqual(plain.resource("aws_vpc_endpoint"));
  });
});

test("security groups that exist are all told", () => {
  const groups = ["sg-0123456789abcdef1", "sg-0123456789abcdef0"];
  expect(told((scope) => toService(scope, groups)).json.output.securityGroupIds.value).toEqual(groups.sort());
});
