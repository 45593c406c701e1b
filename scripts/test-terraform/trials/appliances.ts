import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changesIn } from "../stack";
import { trial } from "../trial";

const FILE = "demo/environment.yaml";
const CONSUMER_FILE = "demo/consumers/globex.yaml";
const OWNER = "111111111111";
const CUSTOMER = "888888888888";
const STACK = "demo-appliance-inspection";
const CUSTOMER_ZONE = "use1-az1";

/** Appliances behind a Gateway Load Balancer, protected, and a customer who routes packets through them. */
export async function appliances(context: Context): Promise<void> {
  const vpc = await vpcWithIpv6(context);
  const files = {
    [FILE]: {
      backend: { type: "local" },
      region: "us-east-1",
      protect: true,
      appliances: {
        inspection: {
          account: OWNER,
          role: "privatelink-deploy",
          tags: { CostCenter: "4000" },
          vpc,
          targets: { type: "ip", addresses: ["10.14.0.10", "10.14.1.10"] },
          healthCheck: { protocol: "HTTP", port: 8080, path: "/health" },
          targetFailover: "rebalance",
          flowStickiness: "source_ip_dest_ip",
          deregistrationDelaySeconds: 60,
          idleTimeoutSeconds: 600,
          addressTypes: ["ipv4", "ipv6"],
          loadBalancer: { crossZone: false },
          monitoring: {},
          allowedPrincipals: ["arn:aws:iam::777777777777:root"],
        },
        // Whose appliances register themselves.
        firewall: {
          account: OWNER,
          vpc: { cidr: "10.15.0.0/20", zones: ["use1-az1"] },
          acceptance: "manual",
        },
      },
    },
    [CONSUMER_FILE]: { external: true, account: CUSTOMER, connections: { inspection: { appliance: "inspection" } } },
  };
  return trial(context, "appliances", files, async (deployed) => {
    const { report, project } = deployed;
    const stack = stackNamed(deployed, STACK);
    const endpointId = await customersEndpoint(deployed, (await stack.outputs()).service_name);
    await report.check("appliances: a customer's endpoint is accepted once its id is in their file", async () => {
      project.edit(CONSUMER_FILE, (document) =>
        document.setIn(["connections", "inspection", "endpointId"], endpointId),
      );
      await project.synthesize();
      const acceptance = stackNamed(deployed, "demo-acceptance-inspection");
      await acceptance.planAndApply();
      await mustChangeNothing(acceptance);
      const { accepted_connections: accepted } = await acceptance.outputs();
      if (String(accepted) !== "globex/inspection") throw new CheckFailed(JSON.stringify(accepted));
    });
    await report.check("appliances: how packets find them changes in place", async () => {
      project.edit(FILE, (document) => {
        for (const key of ["targetFailover", "flowStickiness", "deregistrationDelaySeconds", "idleTimeoutSeconds"])
          document.deleteIn(["appliances", "inspection", key]);
        document.setIn(["appliances", "inspection", "loadBalancer", "crossZone"], true);
      });
      await project.synthesize();
      const { document, output } = await stack.plan();
      if (Object.values(changesIn(document)).some((change) => change !== "update")) throw new CheckFailed(output);
      await stack.apply();
      await mustChangeNothing(stack);
    });
    await report.check("appliances: Terraform refuses to destroy what is protected", async () => {
      const said = await stack.destroyRefused();
      if (!said.includes("has lifecycle.prevent_destroy set")) throw new CheckFailed(said);
    });
  });
}

/** The simulated cloud gives a VPC that is made no IPv6 range. */
async function vpcWithIpv6(context: Context): Promise<object> {
  const subnet = (index: number, zone: string) => ({
    vpc_id: "${aws_vpc.own.id}",
    cidr_block: `10.14.${index}.0/24`,
    availability_zone_id: zone,
    ipv6_cidr_block: `2600:1f18:0:10${index}::/64`,
  });
  const made = await prerequisites(context, OWNER, {
    aws_vpc: { own: { cidr_block: "10.14.0.0/20", assign_generated_ipv6_cidr_block: true } },
    aws_subnet: { a: subnet(0, "use1-az1"), b: subnet(1, "use1-az2") },
  });
  const idOf = (address: string) => String(made[address]?.id);
  return {
    id: idOf("aws_vpc.own"),
    subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
    ipv6: true,
  };
}

/** Makes an endpoint in the customer's account. @returns its id. */
async function customersEndpoint(context: Context, serviceName: unknown): Promise<string> {
  const made = await prerequisites(context, CUSTOMER, {
    aws_vpc: { customer: { cidr_block: "10.64.0.0/20" } },
    aws_subnet: {
      customer: { vpc_id: "${aws_vpc.customer.id}", cidr_block: "10.64.0.0/24", availability_zone_id: CUSTOMER_ZONE },
    },
    aws_vpc_endpoint: {
      inspection: {
        vpc_id: "${aws_vpc.customer.id}",
        service_name: serviceName,
        vpc_endpoint_type: "GatewayLoadBalancer",
        subnet_ids: ["${aws_subnet.customer.id}"],
      },
    },
  });
  return String(made["aws_vpc_endpoint.inspection"]?.id);
}
