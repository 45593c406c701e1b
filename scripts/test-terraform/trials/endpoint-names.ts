import { dnsStackName } from "../../../config/estate/stack-names";
import { type Context, stackNamed } from "../context";
import { applyChanges, deployAll, destroyAll, mustChangeNothing, planAllAgain } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { changesIn, readStacks, type Stack } from "../stack";

const PROVIDER = "111111111111";
const CONSUMER = "222222222222";
const PARTNER = "333333333333";
const ZONES = ["use1-az1", "use1-az2"];
const WEB = "demo/consumers/web.yaml";

/**
 * Names of endpoints: private DNS behind the acceptance in one deployment, and behind one that somebody else makes; private
 * hosted zones that are made and that exist, with zonal names, known to VPCs of other accounts; zonal names by zone id.
 */
export async function endpointNames(context: Context): Promise<void> {
  const { report, project, terraform } = context;
  await world(context);
  await project.synthesize();
  const first = { ...context, stacks: readStacks(project.out, terraform) };
  const deployed = await deployAll(first);
  if (deployed.size === first.stacks.size) {
    await report.section(() => switchedOnAtOnce(first));
    await report.section(() => switchedOnLater(first));
    await planAllAgain(first);
    await report.section(() => refused(first));
    await report.section(() => zonalNames(first));
    await report.section(() => takenAway(first));
  } else report.skip("endpoint names: what follows", "not every stack is deployed");
  const all = readStacks(project.out, terraform);
  await destroyAll({ ...context, stacks: all }, all);
}

