import { keyPlaces } from "../../config/origin-keys";
import { loadPolicy } from "../../policies/checker/policy";
import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const GATEWAYS = "gatewayEndpoints: { dynamodb: { tables: [stock] }, s3: { buckets: [receipts] } }\n";
const NEW = "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n";
const ADOPTED =
  "  id: vpc-01234567\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-01234568 }\n  isolation: unchecked\n";

const web = (consumer: string) =>
  synthesizeFiles({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": consumer }).stack(
    "dev-consumer-web",
  );

test("a consumer's VPC has gateway endpoints beside its connections, with outputs of their own", () => {
  const stack = web(CONSUMER + GATEWAYS);
  const endpoints = stack.resources("aws_vpc_endpoint").filter(({ vpc_endpoint_type: type }) => type === "Gateway");
  expect(endpoints).toMatchObject([
    { service_name: "com.amazonaws.us-east-1.dynamodb", tags: { Name: "dev-web-gateway-dynamodb" } },
    { service_name: "com.amazonaws.us-east-1.s3", tags: { Name: "dev-web-gateway-s3" } },
  ]);
  expect(endpoints[0]?.policy).toContain("arn:aws:dynamodb:us-east-1:222222222222:table/stock");
  const { gateway_endpoint_ids: ids, gateway_prefix_list_ids: lists, endpoint_ids: connections } = stack.json.output;
  expect([Object.keys(ids.value), Object.keys(lists.value)]).toEqual([
    ["dynamodb", "s3"],
    ["dynamodb", "s3"],
  ]);
  expect(Object.keys(connections.value)).toEqual(["orders"]);
});

test("a consumer without connections has its VPC and its gateway endpoints, and nothing that checks or is checked", async () => {
  const stack = web(edit(CONSUMER, "connections:\n  orders:\n    service: orders\n", "") + GATEWAYS);
  expect(stack.resources("aws_vpc_endpoint").map(({ vpc_endpoint_type: type }) => type)).toEqual([
    "Gateway",
    "Gateway",
  ]);
  expect(stack.resources("aws_lambda_function")).toEqual([]);
  const { output } = stack.json;
  expect(output.endpoint_ids.value).toEqual({});
  expect(Object.keys(output.gateway_endpoint_ids.value)).toEqual(["dynamodb", "s3"]);
  expect(await (await loadPolicy()).judge(stack.json)).toMatchObject({
    verdict: "clean",
    consumer_vpcs: [{ result: "PROVEN" }],
  });
});

test("fails, in the proof, where the policy of the only gateway endpoint is opened", async () => {
  const { json } = web(edit(CONSUMER, "connections:\n  orders:\n    service: orders\n", "") + GATEWAYS);
  const opened = JSON.parse(
    JSON.stringify(json).replaceAll("arn:aws:s3:::receipts/*", "*").replaceAll("arn:aws:s3:::receipts", "*"),
  );
  expect(await (await loadPolicy()).judge(opened)).toMatchObject({
    verdict: "violations",
    consumer_vpcs: [{ result: "VIOLATED" }],
  });
});

test("the network ACL of a new VPC lets their traffic through, and a VPC without them stays as it is", () => {
  const ranges = (consumer: string) => web(consumer).resource("aws_network_acl").egress[0].cidr_block;
  expect(ranges(CONSUMER + GATEWAYS)).toBe("0.0.0.0/0");
  expect(ranges(CONSUMER)).toMatch(/^\$\{aws_vpc\./);
  expect(web(CONSUMER).json.output).not.toHaveProperty("gateway_endpoint_ids");
});

test("the order of the file changes nothing", () => {
  const other = "gatewayEndpoints: { s3: { buckets: [receipts] }, dynamodb: { tables: [stock] } }\n";
  expect(web(CONSUMER + other).text).toBe(web(CONSUMER + GATEWAYS).text);
});

test("with IPv6, they leave the VPC proven", async () => {
  const consumer = edit(CONSUMER, "  cidr:", "  ipv6: true\n  cidr:");
  const stack = web(`${consumer}gatewayEndpoints: { s3: { buckets: [receipts], ipAddressType: dualstack } }\n`);
  const [gateway] = stack.resources("aws_vpc_endpoint").filter(({ vpc_endpoint_type: type }) => type === "Gateway");
  expect(gateway?.ip_address_type).toBe("dualstack");
  expect(await (await loadPolicy()).judge(stack.json)).toMatchObject({
    verdict: "clean",
    consumer_vpcs: [{ result: "PROVEN" }],
  });
});

test("in a VPC that exists, they are in the route tables of its subnets, or in those that are named", () => {
  const adopted = edit(CONSUMER, NEW, ADOPTED);
  expect(web(adopted + GATEWAYS).data("aws_route_tables")).toHaveLength(3);
  const named = web(`${adopted}gatewayEndpoints: { s3: { buckets: [receipts], routeTableIds: [rtb-01234567] } }\n`);
  expect(named.data("aws_route_tables")).toEqual([]);
  const [gateway] = named.resources("aws_vpc_endpoint").filter(({ vpc_endpoint_type: type }) => type === "Gateway");
  expect(gateway?.route_table_ids).toEqual(["rtb-01234567"]);
});

test("an instance for people is let out to them, and the client application is not", () => {
  const vpc = edit(CONSUMER, "[use1-az1, use1-az2]\n", "[use1-az1, use1-az2]\n  awsEndpoints: [session-manager]\n");
  const stack = web(`${vpc}${GATEWAYS}client: { instance: {} }\n`);
  const rules = stack.resources("aws_vpc_security_group_egress_rule").filter(({ prefix_list_id: id }) => id);
  expect(rules.map(({ description }) => description)).toEqual([
    "Gateway endpoint: client-instance",
    "Gateway endpoint: client-instance",
  ]);
  const without = web(CONSUMER + GATEWAYS).resources("aws_vpc_security_group_egress_rule");
  expect(without.filter(({ prefix_list_id: id }) => id)).toEqual([]);
});

test("a finding at one leads to its key in the consumer's file", () => {
  const stack = { file: "dev/consumers/web.yaml", path: [] };
  const paths = (construct: string, names: string[]) => keyPlaces(stack, construct, names).map(({ path }) => path);
  const own = ["gatewayEndpoints", "s3"];
  expect(paths("gateway-endpoint-s3/endpoint", ["policy"])).toEqual([[...own, "policy"], own, []]);
  expect(paths("gateway-endpoint-s3/endpoint", ["ip_address_type"])).toEqual([[...own, "ipAddressType"], own, []]);
  expect(paths("gateway-endpoint-s3/endpoint", ["service_name"])).toEqual([own, []]);
  expect(paths("gateway-endpoint-s3_endpoint_01234567", [])).toEqual([own, []]);
});
