import { AwsEndpoints, type AwsEndpointsProps } from "../../../modules/consumer";
import { refusal, synth } from "../../support/synth";
import { VPC } from "../../support/vpc";

const PROPS = { name: "prod-web", vpc: VPC, region: "us-east-1", services: ["session-manager"] } as const;

const synthEndpoints = (props: Partial<AwsEndpointsProps> = {}) =>
  synth((scope) => new AwsEndpoints(scope, "aws-endpoints", { ...PROPS, ...props }));

describe("endpoints to services of AWS", () => {
  const stack = synthEndpoints();

  test("are interface endpoints with private DNS, to services that are looked up by name", () => {
    expect(stack.data("aws_vpc_endpoint_service").map((service) => service.service_name)).toEqual([
      "com.amazonaws.us-east-1.ssm",
      "com.amazonaws.us-east-1.ssmmessages",
    ]);
    for (const endpoint of stack.resources("aws_vpc_endpoint"))
      expect(endpoint).toMatchObject({ vpc_endpoint_type: "Interface", private_dns_enabled: true });
  });

  test("let in from the VPC's range alone, at the port of the service", () => {
    const rules = stack.resources("aws_vpc_security_group_ingress_rule");
    expect(rules.map((rule) => [rule.from_port, rule.to_port, rule.cidr_ipv4])).toEqual([
      [443, 443, VPC.cidrBlock],
      [443, 443, VPC.cidrBlock],
    ]);
  });

  test("are the same whatever order services are named in, by themselves or by sets", () => {
    expect(synthEndpoints({ services: ["ssmmessages", "session-manager", "ssm"] }).text).toBe(stack.text);
  });

  test("have names without dots", () => {
    const names = synthEndpoints({ services: ["ecr.api"] }).resources("aws_security_group");
    expect(names.map(({ name }) => name)).toEqual(["prod-web-ecr-api-endpoint"]);
  });
});

test("a VPC in one zone has them there", () => {
  const vpc = { ...VPC, subnetIds: { "use1-az1": "subnet-00000000000000001" } };
  const [endpoint] = synthEndpoints({ vpc, services: ["logs"] }).resources("aws_vpc_endpoint");
  expect(endpoint?.lifecycle.precondition[0].condition).toMatch(/>= 1}$/);
});

test.each<[string, Partial<AwsEndpointsProps>, string]>([
  ["a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  ["no service", { services: [] }, "`services`: expected at least one service; got []"],
  [
    "a service that is none",
    { services: ["loggs"] },
    "`services`: expected the short name of a service of AWS, such as logs or kms, or a set of them: session-manager, ",
  ],
])("fails on %s", (_, props, message) => {
  expect(refusal((scope) => new AwsEndpoints(scope, "x", { ...PROPS, ...props }))).toContain(message);
});
