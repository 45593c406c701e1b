import { serviceCardSchema } from "../../modules/card/schema";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";
import type { Synthesized } from "../support/synth";

const NAME = /^\$\{aws_vpc_endpoint_service\.[\w-]+\.service_name}$/;
const files = (keys: string) => ({
  "dev/environment.yaml": edit(ENVIRONMENT, "role: deploy", keys),
  "dev/consumers/web.yaml": CONSUMER,
  "dev/consumers/globex.yaml": EXTERNAL,
});
const serviceOf = (keys: string): Synthesized => synthesizeFiles(files(keys)).stack("dev-service-orders");

test("the card says what the environment says of the service", () => {
  const { files: written, stack } = synthesizeFiles(
    files("contact: orders@example.com\n    description: Orders\n    documentation: https://docs.example.com"),
  );
  const card = JSON.parse(written["cards/dev/orders.json"] ?? "");
  expect(card).toEqual({
    format: "privatelink-service-card",
    version: 1,
    type: "Interface",
    environment: "dev",
    service: "orders",
    description: "Orders",
    documentation: "https://docs.example.com",
    contact: "orders@example.com",
    serviceName: null,
    account: "111111111111",
    region: "us-east-1",
    supportedRegions: ["us-east-1"],
    zoneIds: ["use1-az1", "use1-az2"],
    listeners: { http: { port: 80, protocol: "TCP", httpPath: "/health" } },
    addressTypes: ["ipv4"],
    acceptance: "registered",
    endpointPolicy: false,
  });
  const { value } = stack("dev-service-orders").json.output.service_card;
  expect(JSON.parse(value)).toEqual({ ...card, serviceName: expect.stringMatching(NAME) });
});

test("the output is the file, with the service's name in it", () => {
  const { files: written, stack } = synthesizeFiles(files("contact: 'Büro \"7\" \\ \u20ac'"));
  const text = Buffer.from(written["cards/dev/orders.json"] ?? "", "latin1").toString();
  const output: string = Buffer.from(stack("dev-service-orders").json.output.service_card.value, "latin1").toString();
  const name = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
  const filled = output.replace(/\$\{[^}]*}/, name);
  expect(filled).not.toContain("${");
  expect(`${filled}\n`).toBe(text.replace('"serviceName": null', `"serviceName": "${name}"`));
  expect(serviceCardSchema.safeParse(JSON.parse(filled)).success).toBe(true);
});

describe("a parameter with the card", () => {
  const stack = serviceOf("card: {parameter: {}}");

  test("is named after environment and service, and shared with the consumers' accounts, external ones among them", () => {
    expect(stack.resource("aws_ssm_parameter")).toMatchObject({
      name: "/privatelink/dev/orders",
      insecure_value: stack.json.output.service_card.value,
    });
    expect(stack.resource("aws_ram_resource_share").allow_external_principals).toBe(false);
    expect(stack.resources("aws_ram_principal_association").map(({ principal }) => principal)).toEqual([
      "222222222222",
      "888888888888",
    ]);
    expect(stack.json.output.service_card_parameter_arn.value).toMatch(/^\$\{aws_ssm_parameter\.[\w-]+\.arn}$/);
  });

  test("is shared with others as well, or instead", () => {
    const principals = (keys: string) =>
      serviceOf(`card: {parameter: {${keys}}}`)
        .resources("aws_ram_principal_association")
        .map(({ principal }) => principal);
    expect(principals('shareWith: ["333333333333"]')).toEqual(["222222222222", "333333333333", "888888888888"]);
    expect(principals('shareWith: ["333333333333"], shareWithConsumers: false')).toEqual(["333333333333"]);
    expect(principals("shareWithConsumers: false")).toEqual([]);
  });

  test("is not shared where nobody is there to share with, nor with consumers in the service's account", () => {
    const one = synthesizeFiles({
      "dev/environment.yaml": edit(ENVIRONMENT, "role: deploy", "card: {parameter: {name: /x}}"),
      "dev/consumers/web.yaml": edit(CONSUMER, "222222222222", "111111111111"),
    }).stack("dev-service-orders");
    expect(one.types).not.toContain("aws_ram_resource_share");
    expect(one.resource("aws_ssm_parameter").name).toBe("/x");
  });

  test("is shared once with a consumer that has two connections to the service", () => {
    const twice = synthesizeFiles({
      "dev/environment.yaml": edit(ENVIRONMENT, "role: deploy", "card: {parameter: {name: /x}}"),
      "dev/consumers/web.yaml": `${CONSUMER}  again:\n    service: orders\n`,
    }).stack("dev-service-orders");
    expect(twice.resources("aws_ram_principal_association").map(({ principal }) => principal)).toEqual([
      "222222222222",
    ]);
  });

  test("is none unless asked for", () => {
    const plain = serviceOf("card: {}");
    expect(plain.types).not.toContain("aws_ssm_parameter");
    expect(plain.json.output).not.toHaveProperty("service_card_parameter_arn");
  });
});
