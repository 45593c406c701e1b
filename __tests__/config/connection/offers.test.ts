import { Offers } from "../../../config/connection/offers";
import { loadEnvironments } from "../../../config/load";
import { serviceCard } from "../../../modules/card";
import type { DeployedServiceCard } from "../../../modules/card/read-card";
import { CARD } from "../../support/card";
import { CONSUMER, ENVIRONMENT, edit, folderOf } from "../../support/environments";

const [environment] = loadEnvironments(
  folderOf({
    "dev/environment.yaml": edit(ENVIRONMENT, "port: 80\n", "port: 443\n").replace(
      "    targets:",
      "      more: { port: 80, targetPort: 8081, healthCheck: { protocol: TCP } }\n    targets:",
    ),
    "dev/consumers/web.yaml": CONSUMER,
  }),
);
if (environment === undefined) throw new Error("there is an environment");

test("what a service offers is worked out once", () => {
  const offers = new Offers(environment);
  const offered = offers.of({ service: "orders" });
  expect(offered.httpPaths).toEqual({ 443: "/health" });
  expect([...offered.ports].sort()).toEqual([443, 80]);
  expect(offers.of({ service: "orders" })).toBe(offered);
});

test("each card has what it offers", () => {
  const card = serviceCard(CARD) as DeployedServiceCard;
  const cards = {
    all: card,
    one: { ...card, listeners: { https: card.listeners.https ?? { port: 443, protocol: "TLS" } } },
  };
  const offers = new Offers({ services: {}, cards });
  expect(offers.of({ card: "all" }).ports).toContain(80);
  expect(offers.of({ card: "one" }).ports).toEqual([443]);
});

test("its ports are in order where they are to be read", () => {
  const ports = new Offers(environment).portsOf({ service: "orders" });
  expect(ports.map(({ port }) => port)).toEqual([80, 443]);
});

test("a service of AWS offers its own ports, and an unknown one none", () => {
  const offers = new Offers(environment);
  expect(offers.of({ awsService: "s3" }).ports).toContain(443);
  expect(offers.of({ service: "other" }).ports).toEqual([]);
});

test("a connection with ports of its own has these", () => {
  const ports = new Offers(environment).portsOf({ service: "orders", ports: [443, 53] });
  expect(ports.map(({ port }) => port)).toEqual([53, 443]);
});
