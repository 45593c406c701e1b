import { edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";
import { ids } from "../support/synth";

const ARN = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/legacy/0123456789abcdef";

const ADOPTED = `backend: { type: local }
region: us-east-1
protect: true
services:
  orders:
    account: "111111111111"
    vpc: { id: vpc-01234567, subnets: { use1-az1: subnet-00000001, use1-az2: subnet-00000002 } }
    listeners: { http: { port: 80 } }
    monitoring: {}
    loadBalancer: { existing: { main: { arn: "${ARN}" } } }
`;

function stackOf(text: string) {
  return synthesizeFiles({ "dev/environment.yaml": text }).stack("dev-service-orders");
}

describe("a service in front of a load balancer that exists", () => {
  const stack = stackOf(ADOPTED);

  test("makes none, nor an application", () => {
    expect(stack.types.filter((type) => !type.startsWith("aws_cloudwatch"))).toEqual(["aws_vpc_endpoint_service"]);
  });

  test("is in front of it, and says so", () => {
    const arn = expect.stringMatching(/^\$\{data\.aws_lb\.existing-load-balancer-main_.*\.arn}$/);
    expect(stack.resource("aws_vpc_endpoint_service").network_load_balancer_arns).toEqual([arn]);
    expect(stack.json.output.load_balancer_arn.value).toEqual(arn);
  });

  test("is protected all the same", () => {
    expect(stack.resource("aws_vpc_endpoint_service").lifecycle.prevent_destroy).toBe(true);
  });

  test("watches the targets that its listeners forward to", () => {
    const alarm = stack
      .resources("aws_cloudwatch_metric_alarm")
      .find(({ alarm_name: name }) => name === "dev-orders/healthy-targets/main/http/use1-az1");
    expect(alarm?.dimensions.TargetGroup).toMatch(/data\.aws_lb_listener\..*default_action\[0]\.target_group_arn/);
    expect(alarm?.alarm_description).toContain("unless the load balancer forwards to the other zones' targets");
  });
});

describe("a load balancer of which only the ARN and the zones are known", () => {
  const WHOLE = "vpc: { id: vpc-01234567, subnets: { use1-az1: subnet-00000001, use1-az2: subnet-00000002 } }";
  const stack = stackOf(
    edit(
      edit(ADOPTED, WHOLE, "vpc: { zones: [use1-az1, use1-az2] }"),
      "monitoring: {}",
      "monitoring: {}\n    privateDns: { name: orders.example.com }\n    supportedRegions: [us-west-2]\n    acceptor: {}",
    ),
  );

  test("is watched in its zones, and its VPC is an output", () => {
    const names = stack.resources("aws_cloudwatch_metric_alarm").map(({ alarm_name: name }) => name);
    expect(names).toContain("dev-orders/healthy-targets/main/http/use1-az2");
    expect(stack.json.output.vpc_id.value).toMatch(/^\$\{data\.aws_vpc\.existing-load-balancer-main_vpc_.*\.id}$/);
  });

  test("serves a private DNS name, other regions and the acceptor", () => {
    const service = stack.resource("aws_vpc_endpoint_service");
    expect(service.private_dns_name).toBe("orders.example.com");
    expect(service.supported_regions).toContain("us-west-2");
    expect(stack.types).toContain("aws_lambda_function");
  });

  test("has its zones on the card", () => {
    const card = JSON.parse(stack.json.output.service_card.value);
    expect(card.zoneIds).toEqual(["use1-az1", "use1-az2"]);
  });
});

test("a load balancer is found by its tags", () => {
  const stack = stackOf(edit(ADOPTED, `arn: "${ARN}"`, "tags: { Service: orders }"));
  expect(stack.data("aws_lb")).toMatchObject([{ tags: { Service: "orders" } }]);
  expect(stack.data("aws_lb")[0]).not.toHaveProperty("arn");
});

test("with its switch declared, a load balancer is held to it", () => {
  const declared = edit(
    ADOPTED,
    "loadBalancer: {",
    "loadBalancer: { privateLinkRules: { enforce: true, from: { a: 10.20.0.0/20 } },",
  );
  const [balancer] = stackOf(declared).data("aws_lb");
  expect(balancer?.lifecycle.postcondition[4].condition).toContain('== "on"');
  expect(stackOf(declared).types).not.toContain("aws_vpc_security_group_ingress_rule");
});

describe("a load balancer that exists beside one that is made", () => {
  const alone = stackOf(edit(ADOPTED, `existing: { main: { arn: "${ARN}" } }`, "crossZone: true"));
  const both = stackOf(edit(ADOPTED, "main:", "legacy:"));

  test("changes nothing of that one", () => {
    for (const type of ["aws_lb", "aws_lb_listener", "aws_lb_target_group", "aws_autoscaling_group"])
      expect(both.json.resource[type]).toEqual(alone.json.resource[type]);
  });

  test("is one of the service's, and an output", () => {
    expect(both.resource("aws_vpc_endpoint_service").network_load_balancer_arns).toHaveLength(2);
    expect(both.json.output.additional_load_balancer_arns.value).toEqual({
      legacy: expect.stringMatching(/^\$\{data\.aws_lb\./),
    });
  });
});

test("listeners that are made on a load balancer have names of their own", () => {
  const made = (name: string) =>
    stackOf(
      edit(
        ADOPTED,
        `main: { arn: "${ARN}" } } }`,
        `${name}: { arn: "${ARN}", makeListeners: true } } }\n    targets: { type: ip, addresses: [10.0.0.4] }`,
      ),
    );
  expect(made("main").resource("aws_lb_target_group").name).toMatch(/^dev-orders-http-/);
  const names = made("legacy")
    .resources("aws_lb_target_group")
    .map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
  expect(ids(made("legacy"), "aws_lb_listener")).toHaveLength(2);
});