async function world(context: Context): Promise<void> {
  const publicZone = await prerequisites(context, PROVIDER, { aws_route53_zone: { zone: { name: "example.com" } } });
  const hostedZone = { id: publicZone["aws_route53_zone.zone"]?.zone_id };
  const partner = await prerequisites(context, PARTNER, {
    aws_vpc: {
      far: { cidr_block: "10.40.0.0/20", enable_dns_hostnames: true },
    },
    aws_route53_zone: { corp: { name: "corp.internal", vpc: [{ vpc_id: "${aws_vpc.far.id}" }] } },
  });
  const made = await prerequisites(context, CONSUMER, {
    aws_vpc: { own: { cidr_block: "10.30.0.0/20", enable_dns_hostnames: true } },
    aws_subnet: Object.fromEntries(
      ZONES.map((zone, index) => [
        zone,
        { vpc_id: "${aws_vpc.own.id}", cidr_block: `10.30.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
  });
  const service = (cidr: string, acceptance: string, name: string) => ({
    account: PROVIDER,
    vpc: { cidr, zones: ZONES },
    listeners: { http: { port: 80, targetPort: 8080 } },
    acceptance,
    privateDns: { name, hostedZone },
  });
  context.project.write("demo/environment.yaml", {
    backend: { type: "local" },
    region: "us-east-1",
    services: {
      orders: service("10.10.0.0/20", "registered", "orders.example.com"),
      mail: service("10.11.0.0/20", "manual", "*.mail.example.com"),
      open: service("10.12.0.0/20", "automatic", "open.example.com"),
    },
  });
  context.project.write(WEB, {
    account: CONSUMER,
    vpc: { cidr: "10.20.0.0/20", zones: [...ZONES, "use1-az3"] },
    connections: {
      orders: { service: "orders", privateDns: true, zonalNames: true },
      mail: { service: "mail", privateDns: true },
      open: {
        service: "open",
        privateDns: true,
        hostedZone: { name: "open.internal", zonal: true, wildcard: true },
        hostedZones: {
          also: { name: "also.internal" },
          several: { name: "several.internal", records: ["api", "*.app"] },
        },
      },
    },
  });
  context.project.write("demo/consumers/shared.yaml", {
    account: CONSUMER,
    vpc: {
      id: made["aws_vpc.own"]?.id,
      subnets: Object.fromEntries(ZONES.map((zone) => [zone, made[`aws_subnet.${zone}`]?.id])),
    },
    connections: {
      orders: {
        service: "orders",
        privateDns: true,
        hostedZone: {
          name: "orders.corp.internal",
          id: partner["aws_route53_zone.corp"]?.zone_id,
          account: PARTNER,
          role: "dns-deploy",
          associate: true,
        },
      },
      open: {
        service: "open",
        privateDns: true,
        hostedZone: {
          name: "open.shared.internal",
          vpcs: { [String(partner["aws_vpc.far"]?.id)]: { account: PARTNER, role: "dns-deploy" } },
        },
      },
    },
  });
}

const dnsOf = ({ stacks }: Context, consumer: string) => stackNamed({ stacks }, dnsStackName("demo", consumer));

/** What the deployment in order has done by itself. */
async function switchedOnAtOnce(context: Context): Promise<void> {
  await context.report.check("endpoint names: after one deployment the accepted have private DNS", async () => {
    const document = JSON.stringify(await dnsOf(context, "web").outputs());
    if (!document.includes('"waiting_for_acceptance":["mail"]')) throw new CheckFailed(document);
    const states = stateOf(await dnsOf(context, "web").plan(), "aws_vpc_endpoint_private_dns");
    if (states.length !== 1) throw new CheckFailed(JSON.stringify(states));
  });
}

/** A person accepts; the same declared state, applied again, switches private DNS on and replaces nothing. */
async function switchedOnLater(context: Context): Promise<void> {
  const { report, folder } = context;
  const [web, dns] = [stackNamed(context, "demo-consumer-web"), dnsOf(context, "web")];
  const endpoints = (await web.outputs()).endpoint_ids as Readonly<Record<string, string>>;
  const [mail, orders] = [String(endpoints.mail), String(endpoints.orders)];
  await report.check(
    "endpoint names: a plan warns while somebody else has not accepted, and changes nothing",
    async () => {
      const { changes, output } = await dns.plan();
      if (changes || !/connection mail, vpce-\w+, is pendingAcceptance/.test(flat(output)))
        throw new CheckFailed(output);
    },
  );
  await report.check("endpoint names: once accepted, the same state switches private DNS on", async () => {
    changeInCloud(folder, "aws_vpc_endpoint", mail, { state: "available" });
    const { document, output } = await dns.plan();
    const changes = Object.entries(changesIn(document));
    if (changes.length !== 1 || changes[0]?.[1] !== "create" || !changes[0]?.[0].includes("private_dns"))
      throw new CheckFailed(output);
    await dns.apply();
    await mustChangeNothing(dns);
    if (JSON.stringify((await dns.outputs()).waiting_for_acceptance) !== "[]") throw new CheckFailed("somebody waits");
  });
  await report.check("endpoint names: the consumer's own stack leaves private DNS that is on alone", async () => {
    for (const id of [mail, orders]) changeInCloud(folder, "aws_vpc_endpoint", id, { private_dns_enabled: true });
    await mustChangeNothing(web);
  });
}

/** What AWS would refuse at apply is refused by the plan, which says who must do what. */
async function refused(context: Context): Promise<void> {
  const { report, folder } = context;
  const [web, shared] = [dnsOf(context, "web"), dnsOf(context, "shared")];
  const outputs = await stackNamed(context, "demo-consumer-web").outputs();
  const { orders } = outputs.endpoint_ids as Readonly<Record<string, string>>;
  await report.check("endpoint names: a plan is refused while the acceptance is not deployed", async () => {
    changeInCloud(folder, "aws_vpc_endpoint", String(orders), { state: "pendingAcceptance" });
    const said = await web.planRefused();
    changeInCloud(folder, "aws_vpc_endpoint", String(orders), { state: "available" });
    if (!/connection orders, vpce-\w+, is pendingAcceptance.*Deploy demo-acceptance-orders first/.test(said))
      throw new CheckFailed(said);
  });
  await report.check("endpoint names: a VPC that does not resolve private names is refused", async () => {
    const { vpc_id: vpc } = await stackNamed(context, "demo-consumer-shared").outputs();
    changeInCloud(folder, "aws_vpc", String(vpc), { enable_dns_hostnames: false });
    const said = [await shared.planRefused(), await stackNamed(context, "demo-consumer-shared").planRefused()];
    changeInCloud(folder, "aws_vpc", String(vpc), { enable_dns_hostnames: true });
    for (const each of said)
      if (!/must have both DNS support and DNS hostnames.*it has DNS support and no DNS hostnames/.test(each))
        throw new CheckFailed(each);
  });
}

async function zonalNames(context: Context): Promise<void> {
  await context.report.check("endpoint names: zonal names are told by zone id, where the endpoint is", async () => {
    const { zonal_dns_names: names } = await dnsOf(context, "web").outputs();
    const { orders } = names as Readonly<Record<string, Readonly<Record<string, string>>>>;
    if (
      Object.keys(orders ?? {}).join() !== ZONES.join() ||
      !/^vpce-\w+-\w+-us-east-1[a-f]\./.test(orders?.["use1-az1"] ?? "")
    )
      throw new CheckFailed(JSON.stringify(names));
  });
  await context.report.check("endpoint names: each name, each zone, and what is below them has a record", async () => {
    const records = stateOf(await dnsOf(context, "web").plan(), "aws_route53_record").map(({ name }) => name);
    const zones = ZONES.flatMap((zone) => [`${zone}.open.internal`, `*.${zone}.open.internal`]);
    const several = ["api.several.internal", "*.app.several.internal"];
    const expected = ["*.open.internal", "open.internal", "also.internal", ...several, ...zones];
    if (records.sort().join() !== expected.sort().join()) throw new CheckFailed(records.join());
  });
  await context.report.check("endpoint names: a record more and one less in a zone touch no other", async () => {
    context.project.edit(WEB, (document) =>
      document.setIn(["connections", "open", "hostedZones", "several", "records"], ["api", "@"]),
    );
    const changes = Object.entries(await applyChanges(context.project, dnsOf(context, "web")));
    const kinds = changes.map(([address, change]) => `${address.split(".")[0]} ${change}`).sort();
    if (kinds.join() !== "aws_route53_record create,aws_route53_record delete")
      throw new CheckFailed(JSON.stringify(changes));
  });
}

/** Without `privateDns` the endpoint itself switches it off, by an update in place. */
async function takenAway(context: Context): Promise<void> {
  const { report, project } = context;
  const web = stackNamed(context, "demo-consumer-web");
  await report.check("endpoint names: private DNS is taken away with an update in place", async () => {
    project.edit(WEB, (document) => document.deleteIn(["connections", "orders", "privateDns"]));
    await project.synthesize();
    const { document } = await web.plan();
    const changes = Object.entries(changesIn(document)).filter(([address]) => address.startsWith("aws_vpc_endpoint."));
    if (changes.length !== 1 || changes[0]?.[1] !== "update") throw new CheckFailed(JSON.stringify(changes));
    await web.apply();
    await mustChangeNothing(web);
    const dns = dnsOf(context, "web");
    await dns.planAndApply();
    await mustChangeNothing(dns);
  });
}

/** Attributes of what a plan found in the cloud. */
function stateOf({ document }: Awaited<ReturnType<Stack["plan"]>>, type: string): Readonly<Record<string, unknown>>[] {
  const found = document.prior_state?.values?.root_module?.resources ?? [];
  return found.filter((each) => each.type === type).map(({ values }) => values);
}

function flat(output: string): string {
  return output.replace(/[\s│╷╵]+/g, " ");
}
