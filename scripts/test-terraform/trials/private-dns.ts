import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, stackNamed } from "../context";
import { deployAll, destroyAll, mustChangeNothing, planAllAgain } from "../deployment";
import { prerequisites } from "../prerequisites";
import type { Project } from "../project";
import { CheckFailed } from "../report";
import { changesIn, readStacks, type Stack } from "../stack";

const PROVIDER = "111111111111";
const DNS = "333333333333";
const FILE = "demo/environment.yaml";

/**
 * Private DNS names: of a zone in the service's account, of one in another account, and handed out; added to a service
 * that is deployed and used, changed, and taken away.
 */
export async function privateDns(context: Context): Promise<void> {
  const own = await hostedZone(context, PROVIDER, "own.example.com");
  const foreign = await hostedZone(context, DNS, "example.net");
  const { report, project } = context;
  project.write(FILE, {
    backend: { type: "local" },
    region: "us-east-1",
    services: {
      own: service("10.10.0.0/20", { name: "orders.own.example.com", hostedZone: { id: own } }),
      foreign: service("10.11.0.0/20", {
        name: "*.example.net",
        hostedZone: { id: foreign, account: DNS, role: "dns-deploy" },
      }),
      // Of each of these the name comes later.
      later: service("10.12.0.0/20"),
      handed: service("10.13.0.0/20"),
    },
  });
  project.write("demo/consumers/web.yaml", {
    account: "222222222222",
    vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
    connections: { own: { service: "own" }, later: { service: "later" } },
  });
  await project.synthesize();
  const first = { ...context, stacks: readStacks(project.out, context.terraform) };
  if ((await deployAll(first)).size === first.stacks.size) {
    await planAllAgain(first);
    await report.section(() => proofIsLost(context, "orders.own.example.com"));
    await report.section(() => nameAddedLater(context, own));
    await report.section(() => nameHandedOut(context, foreign));
  } else report.skip("private DNS: names that come later", "not every stack is deployed");
  const all = readStacks(project.out, context.terraform);
  await destroyAll({ ...context, stacks: all }, all);
}

/** AWS no longer finds the record: plans of the service warn, and change nothing. */
async function proofIsLost(context: Context, name: string): Promise<void> {
  const service = stackNamed({ stacks: stacksOf(context) }, "demo-service-own");
  await context.report.check("private DNS: plans warn when AWS no longer finds the record", async () => {
    setVerification(context, name, "failed");
    const { changes, output } = await service.plan();
    const said = output.replace(/[\s│╷╵]+/g, " ");
    if (changes || !said.includes(`AWS does not find the record of ${name} in public DNS`))
      throw new CheckFailed(output);
    setVerification(context, name, "verified");
  });
}

/** What is read, and changed, here of a thing in the simulated cloud. */
interface Thing {
  readonly attrs: {
    readonly private_dns_name?: string;
    readonly private_dns_name_configuration?: { state: string }[];
  };
}

/** What AWS thinks of a private DNS name, as the file of the simulated cloud has it. */
function setVerification({ folder }: Context, name: string, state: string): void {
  const file = join(folder, "world.json");
  const world = JSON.parse(readFileSync(file, "utf8"));
  for (const { attrs: service } of Object.values<Thing>(world.objects))
    if (service.private_dns_name === name)
      for (const asked of service.private_dns_name_configuration ?? []) asked.state = state;
  writeFileSync(file, JSON.stringify(world));
}

