import { Configuration } from "../../diagram/stacks/configuration";
import { destinationNamed, destinationOf, endpointName } from "../../diagram/stacks/endpoints";
import { parseStackName } from "../../diagram/stacks/stack-name";
import { consumer, facts, service } from "./facts";

describe("what is read of stacks", () => {
  test("a consumer: its VPC, zones, client, and the service that its endpoint leads to", () => {
    const { account, region, networks, clients, endpoints, reads } = consumer("web");
    expect({ account, region, reads }).toEqual({
      ...{ account: "222222222222", region: "us-east-1", reads: ["dev-service-orders"] },
    });
    expect(networks).toMatchObject([{ cidr: "10.1.0.0/20", isConsumers: true, zones: [{ zone: "use1-az1" }] }]);
    expect(clients).toMatchObject([{ what: "Lambda function dev-web-client" }]);
    expect(endpoints).toMatchObject([
      {
        name: "orders",
        type: "Interface",
        zones: ["use1-az1"],
        destination: { to: "stack", stack: "dev-service-orders" },
      },
    ]);
  });

  test("a service: its load balancer, listeners and targets", () => {
    const { services, balancers } = service("orders", { allowed_principals: ["arn:aws:iam::333333333333:root"] });
    expect(services).toMatchObject([{ isAcceptedByHand: true, principals: ["arn:aws:iam::333333333333:root"] }]);
    expect(balancers).toMatchObject([
      { name: "dev-orders", zones: ["use1-az1"], listeners: ["TCP 80 to 8080"], targets: [{ what: "10.0.0.7" }] },
    ]);
  });

  test("zones of an endpoint whose subnets are worked out by locals", () => {
    const { endpoints } = facts("dev-consumer-web", {
      locals: { ids: "${[for id in local.all : id]}", all: { a: "${aws_subnet.vpc_subnet-use1-az2_01234567.id}" } },
      resource: {
        aws_subnet: { "vpc_subnet-use1-az2_01234567": {} },
        aws_vpc_endpoint: { endpoint: { subnet_ids: "${local.ids}", service_name: "com.amazonaws.us-east-1.s3" } },
      },
    });
    expect(endpoints).toMatchObject([{ zones: ["use1-az2"], destination: { to: "aws", service: "s3" } }]);
  });

  test("locals that refer to each other end", () => {
    const configuration = new Configuration({ locals: { a: "${local.b}", b: "${local.a}" } });
    expect(configuration.references("${local.a}")).toEqual([]);
  });

  test("a service that is looked up by its name", () => {
    const configuration = new Configuration({
      data: { aws_vpc_endpoint_service: { one: { service_name: "com.amazonaws.eu-central-1.ecr.api" } } },
    });
    const values = { service_name: "${data.aws_vpc_endpoint_service.one.service_name}" };
    expect(destinationOf(configuration, values)).toEqual({ to: "aws", service: "ecr.api" });
  });

  test.each([
    ["com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", { to: "others" }],
    ["com.amazonaws.us-east-1.s3", { to: "aws", service: "s3" }],
    ["cn.com.amazonaws.cn-north-1.ec2", { to: "aws", service: "ec2" }],
    ["aws.sagemaker.us-east-1.notebook", { to: "aws", service: "notebook" }],
    ["arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0", { to: "others" }],
  ])("%s", (name, expected) => {
    expect(destinationNamed(name)).toMatchObject(expected);
  });

  test("the key of a connection, from the address of its endpoint", () => {
    expect(endpointName("aws_vpc_endpoint.endpoint-orders_endpoint_229E63C4")).toBe("orders");
    expect(endpointName("aws_vpc_endpoint.mine")).toBe("mine");
    expect(endpointName("aws_vpc_endpoint.inspection_endpoints_endpoint-use1-az1_F078E383")).toBe(
      "inspection-use1-az1",
    );
  });

  test.each([
    ["dev-eu-service-orders", { environment: "dev-eu", role: "service", key: "orders" }],
    ["dev-consumer-my-service-x", { environment: "dev", role: "consumer", key: "my-service-x" }],
    ["something else", undefined],
  ])("the name %s", (name, expected) => {
    expect(parseStackName(name)).toEqual(expected);
  });

  test("a configuration of which nothing is as it should be gives nothing", () => {
    const odd = { resource: { aws_vpc_endpoint: [1], aws_lb: { a: null }, aws_subnet: "x" }, provider: 7, locals: [] };
    expect(facts("dev-consumer-web", odd)).toMatchObject({ account: "", networks: [], endpoints: [] });
  });
});
