import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readServiceCard } from "../../../modules/card";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { loneConsumer } from "../lone-consumer";
import { CheckFailed } from "../report";
import type { PlanDocument, Stack } from "../stack";
import { trial } from "../trial";

const CUSTOMER = "888888888888";
const PARAMETER = "/privatelink/demo/orders";

/**
 * A service hands out its card: as an output, as a file, and in a parameter that is shared with a customer. The customer's
 * stack is the same whether they look the service up or build from the card.
 */
export function serviceCard(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: {
            http: { port: 80, targetPort: 8080, healthCheck: { protocol: "HTTP", path: "/health" } },
            admin: { port: 9000 },
          },
          contact: 'Orders "team" <orders@example.com>',
          acceptance: "automatic",
          card: { parameter: { allowExternalPrincipals: true } },
        },
      },
    },
    "demo/consumers/globex.yaml": {
      external: true,
      account: CUSTOMER,
      connections: { orders: { service: "orders" } },
    },
  };
  return trial(context, "service card", files, async (deployed) => {
    const service = stackNamed(deployed, "demo-service-orders");
    const card = await cardOf(deployed, service);
    await builtFromIt(deployed, card);
  });
}

/** Looks at the card wherever it is. @returns its text. */
async function cardOf({ report, project }: Context, service: Stack): Promise<string> {
  const card = await report.check("service card: the output is a card, with the service's name in it", async () => {
    const text = await service.rawOutput("service_card");
    const { serviceName } = readServiceCard(JSON.parse(text));
    const { service_name } = await service.outputs();
    if (serviceName !== service_name) throw new CheckFailed(`${serviceName} is not ${service_name}`);
    return text;
  });
  await report.check("service card: the file of synthesis is the output without the name", () => {
    const file = readFileSync(join(project.out, "cards/demo/orders.json"), "utf8");
    if (file !== `${card.replace(/("serviceName": )"[^"]*"/, "$1null")}\n`) throw new CheckFailed(`${file}\n${card}`);
  });
  await report.check("service card: the parameter holds it, and the customer's account is let in", async () => {
    const document = await mustChangeNothing(service);
    const [parameter] = valuesOf(document, "aws_ssm_parameter");
    if (parameter?.name !== PARAMETER || parameter.tier !== "Advanced" || parameter.insecure_value !== card)
      throw new CheckFailed(JSON.stringify(parameter));
    const principals = valuesOf(document, "aws_ram_principal_association").map(({ principal }) => principal);
    if (principals.join() !== CUSTOMER) throw new CheckFailed(`shared with ${principals.join() || "nobody"}`);
  });
  return card;
}

/** A customer who looked the service up builds from the card instead; another did so from the start. */
async function builtFromIt(context: Context, card: string): Promise<void> {
  const { report } = context;
  const { serviceName } = readServiceCard(JSON.parse(card));
  const byName = { serviceName, ports: [80, 9000], httpPaths: { 80: "/health" } };
  const looking = loneConsumer(context, "globex", "shop", consumer("10.99.0.0/20", byName));
  const building = loneConsumer(context, "initech", "shop", consumer("10.98.0.0/20", { card: "orders" }), "us-east-1", {
    orders: card,
  });
  await report.section(async () => {
    await report.check("service card: a customer who looks the service up is connected", () => connect(looking));
    await report.check(
      "service card: with the card in place of the look-up, the next plan changes nothing",
      async () => {
        const cards = { orders: card };
        const same = loneConsumer(
          context,
          "globex",
          "shop",
          consumer("10.99.0.0/20", { card: "orders" }),
          "us-east-1",
          cards,
        );
        asksNothing(same);
        await mustChangeNothing(same);
      },
    );
  });
  await report.section(async () => {
    await report.check("service card: a customer who builds from the card alone is connected", () => connect(building));
    await report.check("service card: their next plan changes nothing", () => mustChangeNothing(building));
  });
  for (const stack of [looking, building])
    await report.section(() => report.check(`service card: destroy ${stack.name}`, () => stack.destroy()));
}

/** A consumer with a zone more than the service is in. */
function consumer(cidr: string, connection: object): object {
  return {
    account: CUSTOMER,
    vpc: { cidr, zones: ["use1-az1", "use1-az2", "use1-az4"] },
    connections: { orders: connection },
  };
}

async function connect(stack: Stack): Promise<void> {
  await stack.init();
  await stack.planAndApply();
  const states = Object.values(await stack.endpointStates());
  if (states.join() !== "available") throw new CheckFailed(`the endpoint is ${states.join() || "not there"}`);
}

/** A stack must ask AWS nothing about the service or the account's zones. */
function asksNothing({ document }: Stack): void {
  const asked = Object.keys(document.data ?? {}).filter((type) => type !== "aws_partition");
  if (asked.length > 0) throw new CheckFailed(`it reads ${asked.join(", ")}`);
}

function valuesOf({ prior_state }: PlanDocument, type: string): Readonly<Record<string, unknown>>[] {
  const resources = prior_state?.values?.root_module?.resources ?? [];
  return resources.filter((resource) => resource.type === type).map(({ values }) => values);
}
