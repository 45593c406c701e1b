import "../../support/matchers";
import { VpcEndpointService } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import { TerraformOutput } from "cdktf";
import { EndpointService, type EndpointServiceProps, NetworkLoadBalancer } from "../../../modules/provider";
import { IsolatedVpc } from "../../../modules/vpc";
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
    const { serviceId, serviceName, serviceArn, availabilityZones, privateDnsVerification } = service;
    const value = { serviceId, serviceName, serviceArn, availabilityZones, privateDnsVerification };
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
  expect(synthService({ preventDestroy: true }).resource("aws_vpc_endpoint_service").lifecycle).toMatchObject({
    prevent_destroy: true,
  });
  for (const props of [{}, { preventDestroy: false }])
    expect(synthService(props).resource("aws_vpc_endpoint_service").lifecycle).not.toHaveProperty("prevent_destroy");
});

describe("regions", () => {
  test("are the service's own and those that it is given, sorted", () => {
    const service = synthService({ supportedRegions: ["eu-west-1", "ap-south-1"] });
    expect(service.resource("aws_vpc_endpoint_service").supported_regions).toEqual([
      expect.stringMatching(/^\$\{data\.aws_region\.\w+\.region}$/),
      "ap-south-1",
      "eu-west-1",
    ]);
    expect(synthService({ supportedRegions: ["ap-south-1", "eu-west-1"] }).text).toBe(service.text);
  });

  test("are the service's own alone where the list is empty", () => {
    const service = synthService({ supportedRegions: [] }).resource("aws_vpc_endpoint_service");
    expect(service.supported_regions).toHaveLength(1);
  });

  test("that are left out must not be there: the provider would keep them unseen", () => {
    const service = synthService({}).resource("aws_vpc_endpoint_service");
    expect(service).not.toHaveProperty("supported_regions");
    expect(service.lifecycle.postcondition).toContainEqual({
      condition: expect.stringMatching(/^\$\{length\(.*self\.supported_regions.*\) <= 1}$/),
      error_message: expect.stringMatching(
        /^The service is still offered to .*self\.supported_regions.* Give its supported regions as an empty list to take them back\.$/,
      ),
    });
    expect(synthService({}).data("aws_region")).toEqual([]);
  });
});

describe("the private DNS name", () => {
  const privateDnsName = "*.orders.example.com";
  const named = synthService({ privateDnsName });

  test("is the service's, with a record to prove it", () => {
    expect(named.resource("aws_vpc_endpoint_service").private_dns_name).toBe(privateDnsName);
    expect(named.resource("terraform_data").input).toEqual({ name: privateDnsName });
    const { name, type, value } = named.json.output.attributes.value.privateDnsVerification;
    expect(name).toMatch(
      /^\$\{join\(".", compact\(\[.*\[0]\.name.*, trimprefix\(terraform_data\.\w+.*\.input\.name, "\*\."\)]\)\)}$/,
    );
    expect(type).toMatch(/\[0]\.type\b/);
    expect(value).toMatch(/\[0]\.value\b/);
  });

  test("brings forth a record that is known only after the apply that changes it", () => {
    for (const text of Object.values(named.json.output.attributes.value.privateDnsVerification))
      expect(text).toMatch(/(terraform_data\.[\w-]+)\.output\.name == \1\.input\.name \? try\(.*, null\) : ""/);
  });

  test("lets plans warn when AWS no longer finds the record", () => {
    const [check] = Object.values<{ assert: object[] }>(named.json.check);
    expect(check?.assert).toEqual([
      {
        condition: expect.stringMatching(
          /^\$\{try\(aws_vpc_endpoint_service\.\w+\.private_dns_name_configuration\[0]\.state, ""\) != "failed"}$/,
        ),
        error_message: expect.stringContaining("AWS does not find the record of *.orders.example.com in public DNS"),
      },
    ]);
    expect(synthService({}).json).not.toHaveProperty("check");
  });

  test("that is left out is taken away, or the plan says how: the provider would keep it unseen", () => {
    const service = synthService({}).resource("aws_vpc_endpoint_service");
    expect(service.private_dns_name).toBe("");
    expect(service.lifecycle.postcondition[0]).toEqual({
      condition: '${self.private_dns_name == null || self.private_dns_name == ""}',
      error_message:
        "The service still has the private DNS name ${self.private_dns_name}. Take it away with: aws ec2 modify-vpc-endpoint-service-configuration --service-id ${self.id} --remove-private-dns-name",
    });
    expect(synthService({}).types).toEqual(["aws_vpc_endpoint_service"]);
  });

  test("may be known to Terraform alone", () => {
    const service = synthService({ privateDnsName: unknownText("var.name"), supportedRegions: [] });
    expect(service.resource("aws_vpc_endpoint_service").private_dns_name).toBe("${var.name}");
    expect(service.resource("aws_vpc_endpoint_service")).not.toHaveProperty("lifecycle");
  });
});

