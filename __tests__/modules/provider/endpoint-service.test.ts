import { VpcEndpointService } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import { TerraformOutput } from "cdktf";
import { EndpointService, type EndpointServiceProps } from "../../../modules/provider";
import { refusal, synth, unknownText } from "../../support/synth";

const ARN = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/a/0123456789abcdef";
const PROPS: EndpointServiceProps = {
  name: "prod-orders",
  networkLoadBalancerArns: [ARN],
  allowedPrincipals: ["arn:aws:iam::333333333333:root", "arn:aws:iam::222222222222:role/a"],
  acceptance: "registered",
};

function synthService(props: Partial<EndpointServiceProps>) {
  return synth((scope) => {
    const service = new EndpointService(scope, "service", { ...PROPS, ...props });
    const { serviceId, serviceName, serviceArn, availabilityZones } = service;
    const value = { serviceId, serviceName, serviceArn, availabilityZones };
    new TerraformOutput(scope, "attributes", { value, staticId: true });
  });
}

function refusalOf(props: Partial<EndpointServiceProps>): string {
  return refusal((scope) => new EndpointService(scope, "service", { ...PROPS, ...props }));
}

test("a service has its load balancers and its principals in one attribute, sorted", () => {
  const service = synthService({});
  expect(service.types).toEqual(["aws_vpc_endpoint_service"]);
  expect(service.text).toHaveResourceWithProperties(VpcEndpointService, {
    acceptance_required: true,
    network_load_balancer_arns: [ARN],
    allowed_principals: ["arn:aws:iam::222222222222:role/a", "arn:aws:iam::333333333333:root"],
    supported_ip_address_types: ["ipv4"],
    tags: { Name: "prod-orders" },
  });
  const attribute = (name: string) => expect.stringMatching(new RegExp(`aws_vpc_endpoint_service\\.\\w+\\.${name}\\b`));
  expect(service.json.output.attributes.value).toEqual({
    serviceId: attribute("id"),
    serviceName: attribute("service_name"),
    serviceArn: attribute("arn"),
    availabilityZones: attribute("availability_zones"),
  });
});

test("principals in another order, or named twice, change nothing", () => {
  const allowedPrincipals = [...PROPS.allowedPrincipals, ...PROPS.allowedPrincipals].reverse();
  expect(synthService({ allowedPrincipals }).text).toBe(synthService({}).text);
});

test.each([
  ["registered", true],
  ["manual", true],
  ["automatic", false],
] as const)("with acceptance %s, connections wait: %s", (acceptance, required) => {
  expect(synthService({ acceptance }).resource("aws_vpc_endpoint_service").acceptance_required).toBe(required);
});

test("supports IPv6 too where it is told to, each type once", () => {
  expect(
    synthService({ supportedIpAddressTypes: ["ipv6", "ipv4", "ipv6"] }).resource("aws_vpc_endpoint_service")
      .supported_ip_address_types,
  ).toEqual(["ipv4", "ipv6"]);
});

test("can be kept from being destroyed by Terraform", () => {
  expect(synthService({ preventDestroy: true }).resource("aws_vpc_endpoint_service").lifecycle).toEqual({
    prevent_destroy: true,
  });
  for (const preventDestroy of [false, undefined])
    expect(
      synthService(preventDestroy === undefined ? {} : { preventDestroy }).resource("aws_vpc_endpoint_service"),
    ).not.toHaveProperty("lifecycle");
});

test("everyone may ask for a connection that waits for acceptance", () => {
  for (const acceptance of ["registered", "manual"] as const)
    expect(
      synthService({ allowedPrincipals: ["*"], acceptance }).resource("aws_vpc_endpoint_service").allowed_principals,
    ).toEqual(["*"]);
});

test("what only Terraform knows is not judged", () => {
  const service = synthService({
    networkLoadBalancerArns: [unknownText("aws_lb.a.arn")],
    allowedPrincipals: [unknownText("var.principal")],
  });
  expect(service.resource("aws_vpc_endpoint_service")).toMatchObject({
    network_load_balancer_arns: ["${aws_lb.a.arn}"],
    allowed_principals: ["${var.principal}"],
  });
});

test.each<[string, Partial<EndpointServiceProps>, string]>([
  ["on a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  [
    "without a load balancer",
    { networkLoadBalancerArns: [] },
    "`networkLoadBalancerArns`: expected at least one load balancer; got []",
  ],
  [
    "without an address type",
    { supportedIpAddressTypes: [] },
    "`supportedIpAddressTypes`: expected at least one address type; got []",
  ],
  [
    "on an account as a principal",
    { allowedPrincipals: ["111111111111"] },
    "`allowedPrincipals`: expected `*` or the ARN of an account, role or user",
  ],
  [
    "on a principal with a path",
    { allowedPrincipals: ["arn:aws:iam::111111111111:role/a/b"] },
    "`allowedPrincipals`: expected a role or user without a path",
  ],
  [
    "where everyone in AWS would be connected at once",
    { allowedPrincipals: ["*"], acceptance: "automatic" },
    '`acceptance`: expected acceptance with the principal `*`: without it, everyone in AWS could connect; got "automatic"',
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("fails with all problems at once", () => {
  const message = refusalOf({ name: "", networkLoadBalancerArns: [], allowedPrincipals: ["x", "y"] });
  expect(message.split("\n")).toHaveLength(5);
  expect(message).toContain("Invalid properties of EndpointService at stack/service:");
});
