import { readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { leftoversText } from "../../../cli/start/leftovers";
import type { Environment } from "../../../config/environment";
import { EnvironmentError } from "../../../config/problem";
import { synthesize } from "../../../engine/synthesize";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { mustBeClean, mustBreak } from "../judgement";
import { loneConsumer } from "../lone-consumer";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changesIn, readStacks, Stack } from "../stack";

const PROVIDER = "111111111111";
const CUSTOMER = "888888888888";
const ZONES = ["use1-az1", "use1-az2"];
/** What is deployed before the consumer that comes late. */
const FIRST = ["service-orders", "domain-orders", "consumer-app", "consumer-web", "acceptance-orders", "dns-web"];

/**
 * The guide on removing consumers, walked: three consumers in accounts of their own, one of which comes late and one has
 * private DNS; a customer who looks the service up; one consumer goes, then everything.
 */
export async function offboarding(context: Context): Promise<void> {
  const { report, project, terraform } = context;
  await world(context);
  await project.synthesize();
  const deployed = { ...context, stacks: readStacks(project.out, terraform) };
  await report.section(async () => {
    await comesLate(deployed);
    await goes(deployed);
    await customerGoes(deployed);
    await destroyedByItself(deployed);
    await everythingGoes(deployed);
    for (const stack of [...context.prerequisites].reverse())
      await report.check(`${stack.name}: destroy`, () => stack.destroy());
    await report.check("offboarding: nothing is left in the cloud", () => {
      const { objects } = JSON.parse(readFileSync(join(context.folder, "world.json"), "utf8"));
      if (Object.keys(objects).length > 0) throw new CheckFailed(Object.keys(objects).join("\n"));
    });
  });
}

async function world(context: Context): Promise<void> {
  const dns = await prerequisites(context, PROVIDER, { aws_route53_zone: { zone: { name: "example.com" } } });
  const privateDns = { name: "orders.example.com", hostedZone: { id: dns["aws_route53_zone.zone"]?.zone_id } };
  const { project } = context;
  project.write("demo/environment.yaml", {
    backend: { type: "local" },
    region: "us-east-1",
    services: {
      orders: {
        account: PROVIDER,
        vpc: { cidr: "10.10.0.0/20", zones: ZONES },
        listeners: { http: { port: 80, targetPort: 8080 } },
        privateDns,
      },
    },
  });
  const consumer = (account: string, cidr: string, connection: object) => ({
    account,
    vpc: { cidr, zones: ZONES },
    connections: { orders: { service: "orders", ...connection } },
  });
  const named = { privateDns: true, hostedZone: { name: "orders.internal", zonal: true, wildcard: true } };
  project.write("demo/consumers/app.yaml", consumer("222222222222", "10.20.0.0/20", {}));
  project.write("demo/consumers/late.yaml", consumer("333333333333", "10.30.0.0/20", {}));
  project.write("demo/consumers/web.yaml", consumer("444444444444", "10.40.0.0/20", named));
  project.write("demo/consumers/globex.yaml", {
    external: true,
    account: CUSTOMER,
    connections: { orders: { service: "orders" } },
  });
}

/** A consumer that was never applied is waited for, and holds up nobody. */
async function comesLate(context: Context): Promise<void> {
  const { report } = context;
  const acceptance = named(context, "acceptance-orders");
  for (const name of FIRST)
    await report.check(`offboarding: ${name} is deployed, while a consumer is missing`, () => deploy(context, name));
  await report.check("offboarding: the consumer that was never applied is named", () =>
    expectConnections(acceptance, ["app/orders", "web/orders"], ["late/orders", "globex/orders"]),
  );
  await report.check("offboarding: it is accepted once it is applied", async () => {
    await deploy(context, "consumer-late");
    await deploy(context, "acceptance-orders");
    await expectConnections(acceptance, ["app/orders", "late/orders", "web/orders"], ["globex/orders"]);
  });
  await report.check("offboarding: a plan that rejects a connection for a missing state is refused, and warns", () =>
    stateIsMissing(context),
  );
  await report.check("offboarding: with the state back, nothing changes and nothing is warned of", async () => {
    const { changes, output } = await acceptance.plan();
    if (changes || /No endpoint is found/.test(output)) throw new CheckFailed(output);
  });
}

