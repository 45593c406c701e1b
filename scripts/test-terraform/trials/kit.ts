import { join } from "node:path";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { CUSTOMER, Customer, mustBeValid, writeCustomerKit } from "../kit/customer";
import { kitVariants } from "../kit/variants";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { trial } from "../trial";

const FILE = "demo/consumers/globex.yaml";
const PROVIDER = "111111111111";
const REVOKED = { state: "revoked", since: "2026-11-29", reason: "the trial ends" };
const ENDPOINT_ID = ["connections", "orders", "endpointId"];

/**
 * An external customer connects with the kit only: their endpoint waits, is accepted, gets private DNS, and goes after
 * they were revoked.
 */
export async function kit(context: Context): Promise<void> {
  await kitVariants(context.report, context.terraform, context.folder);
  const made = await prerequisites(context, PROVIDER, { aws_route53_zone: { zone: { name: "example.com" } } });
  const zone = String(made["aws_route53_zone.zone"]?.zone_id);
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: PROVIDER,
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 }, dns: { port: 53, protocol: "TCP_UDP" } },
          privateDns: { name: "orders.example.com", hostedZone: { id: zone } },
        },
      },
    },
    [FILE]: { external: true, account: CUSTOMER, connections: { orders: { service: "orders" } } },
  };
  await trial(context, "kit", files, async (deployed) => {
    const { report, folder, terraform } = deployed;
    const out = await report.check("kit: the command writes it from the record and the service's card", async () =>
      writeCustomerKit(folder, "globex", await stackNamed(deployed, "demo-service-orders").rawOutput("service_card")),
    );
    await report.check("kit: its Terraform is formatted and valid", () => mustBeValid(out, terraform));
    const customer = new Customer(join(folder, "customer"), out, terraform);
    await connect(deployed, customer);
    await revoke(deployed, customer);
  });
}

async function connect(context: Context, customer: Customer): Promise<void> {
  const { report } = context;
  await report.check("kit: a subnet in a zone without the service is refused by the plan", async () => {
    await customer.apply();
    await customer.write({ subnets: ["a", "far"] });
    mustSay(await customer.stack.planRefused(), "Each subnet must be in a zone of the service: use1-az1, use1-az2");
  });
  await report.check("kit: two subnets of one zone are refused by the plan", async () => {
    await customer.write({ subnets: ["b", "second"] });
    mustSay(await customer.stack.planRefused(), "An endpoint takes one subnet a zone");
  });
  await report.check("kit: private DNS before the acceptance is refused, and says why", async () => {
    await customer.write({ subnets: ["a", "b"], privateDns: true });
    mustSay(await customer.stack.applyRefused(), "AWS takes private DNS only after the provider has accepted it");
  });
  const id = await report.check("kit: the endpoint waits for acceptance", async () => {
    await customer.apply({ subnets: ["a", "b"] });
    return customer.mustBe("pendingAcceptance");
  });
  await report.check("kit: once its id is in the record, it is accepted", async () => {
    context.project.edit(FILE, (document) => document.setIn(ENDPOINT_ID, id));
    await context.project.synthesize();
    await stackNamed(context, "demo-acceptance-orders").planAndApply();
    await customer.mustBecome("available");
  });
  await report.check("kit: then private DNS is switched on, and the endpoint stays", async () => {
    await customer.apply({ subnets: ["a", "b"], privateDns: true });
    if ((await customer.mustBe("available")) !== id) throw new CheckFailed("it is another endpoint");
    await mustChangeNothing(customer.stack);
  });
  await report.check("kit: private DNS is switched off again, and left as it is", async () => {
    await customer.apply({ subnets: ["a", "b"], privateDns: false });
    await customer.apply({ subnets: ["a", "b"] });
    await mustChangeNothing(customer.stack);
  });
}

/** The customer destroys after they are revoked: AWS no longer shows them the service. */
async function revoke(context: Context, customer: Customer): Promise<void> {
  const { report, project } = context;
  await report.check("kit: a customer who is revoked can destroy it all", async () => {
    project.edit(FILE, (document) => {
      for (const [key, value] of Object.entries(REVOKED)) document.set(key, value);
    });
    await project.synthesize();
    for (const name of ["demo-acceptance-orders", "demo-service-orders"])
      await stackNamed(context, name).planAndApply();
    await customer.mustBecome("rejected");
    await customer.stack.destroy();
  });
}

function mustSay(said: string, expected: string): void {
  if (!said.includes(expected)) throw new CheckFailed(said);
}
