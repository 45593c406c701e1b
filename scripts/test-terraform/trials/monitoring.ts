import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { mustWarnOnlyOf } from "../judgement";
import { CheckFailed } from "../report";
import { changesIn, type Stack } from "../stack";
import { trial } from "../trial";
import { mustWatchEndpoints } from "./watched-endpoints";

const SERVICE = {
  account: "111111111111",
  vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
  listeners: { http: { port: 80, targetPort: 8080 } },
  monitoring: {
    alarms: { connectedEndpoints: 1, endpointResets: 1000 },
    alarmTopicArns: ["arn:aws:sns:us-east-1:111111111111:pager"],
  },
};

/** Alarms and a dashboard, of what is really there; a second listener adds to them and replaces nothing. */
export function monitoring(context: Context): Promise<void> {
  const environment = { backend: { type: "local" }, region: "us-east-1", services: { orders: SERVICE } };
  const files = {
    "demo/environment.yaml": environment,
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders", ports: [80] } },
      monitoring: { alarms: { processedBytes: 1 }, alarmTopicArns: ["arn:aws:sns:us-east-1:222222222222:pager"] },
    },
  };
  return trial(context, "monitoring", files, async ({ report, stacks, project, policy }) => {
    const stack = stackNamed({ stacks }, "demo-service-orders");
    await endpointsAreWatched({ report, project, stack: stackNamed({ stacks }, "demo-consumer-web") });
    await report.check("monitoring: alarms and dashboard name what is there, in the account's own naming", () =>
      namesWhatIsThere(stack),
    );
    await report.check("monitoring: a second listener adds alarms and changes none", async () => {
      project.edit("demo/environment.yaml", (document) =>
        document.setIn(["services", "orders", "listeners", "admin"], { port: 9000 }),
      );
      await project.synthesize();
      const changes = changesIn((await stack.plan()).document);
      const alarms = Object.entries(changes).filter(([address]) => address.startsWith("aws_cloudwatch_metric_alarm."));
      if (alarms.length !== 4 || alarms.some(([, action]) => action !== "create"))
        throw new CheckFailed(JSON.stringify(changes, undefined, 2));
      await stack.apply();
    });
    await report.check(
      "monitoring: a listener is renamed, again, twice at once, and back: nothing is replaced",
      async () => {
        for (const [from, to, renamedFrom] of RENAMES) {
          project.edit("demo/environment.yaml", (document) => {
            document.deleteIn([...LISTENERS, from]);
            document.setIn([...LISTENERS, to], { ...SERVICE.listeners.http, renamedFrom });
          });
          const changes = await applyChanges(project, stack);
          if (Object.values(changes).some((action) => action !== "update"))
            throw new CheckFailed(`${from} to ${to}: ${JSON.stringify(changes, undefined, 2)}`);
        }
      },
    );
    await report.check("monitoring: without renamedFrom, the policies warn of the target group", async () => {
      project.edit("demo/environment.yaml", (document) => document.deleteIn([...LISTENERS, "api", "renamedFrom"]));
      await project.synthesize();
      const { document } = await stack.plan();
      mustWarnOnlyOf(policy, document, "no-replacement", "aws_lb_target_group.");
    });
  });
}

/** What a consumer's alarms and dashboard name is there; an exception takes one away, and changes nothing else. */
async function endpointsAreWatched(around: Pick<Context, "report" | "project"> & { readonly stack: Stack }) {
  const { report, project, stack } = around;
  await report.check("monitoring: alarms and dashboard of endpoints name what is there", () =>
    mustWatchEndpoints(stack, [3]),
  );
  await report.check("monitoring: an exception takes one alarm of an endpoint away", async () => {
    const path = ["monitoring", "connections", "orders"];
    project.edit("demo/consumers/web.yaml", (document) => document.setIn(path, { processedBytes: false }));
    const changes = await applyChanges(project, stack);
    const deleted = Object.values(changes).filter((action) => action === "delete");
    if (deleted.length !== 1 || Object.values(changes).some((action) => !["delete", "update"].includes(action)))
      throw new CheckFailed(JSON.stringify(changes, undefined, 2));
  });
}

const LISTENERS = ["services", "orders", "listeners"];

/** The present key of a listener, the next one, and what it says of its former keys. */
const RENAMES: readonly (readonly [string, string, string | readonly string[]])[] = [
  ["http", "web", "http"],
  ["web", "api", ["http", "web"]],
  ["api", "orders", ["http", "web", "api", "site"]],
  ["orders", "http", ["http", "web", "api", "site", "orders"]],
  ["http", "api", ["http", "web", "site", "orders"]],
];

async function namesWhatIsThere(stack: Stack): Promise<void> {
  const resources = (await stack.plan()).document.prior_state?.values?.root_module?.resources ?? [];
  const valuesOf = (type: string, key: string) =>
    resources.filter((each) => each.type === type).map(({ values }) => String(values[key]));
  const expected = {
    LoadBalancer: valuesOf("aws_lb", "arn").map((arn) => arn.split(":loadbalancer/")[1] ?? ""),
    TargetGroup: valuesOf("aws_lb_target_group", "arn").map((arn) => arn.split(":")[5] ?? ""),
    AvailabilityZone: valuesOf("aws_subnet", "availability_zone"),
    "Service Id": valuesOf("aws_vpc_endpoint_service", "id"),
  };
  const alarms = resources.filter(({ type }) => type === "aws_cloudwatch_metric_alarm");
  const [dashboard = ""] = valuesOf("aws_cloudwatch_dashboard", "dashboard_body");
  const search = `MetricName="BytesProcessed" "${expected["Service Id"][0]}"`;
  if (!dashboard.includes(JSON.stringify(search).slice(1, -1)))
    throw new CheckFailed(`expected ${search} in the dashboard:\n${dashboard}`);
  for (const [dimension, values] of Object.entries(expected)) {
    const named = new Set(
      alarms.flatMap((alarm) => (alarm.values.dimensions as Record<string, string>)[dimension] ?? []),
    );
    const missing = values.filter((value) => !dashboard.includes(JSON.stringify(value)));
    if ([...named].sort().join() !== [...new Set(values)].sort().join() || missing.length > 0)
      throw new CheckFailed(
        `${dimension}: expected ${values.join()}; in alarms: ${[...named].join()}; not in the dashboard: ${missing.join()}`,
      );
  }
}
