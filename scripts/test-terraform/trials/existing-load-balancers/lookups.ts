import { type Context, stackNamed } from "../../context";
import { mustChangeNothing } from "../../deployment";
import { CheckFailed } from "../../report";
import type { Stack } from "../../stack";
import { FILE, ZONES } from "./names";

/** What is declared of the service `orders`, in front of the load balancer with a listener of TCP at port 80. */
export interface Declared {
  readonly arn: string;
  readonly port?: number;
  readonly protocol?: string;
}

/** Declares another load balancer or listener of the service `orders`, and synthesizes. */
export async function declare({ project }: Context, { arn, port = 80, protocol = "TCP" }: Declared): Promise<void> {
  project.edit(FILE, (document) => {
    document.setIn(["services", "orders", "loadBalancer", "existing", "main", "arn"], arn);
    document.setIn(["services", "orders", "listeners", "http"], { port, protocol });
  });
  await project.synthesize();
}

/** Terraform finds the VPC of a load balancer of which the file says only the ARN and the zones. */
export async function vpcIsFound(context: Context, vpcId: string): Promise<void> {
  const { report, project } = context;
  const stack = stackNamed(context, "demo-service-reports");
  const inZones = async (zones: readonly string[]) => {
    project.edit(FILE, (document) => document.setIn(["services", "reports", "vpc", "zones"], zones));
    await project.synthesize();
  };
  await report.check("existing load balancers: the VPC of one is found by its ARN", async () => {
    const { vpc_id: found } = await stack.outputs();
    if (found !== vpcId) throw new CheckFailed(String(found));
  });
  await report.check("existing load balancers: a plan is refused where the zones of one are others", async () => {
    await inZones([...Object.values(ZONES), "use1-az3"]);
    const said = await stack.planRefused();
    if (!said.includes("Load balancer found has nodes in the zones use1-az1, use1-az2")) throw new CheckFailed(said);
    await inZones(Object.values(ZONES));
    await mustChangeNothing(stack);
  });
}

/** A load balancer is the same, whether the file names it by its ARN or by its tags. */
export async function isFoundByTags(context: Context, arn: string): Promise<void> {
  const { report, project } = context;
  const stack = stackNamed(context, "demo-service-reports");
  const existing = ["services", "reports", "loadBalancer", "existing", "main"];
  const declareBy = async (way: object) => {
    project.edit(FILE, (document) => document.setIn(existing, way));
    await project.synthesize();
  };
  await report.check("existing load balancers: found by its tags in place of its ARN, nothing changes", async () => {
    await declareBy({ tags: { Service: "reports" } });
    await mustChangeNothing(stack);
  });
  await report.check("existing load balancers: a plan is refused where none has the tags", async () => {
    await declareBy({ tags: { Service: "nobody" } });
    await stack.planRefused();
  });
  await report.check("existing load balancers: and back to its ARN, nothing changes", async () => {
    await declareBy({ arn });
    await mustChangeNothing(stack);
  });
}

/** A plan of what there is not fails and says why. */
export async function isRefused(context: Context, stack: Stack, what: string, declared: Declared, expected: string) {
  await context.report.check(`existing load balancers: a plan is refused with ${what}`, async () => {
    await declare(context, declared);
    const said = await stack.planRefused();
    if (!said.includes(expected)) throw new CheckFailed(said);
  });
}

/** The file refuses the ARN of another type; Terraform, what only looks like one. */
export async function isOfAnotherType({ report }: Context, stack: Stack, arn: string): Promise<void> {
  await report.check("existing load balancers: a plan is refused with one of another type", async () => {
    const other = stack.copy("of-another-type", (document) => {
      for (const balancer of Object.values(document.data?.aws_lb ?? {})) Object.assign(balancer, { arn });
    });
    await other.init();
    const said = await other.planRefused();
    if (!said.includes("takes Network Load Balancers alone")) throw new CheckFailed(said);
  });
}
