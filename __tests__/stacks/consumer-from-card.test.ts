import { renderCard, serviceCard } from "../../modules/card";
import { CARD } from "../support/card";
import { changedStacks, synthesizeFiles } from "../support/stacks";
import type { Block, Synthesized } from "../support/synth";

const LONE = "backend: {type: local}\nregion: us-east-1\n";
const consumer = (connection: string, zones = "use1-az1, use1-az2, use1-az4") => `account: "222222222222"
vpc: {cidr: 10.20.0.0/20, zones: [${zones}]}
connections:
  orders: {${connection}}
`;

/** The stack of a consumer that connects in some way, beside the card of the service. */
function stackOf(connection: string): Synthesized {
  return synthesizeFiles({
    "shop/environment.yaml": LONE,
    "shop/consumers/web.yaml": consumer(connection),
    "shop/cards/orders.json": renderCard(serviceCard(CARD)),
  }).stack("shop-consumer-web");
}

/** All resources of a stack by address, but of the endpoint how its subnets were found, and its name as it was asked for. */
function resourcesBesidesSubnets({ json }: Synthesized): Block {
  const resources = structuredClone(json.resource);
  for (const endpoint of Object.values<Block>(resources.aws_vpc_endpoint)) {
    const asked = /^\$\{data\.aws_vpc_endpoint_service\.([\w-]+)\.service_name}$/.exec(endpoint.service_name)?.[1];
    if (asked !== undefined) endpoint.service_name = json.data.aws_vpc_endpoint_service[asked].service_name;
    delete endpoint.subnet_ids;
    delete endpoint.lifecycle;
  }
  return resources;
}

const SAME = 'ports: [80, 443, 53, "53/udp"], httpPaths: {80: /health}';
const byCard = stackOf("card: orders");

test.each([
  ["its name", `serviceName: ${CARD.serviceName}, ${SAME}`],
  [
    "its ARN",
    `serviceArn: "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0", ${SAME}`,
  ],
])(
  "a consumer built from the card alone has the same endpoint, and all else, as one that looks the service up by %s",
  (_, lookedUp) => {
    const byLookup = stackOf(lookedUp);
    expect(byLookup.data("aws_vpc_endpoint_service")).toHaveLength(1);
    expect(resourcesBesidesSubnets(byCard)).toEqual(resourcesBesidesSubnets(byLookup));
    expect(byCard.json.output).toEqual(byLookup.json.output);
  },
);

test("it is built without asking AWS anything of the service", () => {
  expect(Object.keys(byCard.json.data)).toEqual(["aws_partition"]);
  expect(byCard.json).not.toHaveProperty("locals");
  expect(byCard.text).not.toContain("terraform_remote_state");
});

test("its endpoint stands in the subnets of the card's zones alone", () => {
  const subnets = Object.keys(byCard.json.resource.aws_subnet).filter((id) => !id.includes("az4"));
  expect(subnets).toHaveLength(2);
  expect(byCard.resource("aws_vpc_endpoint").subnet_ids).toEqual(subnets.map((id) => `\${aws_subnet.${id}.id}`));
});

test("it reaches all ports of the card, and its client asks over HTTP where the card has a path", () => {
  const rules = byCard.resources("aws_vpc_security_group_ingress_rule").filter((rule) => rule.cidr_ipv4);
  expect(rules.map((rule) => `${rule.from_port}/${rule.ip_protocol}`).sort()).toEqual([
    "443/tcp",
    "53/tcp",
    "53/udp",
    "80/tcp",
  ]);
  expect(byCard.resource("aws_lambda_function").environment.variables.CHECKS).toContain(
    '{"53" = "", "80" = "/health", "443" = "", "53/udp" = ""}',
  );
});

test("it may reach fewer, and ask for other paths", () => {
  const stack = stackOf("card: orders, ports: [80], httpPaths: {80: /ready}");
  expect(stack.resources("aws_vpc_security_group_ingress_rule").map((rule) => rule.from_port)).toEqual([80, 80]);
  expect(stack.resource("aws_lambda_function").environment.variables.CHECKS).toContain('{"80" = "/ready"}');
});

test("a service that cannot be looked up is connected to by its name or ARN and its zones alone", () => {
  const zones = "zones: [use1-az2, use1-az1]";
  for (const name of [
    `serviceName: ${CARD.serviceName}`,
    'serviceArn: "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0"',
  ])
    expect(stackOf(`${name}, ${zones}, ${SAME}`).text).toBe(byCard.text);
});

test("the order of a card's keys makes no difference, nor do cards that nobody uses", () => {
  const files = {
    "shop/environment.yaml": LONE,
    "shop/consumers/web.yaml": consumer("card: orders"),
    "shop/cards/orders.json": renderCard(serviceCard(CARD)),
  };
  const reordered = JSON.stringify(Object.fromEntries(Object.entries(serviceCard(CARD)).reverse()));
  const other = synthesizeFiles({
    ...files,
    "shop/cards/orders.json": reordered,
    "shop/cards/other.json": renderCard(serviceCard({ ...CARD, service: "other" })),
  });
  expect(changedStacks(synthesizeFiles(files), other)).toEqual([]);
});
