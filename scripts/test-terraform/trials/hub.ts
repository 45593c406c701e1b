import { type Context, stackNamed } from "../context";
import { applyChanges, mustChangeNothing } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { readStacks, type Stack } from "../stack";
import { trial } from "../trial";
import { mustWatchEndpoints } from "./watched-endpoints";

const ZONES = ["use1-az1", "use1-az2"];
const FILE = "platform/environment.yaml";

/** The example of shared connections: consumers of several accounts, by a hub, by endpoints of their own, by a resource. */
export async function hub(context: Context): Promise<void> {
  const { project } = context;
  project.copyEnvironments("examples/hub");
  const dns = await prerequisites(context, "555555555555", { aws_route53_zone: { zone: { name: "example.com" } } });
  project.edit(FILE, (document) =>
    document.setIn(["services", "orders", "privateDns", "hostedZone", "id"], dns["aws_route53_zone.zone"]?.zone_id),
  );
  const hubs = ["hubs", "central", "vpcs"];
  await adopt(context, FILE, [...hubs, "first"], "333333333333", "10.30");
  await adopt(context, FILE, [...hubs, "second"], "333333333333", "10.31");
  await adopt(context, "platform/consumers/web.yaml", ["vpc"], "222222222222", "10.40");
  const reports = "platform/consumers/reports.yaml";
  const vpcId = await adopt(context, reports, ["vpc"], "444444444444", "10.41");
  const own = await prerequisites(context, "444444444444", {
    aws_route_table: { clients: { vpc_id: vpcId } },
    aws_security_group: { backups: { vpc_id: vpcId, name: "backups" } },
  });
  project.edit(reports, (document) => {
    document.setIn(["gatewayEndpoints", "s3", "routeTableIds"], [own["aws_route_table.clients"]?.id]);
    const groups = ["connections", "objects", "additionalSecurityGroupIds"];
    document.setIn(groups, [own["aws_security_group.backups"]?.id]);
  });
  await trial(context, "hub", {}, async (deployed) => {
    await context.report.section(() => oneProfile(deployed));
    await context.report.section(() => monitoredEndpoints(deployed));
    await context.report.section(() => anotherConnection(deployed));
    await context.report.section(() => anotherMode(deployed));
  });
}