describe("with Gateway Load Balancers", () => {
  const gateway = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/gwy/a/0123456789abcdef";
  const of = (props: Partial<EndpointServiceProps>) => ({
    networkLoadBalancerArns: undefined,
    gatewayLoadBalancerArns: [gateway],
    ...props,
  });

  test("a service has these alone, and no private DNS name", () => {
    const service = synthService(of({ supportedIpAddressTypes: ["ipv4", "ipv6"] })).resource(
      "aws_vpc_endpoint_service",
    );
    expect(service).toMatchObject({
      gateway_load_balancer_arns: [gateway],
      supported_ip_address_types: ["ipv4", "ipv6"],
      private_dns_name: "",
    });
    expect(service).not.toHaveProperty("network_load_balancer_arns");
  });

  test.each<[string, Partial<EndpointServiceProps>, string]>([
    [
      "with load balancers of both kinds",
      of({ networkLoadBalancerArns: [ARN] }),
      "`networkLoadBalancerArns`: expected either `networkLoadBalancerArns` or `gatewayLoadBalancerArns`",
    ],
    [
      "with load balancers of neither kind",
      of({ gatewayLoadBalancerArns: undefined }),
      "`networkLoadBalancerArns`: expected either `networkLoadBalancerArns` or `gatewayLoadBalancerArns`; got nothing",
    ],
    [
      "without a load balancer",
      of({ gatewayLoadBalancerArns: [] }),
      "`gatewayLoadBalancerArns`: expected at least one load balancer; got []",
    ],
    [
      "with a private DNS name",
      of({ privateDnsName: "inspection.example.com" }),
      "`privateDnsName`: expected no private DNS name with Gateway Load Balancers: nothing is addressed to them",
    ],
    [
      "with other regions",
      of({ supportedRegions: ["eu-west-1"] }),
      "`supportedRegions`: expected no other regions with Gateway Load Balancers: AWS carries their packets within one",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });
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
    supportedRegions: [unknownText("var.region")],
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
    "on an organization as a principal",
    { allowedPrincipals: ["o-a1b2c3d4e5"] },
    "`allowedPrincipals`: expected the ARN of each account: an endpoint service allows no organization",
  ],
  [
    "on a region that is none",
    { supportedRegions: ["eu-west-9"] },
    '`supportedRegions`: expected regions of AWS, such as eu-west-1; got "eu-west-9"',
  ],
  [
    "on regions of several partitions",
    { supportedRegions: ["eu-west-1", "cn-north-1"] },
    "`supportedRegions`: expected regions of the service's own partition",
  ],
  [
    "on a private DNS name with capitals",
    { privateDnsName: "Orders.example.com" },
    '`privateDnsName`: expected a DNS name in lower case; got "Orders.example.com"',
  ],
  [
    "where everyone in AWS would be connected at once",
    { allowedPrincipals: ["*"], acceptance: "automatic" },
    '`acceptance`: expected acceptance with the principal `*`: without it, everyone in AWS could connect; got "automatic"',
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("a load balancer leaves the service before its listeners and certificates are destroyed", () => {
  const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-12345678901";
  const https = {
    port: 443,
    protocol: "TLS",
    certificateArn: `${CERTIFICATE}1`,
    additionalCertificateArns: { b: `${CERTIFICATE}2` },
  } as const;
  const stack = synth((scope) => {
    const vpc = new IsolatedVpc(scope, "vpc", {
      name: "orders",
      role: "service",
      cidrBlock: "10.10.0.0/20",
      zoneIds: ["use1-az1", "use1-az2"],
    });
    const listeners = { https, http: { port: 80 } };
    const loadBalancer = new NetworkLoadBalancer(scope, "second", { name: "orders", vpc, listeners });
    new EndpointService(scope, "service", { ...PROPS, dependsOn: loadBalancer.listenerResources });
  });
  expect(stack.resource("aws_vpc_endpoint_service").depends_on).toEqual([
    expect.stringMatching(/^aws_lb_listener\.second_listener-http_/),
    expect.stringMatching(/^aws_lb_listener\.second_listener-https_/),
    expect.stringMatching(/^aws_lb_listener_certificate\.second_listener-https_certificate-b_/),
  ]);
  expect(synthService({ dependsOn: [] }).resource("aws_vpc_endpoint_service")).not.toHaveProperty("depends_on");
});

test("fails with all problems at once", () => {
  const message = refusalOf({ name: "", networkLoadBalancerArns: [], allowedPrincipals: ["x", "y"] });
  expect(message.split("\n")).toHaveLength(5);
  expect(message).toContain("Invalid properties of EndpointService at stack/service:");
});
