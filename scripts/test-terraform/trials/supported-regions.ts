import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { CheckFailed } from "../report";
import { changesIn, foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const FILE = "demo/environment.yaml";
const KEY = ["services", "orders", "supportedRegions"];

/** A service that is offered to other regions, to others still, and to none again; and its tags. */
export function supportedRegions(context: Context): Promise<void> {
  const files = {
    [FILE]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 } },
          supportedRegions: ["eu-west-1"],
          tags: { CostCenter: "17" },
        },
      },
    },
  };
  return trial(context, "supported regions", files, async ({ report, project, stacks }) => {
    const stack = stackNamed({ stacks }, "demo-service-orders");
    const offerTo = async (regions: readonly string[] | undefined) => {
      project.edit(FILE, (document) =>
        regions === undefined ? document.deleteIn(KEY) : document.setIn(KEY, [...regions]),
      );
      await project.synthesize();
    };
    await report.check("supported regions: the service's own, and those of the file", () =>
      mustBeOfferedTo(stack, ["eu-west-1", "us-east-1"]),
    );
    await report.check("supported regions: others are an update in place", async () => {
      await offerTo(["eu-central-1", "eu-west-1"]);
      await mustUpdateService(stack);
      await mustBeOfferedTo(stack, ["eu-central-1", "eu-west-1", "us-east-1"]);
    });
    await report.check("supported regions: just left out, they are told to be there yet", async () => {
      await offerTo(undefined);
      const said = await stack.planRefused();
      if (!said.includes("The service is still offered to eu-central-1, eu-west-1, us-east-1"))
        throw new CheckFailed(said);
    });
    await report.check("supported regions: an empty list takes them back, and may then be left out", async () => {
      await offerTo([]);
      await mustUpdateService(stack);
      await mustBeOfferedTo(stack, ["us-east-1"]);
      await offerTo(undefined);
      await mustChangeNothing(stack);
    });
  });
}

async function mustBeOfferedTo(stack: Stack, expected: readonly string[]): Promise<void> {
  const { document } = await stack.plan();
  const [service] = foundIn(document, "aws_vpc_endpoint_service");
  const found = [...((service?.supported_regions ?? []) as string[])].sort();
  if (found.join() !== expected.join()) throw new CheckFailed(`expected ${expected.join()}; found ${found.join()}`);
}

async function mustUpdateService(stack: Stack): Promise<void> {
  const { document, output } = await stack.plan();
  if (Object.values(changesIn(document)).join() !== "update") throw new CheckFailed(output);
  await stack.apply();
}