/** A VPC that exists, in the place of one of the example. @returns its id. */
async function adopt(
  context: Context,
  file: string,
  path: readonly string[],
  account: string,
  prefix: string,
): Promise<unknown> {
  const made = await prerequisites(context, account, {
    aws_vpc: { vpc: { cidr_block: `${prefix}.0.0/16`, enable_dns_hostnames: true } },
    aws_subnet: Object.fromEntries(
      ZONES.map((zone, index) => [
        zone,
        { vpc_id: "${aws_vpc.vpc.id}", cidr_block: `${prefix}.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
  });
  context.project.edit(file, (document) => {
    document.setIn([...path, "id"], made["aws_vpc.vpc"]?.id);
    for (const zone of ZONES) document.setIn([...path, "subnets", zone], made[`aws_subnet.${zone}`]?.id);
  });
  return made["aws_vpc.vpc"]?.id;
}

/** Each VPC with a path has the hub's names by one Profile, and no endpoint; the isolated one has endpoints alone. */
async function oneProfile({ report, stacks }: Context): Promise<void> {
  const count = async (name: string, type: string) =>
    Object.keys((await stackNamed({ stacks }, name)).document.resource?.[type] ?? {}).length;
  await report.check("hub: consumers with a path have one Profile and no endpoint", async () => {
    const { profile_id: id } = await stackNamed({ stacks }, "platform-profile-central").outputs();
    for (const consumer of ["web", "reports"]) {
      const associations = stateOf(
        await stackNamed({ stacks }, `platform-dns-${consumer}`).plan(),
        "aws_route53profiles_association",
      );
      if (associations.length !== 1 || associations[0]?.profile_id !== id)
        throw new CheckFailed(`${consumer}: ${JSON.stringify(associations)}`);
    }
    if ((await count("platform-consumer-web", "aws_vpc_endpoint")) !== 0) throw new CheckFailed("web has an endpoint");
  });
  await report.check("hub: the isolated consumer has endpoints of its own, and no Profile", async () => {
    const { document } = stackNamed({ stacks }, "platform-consumer-vault");
    const endpoints = Object.values(document.resource.aws_vpc_endpoint ?? {}) as { vpc_endpoint_type?: string }[];
    const kinds = endpoints.map(({ vpc_endpoint_type: kind }) => kind).sort();
    // Two of its own beside those to S3 and DynamoDB.
    if (kinds.join() !== "Gateway,Gateway,Interface,Resource") throw new CheckFailed(kinds.join());
    if ((await count("platform-dns-vault", "aws_route53profiles_association")) !== 0)
      throw new CheckFailed("a Profile");
  });
  await report.check(
    "hub: the client checks the hub's names, and lets itself out to the hub's range alone",
    async () => {
      const rules = stateOf(
        await stackNamed({ stacks }, "platform-consumer-web").plan(),
        "aws_vpc_security_group_egress_rule",
      );
      const ranges = rules.map(({ cidr_ipv4: range }) => range).sort();
      if (ranges.join() !== "10.30.0.0/16,10.31.0.0/16") throw new CheckFailed(JSON.stringify(rules));
    },
  );
}

/** Each VPC of the hub has alarms of its own endpoints, one more where the example says so. */
async function monitoredEndpoints({ report, stacks }: Context): Promise<void> {
  await report.check("hub: alarms and dashboard of each VPC name the endpoint that is there", async () => {
    await mustWatchEndpoints(stackNamed({ stacks }, "platform-hub-central-first"), [2]);
    await mustWatchEndpoints(stackNamed({ stacks }, "platform-hub-central-second"), [3]);
  });
}

/** A connection more touches no other. */
async function anotherConnection(context: Context): Promise<void> {
  const { report, project } = context;
  await report.check("hub: a connection more adds an endpoint and moves none", async () => {
    project.edit(FILE, (document) =>
      document.setIn(["sharedConnections", "a-new-one"], {
        mode: "hub",
        hub: "central",
        hubVpc: "first",
        service: "search",
        hostedZone: { name: "new.internal.example.com" },
      }),
    );
    await project.synthesize();
    const stacks = readStacks(project.out, context.terraform);
    for (const name of ["platform-hub-central-first", "platform-hub-central-second", "platform-profile-central"]) {
      const all = Object.entries(await applyChanges(project, stackNamed({ stacks }, name)));
      // The dashboard gets a line more in each graph.
      const isLine = ([address, change]: [string, string]) =>
        address.startsWith("aws_cloudwatch_dashboard.") && change === "update";
      const changes = all.filter((each) => !isLine(each)).map(([, change]) => change);
      if (changes.some((change) => change !== "create")) throw new CheckFailed(`${name}: ${changes.join()}`);
      if (name.endsWith("second") && all.length > 0) throw new CheckFailed(`${name}: ${changes.join()}`);
    }
  });
}

/** One word of the declaration leads the consumers to endpoints of their own. */
async function anotherMode(context: Context): Promise<void> {
  const { report, project, terraform } = context;
  await report.check("hub: with `mode: perVpc` the consumers have endpoints of their own", async () => {
    project.edit(FILE, (document) => {
      const search = ["sharedConnections", "search"];
      document.setIn([...search, "mode"], "perVpc");
      for (const key of ["hub", "hubVpc"]) document.deleteIn([...search, key]);
      document.deleteIn(["hubs", "central", "monitoring", "connections", "search"]);
    });
    await project.synthesize();
    const stacks = readStacks(project.out, terraform);
    // A VPC's own names go before those of its Profile, so that the name is there throughout.
    const order = ["service-search", "consumer-web", "dns-web", "profile-central", "hub-central-second"];
    for (const name of order.map((each) => `platform-${each}`)) {
      const stack = stackNamed({ stacks }, name);
      await stack.planAndApply();
      await mustChangeNothing(stack);
    }
    const endpoints = stateOf(await stackNamed({ stacks }, "platform-consumer-web").plan(), "aws_vpc_endpoint");
    if (endpoints.length !== 1) throw new CheckFailed(JSON.stringify(endpoints));
  });
  await report.check("hub: a VPC that has no endpoint any more has no alarms and no dashboard", async () => {
    await mustWatchEndpoints(stackNamed(context, "platform-hub-central-first"), [2, 2]);
    const { document } = await stackNamed(context, "platform-hub-central-second").plan();
    const left = stateOf({ document }, "aws_cloudwatch_metric_alarm").concat(
      stateOf({ document }, "aws_cloudwatch_dashboard"),
    );
    if (left.length > 0) throw new CheckFailed(JSON.stringify(left));
  });
}

/** Attributes of what a plan found in the cloud. */
function stateOf(
  { document }: Pick<Awaited<ReturnType<Stack["plan"]>>, "document">,
  type: string,
): Readonly<Record<string, unknown>>[] {
  const found = document.prior_state?.values?.root_module?.resources ?? [];
  return found.filter((each) => each.type === type).map(({ values }) => values);
}