async function stateIsMissing(context: Context): Promise<void> {
  const state = join(context.project.out, "../terraform-state/demo-consumer-late.tfstate");
  renameSync(state, `${state}.moved`);
  try {
    const { document, output } = await named(context, "acceptance-orders").plan();
    mustBreak(context.policy, document, "accepted-connections", "aws_vpc_endpoint_connection_accepter");
    if (!/No endpoint is found of: late\/orders/.test(output.replace(/\s*\n│?\s*/g, " ")))
      throw new CheckFailed(output);
  } finally {
    renameSync(`${state}.moved`, state);
  }
}

/** Another state than `revoked` takes the acceptance back as well, and declares nothing. */
async function onlyTheRevokedGo(context: Context): Promise<void> {
  const { project, policy } = context;
  const text = project.read(WEB);
  project.edit(WEB, (document) => document.set("state", "invited"));
  await project.synthesize();
  const { document } = await named(context, "acceptance-orders").plan();
  mustBreak(policy, document, "accepted-connections", "aws_vpc_endpoint_connection_accepter.connections_web_orders");
  project.write(WEB, text);
}

/** A consumer is revoked, then its stacks are destroyed as it is printed; the others stay as they are. */
async function goes(context: Context): Promise<void> {
  const { report, project } = context;
  await report.check("offboarding: the file of a consumer that is not revoked cannot be deleted", () =>
    mustStay(context, WEB),
  );
  await report.check("offboarding: a plan that rejects a consumer that is not revoked is refused", () =>
    onlyTheRevokedGo(context),
  );
  revoke(context, WEB);
  const printed = await printedFor(context, project.environments());
  await report.check("offboarding: the stacks of a revoked consumer are printed, names first", () => {
    const names = commandsIn(printed).map(({ stack }) => stack);
    if (names.join() !== "demo-dns-web,demo-consumer-web") throw new CheckFailed(printed);
    if (!printed.includes("First deploy demo-acceptance-orders, demo-service-orders")) throw new CheckFailed(printed);
  });
  await report.check("offboarding: the provider's side revokes the connection", async () => {
    for (const name of ["acceptance-orders", "service-orders"]) {
      mustBeClean(context.policy, (await named(context, name).plan()).document);
      await named(context, name).apply();
    }
    await expectConnections(named(context, "acceptance-orders"), ["app/orders", "late/orders"], ["globex/orders"]);
  });
  for (const { stack, options } of commandsIn(printed))
    await report.check(`offboarding: ${stack} is destroyed by the printed command`, () =>
      setAside(context, stack).destroy(...options),
    );
  await report.check("offboarding: then nothing is printed any more, nor once the record is deleted", async () => {
    if ((await printedFor(context, project.environments())) !== "") throw new CheckFailed("something is printed");
    project.remove(WEB);
    const after = await printedFor(context, project.environments());
    if (after !== "") throw new CheckFailed(after);
  });
  await report.check("offboarding: without the record, acceptance-orders only names one less as revoked", async () => {
    const { document } = await named(context, "acceptance-orders").plan();
    mustBeClean(context.policy, document);
    if (Object.keys(changesIn(document)).length > 0) throw new CheckFailed(JSON.stringify(changesIn(document)));
    await named(context, "acceptance-orders").apply();
  });
  for (const name of ["service-orders", "consumer-app", "consumer-late", "acceptance-orders"])
    await report.check(`offboarding: ${name} is as before`, () => mustChangeNothing(named(context, name)));
}

/** Somebody who looks the service up by name destroys their stack after they were revoked. */
async function customerGoes(context: Context): Promise<void> {
  const { report, project } = context;
  const { service_name: serviceName } = await named(context, "service-orders").outputs();
  const customer = loneConsumer(context, "globex", "shop", {
    account: CUSTOMER,
    vpc: { cidr: "10.80.0.0/20", zones: ZONES },
    connections: { orders: { serviceName, ports: [80] } },
  });
  await report.check("offboarding: a customer who looks the service up is connected", async () => {
    await customer.init();
    await customer.planAndApply();
  });
  await report.check("offboarding: once revoked, the customer no longer sees the service", async () => {
    revoke(context, "demo/consumers/globex.yaml");
    await project.synthesize();
    await named(context, "service-orders").planAndApply();
    const said = await customer.destroyRefused();
    if (!/no matching (EC2 )?VPC Endpoint Service/i.test(said)) throw new CheckFailed(said);
  });
  await report.check("offboarding: the customer destroys their stack without a refresh", () =>
    customer.destroy("-refresh=false"),
  );
}

