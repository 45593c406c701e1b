import { type Context, stackNamed } from "../context";
import { CheckFailed } from "../report";
import { trial } from "../trial";

/** Several listeners, each with a target group of its own. */
export function severalListeners(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 }, admin: { port: 9000 } },
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" } },
    },
  };
  return trial(context, "several listeners", files, async ({ report, stacks }) => {
    await report.check("several listeners: each has a target group of its own", () => {
      const { document } = stackNamed({ stacks }, "demo-service-orders");
      const groups = Object.keys(document.resource.aws_lb_target_group ?? {}).length;
      if (groups !== 2) throw new CheckFailed(`expected 2 target groups; found: ${groups}`);
    });
  });
}