/** A name is added to a service that is deployed, then changed, then taken away: the service itself stays. */
async function nameAddedLater(context: Context, zone: string): Promise<void> {
  const { report, project } = context;
  const name = ["services", "later", "privateDns"];
  const before = stacksOf(context);
  await report.check("private DNS: the domain is not proven before the service asks for it", async () => {
    project.edit(FILE, (document) => document.setIn(name, { name: "a.own.example.com", hostedZone: { id: zone } }));
    await project.synthesize();
    const domain = stackNamed({ stacks: stacksOf(context) }, "demo-domain-later");
    await domain.init();
    const said = await domain.planRefused();
    if (!said.includes("The service does not ask for a record of a.own.example.com yet")) throw new CheckFailed(said);
  });
  const service = stackNamed({ stacks: before }, "demo-service-later");
  const domain = stackNamed({ stacks: stacksOf(context) }, "demo-domain-later");
  await report.check("private DNS: a name added later updates the service in place", () =>
    mustUpdate(service, { aws_vpc_endpoint_service: "update", terraform_data: "create" }),
  );
  await report.check("private DNS: then the domain is proven", async () => {
    await domain.planAndApply();
    await mustChangeNothing(service);
    await mustChangeNothing(domain);
  });
  await report.check("private DNS: a changed name updates the service in place and is proven anew", async () => {
    project.edit(FILE, (document) => document.setIn([...name, "name"], "b.own.example.com"));
    await project.synthesize();
    await mustUpdate(service, { aws_vpc_endpoint_service: "update", terraform_data: "update" });
    const replaced = "delete,create";
    await mustUpdate(domain, {
      aws_route53_record: replaced,
      aws_vpc_endpoint_service_private_dns_verification: replaced,
      terraform_data: "update",
    });
    await mustChangeNothing(service);
    await mustChangeNothing(domain);
  });
  await report.check("private DNS: a zone that the name is not in is refused", async () => {
    await zoneIsRefused(project, domain, [...name, "name"]);
  });
  await report.check("private DNS: a name is taken away with an update in place", async () => {
    await domain.destroy();
    project.edit(FILE, (document) => document.deleteIn(name));
    await project.synthesize();
    await mustUpdate(service, { aws_vpc_endpoint_service: "update", terraform_data: "delete" });
    await mustChangeNothing(service);
    if ((await service.outputs()).private_dns_name !== undefined) throw new CheckFailed("there is a name yet");
  });
}

/** The record is handed out; somebody makes it; then verification is awaited. */
async function nameHandedOut(context: Context, zone: string): Promise<void> {
  const { report, project } = context;
  const name = ["services", "handed", "privateDns"];
  const service = stackNamed({ stacks: stacksOf(context) }, "demo-service-handed");
  const record = await report.check("private DNS: without a zone the record is handed out", async () => {
    project.edit(FILE, (document) => document.setIn(name, { name: "handed.example.net" }));
    if ((await project.synthesize()).has("demo-domain-handed")) throw new CheckFailed("there is a domain stack");
    await service.planAndApply();
    const { private_dns_verification: asked } = await service.outputs();
    const { name: full, type, value } = asked as Readonly<Record<string, string>>;
    if (!/^_\w+\.handed\.example\.net$/.test(full ?? "") || type !== "TXT" || !/^vpce:\w+$/.test(value ?? ""))
      throw new CheckFailed(JSON.stringify(asked));
    return { zone_id: zone, name: full, type, ttl: 1800, records: [value] };
  });
  await report.check("private DNS: verification fails as long as nobody has made the record", async () => {
    project.edit(FILE, (document) => document.setIn([...name, "verify"], true));
    await project.synthesize();
    const domain = stackNamed({ stacks: stacksOf(context) }, "demo-domain-handed");
    await domain.init();
    await domain.applyRefused();
  });
  await prerequisites(context, DNS, { aws_route53_record: { handed: record } });
  await report.check("private DNS: a record that somebody else made is found", async () => {
    const domain = stackNamed({ stacks: stacksOf(context) }, "demo-domain-handed");
    await domain.planAndApply();
    await mustChangeNothing(domain);
    await mustChangeNothing(service);
  });
}

async function zoneIsRefused(project: Project, domain: Stack, path: readonly string[]): Promise<void> {
  const rename = async (name: string) => {
    project.edit(FILE, (document) => document.setIn(path, name));
    await project.synthesize();
  };
  await rename("b.elsewhere.example.com");
  const said = await domain.planRefused();
  await rename("b.own.example.com");
  if (!/Hosted zone Z\w+ is that of own\.example\.com, which b\.elsewhere\.example\.com is not in/.test(said))
    throw new CheckFailed(said);
}

/** Plans and applies what changes no more than this: actions by type of resource. */
async function mustUpdate(stack: Stack, expected: Readonly<Record<string, string>>): Promise<void> {
  const { document, output } = await stack.plan();
  const found = Object.entries(changesIn(document)).map(([address, action]) => [address.split(".")[0], action]);
  if (JSON.stringify(Object.entries(expected).sort()) !== JSON.stringify(found.sort())) throw new CheckFailed(output);
  await stack.apply();
}

function stacksOf({ project, terraform }: Context): Map<string, Stack> {
  return readStacks(project.out, terraform);
}

async function hostedZone(context: Context, account: string, name: string): Promise<string> {
  const made = await prerequisites(context, account, { aws_route53_zone: { zone: { name } } });
  return String(made["aws_route53_zone.zone"]?.zone_id);
}

function service(cidr: string, privateDns?: object): object {
  return {
    account: PROVIDER,
    vpc: { cidr, zones: ["use1-az1", "use1-az2"] },
    listeners: { http: { port: 80, targetPort: 8080 } },
    acceptance: "automatic",
    ...(privateDns ? { privateDns } : {}),
  };
}