/** A consumer of the environment needs no option: its stack looks nothing up that the revocation takes away. */
async function destroyedByItself(context: Context): Promise<void> {
  const { report, project } = context;
  await report.check("offboarding: a revoked consumer of the environment is destroyed without options", async () => {
    revoke(context, "demo/consumers/app.yaml");
    await project.synthesize();
    for (const name of ["acceptance-orders", "service-orders"]) await named(context, name).planAndApply();
    await named(context, "consumer-app").destroy();
  });
  await report.check("offboarding: a consumer that was destroyed too early holds up nobody", async () => {
    await named(context, "consumer-late").destroy();
    await named(context, "acceptance-orders").planAndApply();
    await expectConnections(named(context, "acceptance-orders"), [], ["late/orders"]);
  });
}

/** The environment goes as a whole, in the printed order. */
async function everythingGoes(context: Context): Promise<void> {
  const { report } = context;
  const printed = await printedFor(context, []);
  await report.check("offboarding: what is left of the environment is printed", () => {
    const names = commandsIn(printed).map(({ stack }) => stack);
    if (names.join() !== "demo-domain-orders,demo-service-orders") throw new CheckFailed(printed);
  });
  for (const { stack, options } of commandsIn(printed))
    await report.check(`offboarding: ${stack} is destroyed by the printed command`, () =>
      setAside(context, stack).destroy(...options),
    );
  await report.check("offboarding: nothing is printed of an environment that is gone", async () => {
    const after = await printedFor(context, []);
    if (after !== "") throw new CheckFailed(after);
  });
}

/** File of the consumer with private DNS. */
const WEB = "demo/consumers/web.yaml";

/** Declares a consumer as revoked. */
function revoke({ project }: Context, file: string): void {
  project.edit(file, (document) => {
    for (const [key, value] of Object.entries({ state: "revoked", since: "2027-01-01", reason: "contract ended" }))
      document.set(key, value);
  });
}

/** Deletes the file of a consumer, which must be refused, and puts it back. */
function mustStay({ project }: Context, file: string): void {
  const text = project.read(file);
  project.remove(file);
  try {
    project.environments();
  } catch (error) {
    if (error instanceof EnvironmentError && /privatelink consumer revoke web/.test(error.message)) return;
    throw error;
  } finally {
    project.write(file, text);
  }
  throw new CheckFailed("it is not refused");
}

const named = (context: Context, name: string): Stack => stackNamed(context, `demo-${name}`);

/** A stack that is no longer declared: a synthesis moved its folder. */
const setAside = ({ project, terraform }: Context, name: string): Stack =>
  new Stack(join(project.out, "removed", name), terraform);

async function deploy(context: Context, name: string): Promise<void> {
  const stack = named(context, name);
  await stack.init();
  await stack.planAndApply();
  await mustChangeNothing(stack);
}

/** Synthesizes environments as `npm start` does. @returns what it prints about stacks that are no longer declared. */
async function printedFor({ project }: Context, environments: readonly Environment[]): Promise<string> {
  const result = await synthesize({ environments, outdir: project.out, undeclared: "all" });
  return stripVTControlCharacters(leftoversText(result, project.out, environments));
}

/** The commands that destroy, in the order that they are printed in. */
function commandsIn(printed: string): { stack: string; options: string[] }[] {
  return [...printed.matchAll(/^ {2}terraform -chdir=(\S+) destroy ?(.*)$/gm)].map(([, folder = "", options = ""]) => ({
    stack: basename(folder),
    options: options.split(" ").filter((option) => option !== ""),
  }));
}

async function expectConnections(acceptance: Stack, accepted: string[], waiting: string[]): Promise<void> {
  const outputs = await acceptance.outputs();
  const found = { accepted: outputs.accepted_connections, waiting: outputs.waiting_for_endpoint };
  if (JSON.stringify(found) !== JSON.stringify({ accepted, waiting })) throw new CheckFailed(JSON.stringify(found));
}
