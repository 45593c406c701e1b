import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import type { Stack } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "111111111111";
const ENVIRONMENT = "demo/environment.yaml";
const LISTENER = ["services", "orders", "listeners", "http"];
const COLORS = ["blue", "green"] as const;

/**
 * A new version of an application takes the place of the old one behind a listener: by weights of two target groups, whose
 * instances are found by their tags. The service was made with one target group, has one again, and then two for the
 * version after that.
 */
export async function targetGroups(context: Context): Promise<void> {
  const made = await prerequisites(context, ACCOUNT, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16" } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.own.id}", cidr_block: "10.50.0.0/24", availability_zone_id: "use1-az1" },
    },
    aws_instance: Object.fromEntries(
      COLORS.map((color) => [
        color,
        {
          ami: "ami-0123456789abcdef0",
          instance_type: "t4g.nano",
          subnet_id: "${aws_subnet.a.id}",
          tags: { Application: "orders", Color: color },
        },
      ]),
    ),
  });
  const idOf = (address: string) => String(made[address]?.id);
  const vpcId = idOf("aws_vpc.own");
  // AWS knows the VPC of an instance by its subnet; the simulated cloud does not.
  const start = (color: string) =>
    changeInCloud(context.folder, "aws_instance", idOf(`aws_instance.${color}`), { vpc_id: vpcId });
  start("blue");
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: ACCOUNT,
          vpc: { id: vpcId, subnets: { "use1-az1": idOf("aws_subnet.a") } },
          listeners: { http: { port: 80, targetPort: 8080, targets: tagged("blue") } },
          monitoring: {},
        },
      },
    },
  };
  await trial(context, "target-groups", files, async (deployed) => {
    const stack = stackNamed(deployed, "demo-service-orders");
    const step = (what: string, listener: object, expected: readonly string[]) =>
      isApplied(deployed, stack, what, { listener, expected });
    await step(
      "a second target group without instances comes beside the first, which is moved",
      { targetGroups: { blue: { ...group("blue", 1), renamedFrom: "targets" }, green: group("green", 0) } },
      [
        ...ALARMS.map(() => "aws_cloudwatch_metric_alarm update"),
        "aws_lb_listener update",
        "aws_lb_target_group create",
        "aws_lb_target_group update",
      ],
    );
    await isRefused(deployed, stack, {
      targetGroups: { blue: { ...group("blue", 1), renamedFrom: "targets" }, green: group("green", 1) },
    });
    start("green");
    await step(
      "its instances get a share of the connections",
      { targetGroups: { blue: { ...group("blue", 90), renamedFrom: "targets" }, green: group("green", 10) } },
      [
        ...ALARMS.map(() => "aws_cloudwatch_metric_alarm create"),
        "aws_lb_listener update",
        "aws_lb_target_group_attachment create",
      ],
    );
    await step(
      "and all of them, while the old version waits with weight 0",
      { targetGroups: { blue: { ...group("blue", 0), renamedFrom: "targets" }, green: group("green", 100) } },
      [...ALARMS.map(() => "aws_cloudwatch_metric_alarm delete"), "aws_lb_listener update"],
    );
    await step("then it is the only target group", { targetGroupRenamedFrom: "green", targets: tagged("green") }, [
      ...ALARMS.map(() => "aws_cloudwatch_metric_alarm update"),
      "aws_lb_listener update",
      "aws_lb_target_group delete",
      "aws_lb_target_group update",
      "aws_lb_target_group_attachment delete",
    ]);
    await step(
      "and for the version after that, it comes under its key again",
      {
        targetGroups: { green: { ...group("green", 100), renamedFrom: ["green", "targets"] }, blue: group("blue", 0) },
      },
      [
        ...ALARMS.map(() => "aws_cloudwatch_metric_alarm update"),
        "aws_lb_listener update",
        "aws_lb_target_group create",
        "aws_lb_target_group update",
        "aws_lb_target_group_attachment create",
      ],
    );
  });
}

/** Alarms of a target group in one zone. */
const ALARMS = ["healthy targets", "healthy targets in the zone", "unhealthy targets"];

function tagged(color: string): object {
  return { type: "instance", tags: { Application: "orders", Color: color } };
}

function group(color: string, weight: number): object {
  return { weight, targets: tagged(color) };
}

/** What somebody writes of the listener, and what follows from it. */
interface Step {
  readonly listener: object;
  /** Types and actions, sorted. What is only moved to another address is no action. */
  readonly expected: readonly string[];
}

/** A change is applied to the listener. Nothing of the load balancer and the endpoint service changes. */
async function isApplied({ report, project }: Context, stack: Stack, what: string, { listener, expected }: Step) {
  await report.check(`target-groups: ${what}`, async () => {
    project.edit(ENVIRONMENT, (document) => document.setIn(LISTENER, { port: 80, targetPort: 8080, ...listener }));
    const changes = await applyChanges(project, stack);
    const found = Object.entries(changes)
      .map(([address, action]) => `${address.split(".")[0]} ${action}`)
      .filter((change) => !change.startsWith("aws_cloudwatch_dashboard"))
      .sort();
    if (found.join() !== expected.join()) throw new CheckFailed(JSON.stringify(changes, undefined, 2));
  });
}

/** A target group that gets connections must have an instance. */
async function isRefused({ report, project }: Context, stack: Stack, listener: object): Promise<void> {
  await report.check("target-groups: a plan that finds no instance by its tags is refused", async () => {
    project.edit(ENVIRONMENT, (document) => document.setIn(LISTENER, { port: 80, targetPort: 8080, ...listener }));
    await project.synthesize();
    const said = (await stack.planRefused()).replace(/[\s│]+/g, " ");
    if (!/Listener http\/green: no running instance in vpc-\w+ has the tags Application=orders, Color=green/.test(said))
      throw new CheckFailed(said);
  });
}
