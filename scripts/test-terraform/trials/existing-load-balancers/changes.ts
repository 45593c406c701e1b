import { type Context, stackNamed } from "../../context";
import { applyChanges, mustBeChanges, mustChangeNothing } from "../../deployment";
import { type Attributes, prerequisites } from "../../prerequisites";
import { changeInCloud } from "../../simulated-cloud";
import { ACCOUNT, FILE, WEB } from "./names";

/** The owner adds a listener, and shifts its connections from one target group to another. */
export async function changesOfTheirOwner(context: Context, made: Readonly<Record<string, Attributes>>): Promise<void> {
  const { report, project, folder } = context;
  const service = stackNamed(context, "demo-service-reports");
  const consumer = stackNamed(context, "demo-consumer-web");
  const groups = (weights: readonly [number, number]) =>
    ["whole", "next"].map((name, index) => ({ arn: made[`aws_lb_target_group.${name}`]?.arn, weight: weights[index] }));
  const action = (weights: readonly [number, number]) => ({
    type: "forward",
    forward: [{ target_group: groups(weights) }],
  });
  const added = await prerequisites(context, ACCOUNT, {
    aws_lb_listener: {
      admin: {
        load_balancer_arn: made["aws_lb.found"]?.arn,
        port: 9000,
        protocol: "TCP",
        default_action: [action([100, 0])],
      },
    },
  });
  await report.check(
    "existing load balancers: a listener that the owner adds changes nothing before it is declared",
    () => mustChangeNothing(service),
  );
  await report.check("existing load balancers: once declared, it is read, and consumers reach its port", async () => {
    project.edit(FILE, (document) =>
      document.setIn(["services", "reports", "listeners"], { http: { port: 80 }, admin: { port: 9000 } }),
    );
    mustBeChanges(withoutMonitoring(await applyChanges(project, service)), []);
    mustBeChanges(await applyChanges(project, consumer), [
      "aws_lambda_function update",
      "aws_vpc_security_group_egress_rule create",
      "aws_vpc_security_group_ingress_rule create",
      "aws_vpc_security_group_ingress_rule create",
    ]);
  });
  await report.check("existing load balancers: weights of target groups are their owner's to change", async () => {
    const { id, default_action: before } = added["aws_lb_listener.admin"] ?? {};
    const [first] = before as object[];
    changeInCloud(folder, "aws_lb_listener", String(id), { default_action: [{ ...first, ...action([50, 50]) }] });
    await mustChangeNothing(service);
  });
}

/** Listeners that are made on a load balancer that exists: one shares connections between versions, one goes. */
export async function changesOfOurListeners(context: Context): Promise<void> {
  const { report, project } = context;
  const stack = stackNamed(context, "demo-service-search");
  await report.check(
    "existing load balancers: listeners that are made on one change, and it stays as it is",
    async () => {
      const targets = (address: string) => ({ type: "ip", addresses: [address] });
      project.edit(FILE, (document) => {
        const search = ["services", "search"];
        document.deleteIn([...search, "listeners", "admin"]);
        document.setIn([...search, "listeners", "http", "targetGroups"], {
          blue: { weight: 90, targets: targets("10.10.0.9"), renamedFrom: "targets" },
          green: { weight: 10, targets: targets("10.10.0.10") },
        });
        document.deleteIn([...search, "targets"]);
      });
      mustBeChanges(withoutMonitoring(await applyChanges(project, stack)), [
        "aws_lb_listener delete",
        "aws_lb_listener update",
        "aws_lb_target_group create",
        "aws_lb_target_group delete",
        "aws_lb_target_group update",
        "aws_lb_target_group_attachment create",
        "aws_lb_target_group_attachment delete",
      ]);
    },
  );
}

/** The services of two of them go, with what was made on one. */
export async function servicesGo(context: Context): Promise<void> {
  const { report, project } = context;
  const gone = ["reports", "search"];
  await report.check("existing load balancers: the services of two go, first from their consumer", async () => {
    project.edit(WEB, (document) => {
      for (const name of gone) document.deleteIn(["connections", name]);
    });
    await applyChanges(project, stackNamed(context, "demo-consumer-web"));
    for (const name of gone) {
      await stackNamed(context, `demo-acceptance-${name}`).destroy();
      await stackNamed(context, `demo-service-${name}`).destroy();
    }
  });
}

/** Changes of anything but alarms and dashboards, which follow the listeners. */
function withoutMonitoring(changes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(changes).filter(([address]) => !address.startsWith("aws_cloudwatch_")));
}
