import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { CheckFailed } from "../report";
import type { changesIn } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "111111111111";
const ENVIRONMENT = "demo/environment.yaml";
const LOGS = ["services", "orders", "loadBalancer", "accessLogs"];

/** Two load balancers that write to one bucket, which is made; then to one that exists; then nowhere. */
export function accessLogs(context: Context): Promise<void> {
  const certificateArn = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012`;
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: ACCOUNT,
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { https: { port: 443, protocol: "TLS", targetPort: 8080, certificateArn } },
          loadBalancer: { accessLogs: { prefix: "orders", retentionDays: 30 }, additional: ["b"] },
        },
      },
    },
  };
  return trial(context, "access logs", files, async ({ report, project, stacks }) => {
    const stack = stackNamed({ stacks }, "demo-service-orders");
    await report.check("access logs: both load balancers write to the bucket that is made", async () => {
      const { access_log_bucket: bucket } = await stack.outputs();
      const resources = (await stack.plan()).document.prior_state?.values?.root_module?.resources ?? [];
      const found = resources.filter(({ type }) => type === "aws_lb").map(({ values }) => values.access_logs);
      const expected = [{ bucket, enabled: true, prefix: "orders" }];
      if (JSON.stringify(found) !== JSON.stringify([expected, expected])) throw new CheckFailed(JSON.stringify(found));
    });
    await report.check("access logs: another bucket, and none, in place; the one that was made goes", async () => {
      project.edit(ENVIRONMENT, (document) => document.setIn(LOGS, { bucket: "example-logs" }));
      balancersAreUpdated(await applyChanges(project, stack), 2);
      project.edit(ENVIRONMENT, (document) => document.deleteIn(LOGS));
      balancersAreUpdated(await applyChanges(project, stack), 2);
    });
  });
}

function balancersAreUpdated(changes: ReturnType<typeof changesIn>, count: number): void {
  const balancers = Object.entries(changes).filter(([address]) => address.startsWith("aws_lb."));
  if (balancers.length !== count || balancers.some(([, change]) => change !== "update"))
    throw new CheckFailed(JSON.stringify(changes, undefined, 2));
}
