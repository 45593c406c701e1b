import { type Context, stackNamed } from "../context";
import { CheckFailed } from "../report";
import { trial } from "../trial";

const SERVICE_STACK = "demo-service-orders";

/** A protected service with every option of its load balancer. */
export function loadBalancer(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      protect: true,
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 } },
          loadBalancer: {
            crossZone: false,
            capacityUnits: 5500,
            secondaryAddresses: 2,
            privateAddresses: { "use1-az1": "10.10.0.10", "use1-az2": "10.10.1.10" },
          },
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" } },
    },
  };
  return trial(context, "load balancer", files, isProtected);
}

async function isProtected({ report, stacks }: Context): Promise<void> {
  await report.check("load balancer: Terraform refuses to destroy what is protected", async () => {
    const said = await stackNamed({ stacks }, SERVICE_STACK).destroyRefused();
    if (!/Resource (aws_lb|aws_vpc_endpoint_service)\.\S+ has lifecycle\.prevent_destroy set/.test(said))
      throw new CheckFailed(said);
  });
}
