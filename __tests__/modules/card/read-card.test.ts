import { endpointPorts, endpointServiceOf, readServiceCard, renderCard, serviceCard } from "../../../modules/card";
import { InterfaceEndpoint } from "../../../modules/consumer";
import { CARD } from "../../support/card";
import { synth, thrown } from "../../support/synth";
import { VPC } from "../../support/vpc";

const DOCUMENT = JSON.parse(renderCard(serviceCard(CARD)));

test("to an endpoint in another region, a card tells the service's", () => {
  expect(endpointServiceOf(readServiceCard(DOCUMENT), "eu-west-1").region).toBe("us-east-1");
  expect(endpointServiceOf(readServiceCard(DOCUMENT), "us-east-1")).not.toHaveProperty("region");
});

test("a card gives what an endpoint wants to know", () => {
  const card = readServiceCard(DOCUMENT);
  expect(endpointServiceOf(card)).toEqual({
    serviceName: CARD.serviceName,
    zoneIds: ["use1-az1", "use1-az2"],
    privateDnsName: "orders.example.com",
    addressTypes: ["ipv4", "ipv6"],
    endpointPolicy: false,
  });
  expect(endpointPorts(card)).toEqual([53, "53/udp", 80, 443]);
  const endpoint = synth(
    (scope) =>
      new InterfaceEndpoint(scope, "orders", {
        name: "web-orders",
        vpc: VPC,
        service: endpointServiceOf(card),
        ports: endpointPorts(card),
      }),
  );
  expect(endpoint.resource("aws_vpc_endpoint").service_name).toBe(CARD.serviceName);
  expect(endpoint.json.data).toBeUndefined();
});

test("a private DNS name is none where the card has none", () => {
  const { privateDnsName, ...without } = DOCUMENT;
  expect(privateDnsName).toBe("orders.example.com");
  expect(endpointServiceOf(readServiceCard(without))).not.toHaveProperty("privateDnsName");
});

test.each<[string, unknown, string]>([
  [
    "null",
    null,
    "`format`: privatelink-service-card, as in every service card: take the card from the service's stack",
  ],
  ["a text", "card", "`format`: privatelink-service-card"],
  ["another document", { version: 1 }, "`format`: privatelink-service-card"],
  [
    "a later version",
    { ...DOCUMENT, version: 2, type: "Else" },
    "`version`: 1, the only version that is read here: update this project, or ask the provider for a card of version 1",
  ],
  [
    "a service that is not deployed",
    { ...DOCUMENT, serviceName: null },
    "`serviceName`: the name of the service: deploy the service, then take its card with terraform output -raw service_card",
  ],
  ["an empty contact", { ...DOCUMENT, contact: "" }, "`contact`: "],
])("fails on %s, with one problem", (_, document, message) => {
  const error = thrown(() => readServiceCard(document));
  expect(error.name).toBe("UserError");
  expect(error.message).toContain(`Invalid service card:\n  - ${message}`);
  expect(error.message.split("\n")).toHaveLength(2);
});
