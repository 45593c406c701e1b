import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformDigest } from "../../engine/stack-files";
import { report, type StackSpec } from "./plans";
import { Scene } from "./scene";

const ENDPOINT = { vpc_endpoint_type: "Interface", subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] };

/** Resources of a configuration, by type and name. */
type Resources = Readonly<Record<string, unknown>>;

/** A deferred stack without a plan, with the configuration that was planned. */
function waiting(folder: string, resources: Resources, rest: Partial<StackSpec> & { name: string }): StackSpec {
  const parent = rest.mode === "destroy" ? "removed" : "stacks";
  const of = join(folder, parent, rest.name);
  mkdirSync(of, { recursive: true });
  writeFileSync(join(of, "cdk.tf.json"), JSON.stringify({ "//": {}, resource: resources }));
  return { result: "deferred", reason: "waits", stack_digest: terraformDigest(of), ...rest };
}

/** A review of stacks whose configurations are in its output folder. */
async function costsOf(stacks: (folder: string) => StackSpec[]) {
  const outdir = new Scene([]).folder;
  const scene = new Scene(stacks(outdir));
  scene.policy(report([]));
  const { costs } = await scene.json("--stacks", outdir, "--changed", join(scene.folder, "changed.json"));
  return costs;
}

const GONE = { name: "dev-consumer-old", change: "gone", mode: "destroy" } as const;
const NEW = { name: "dev-consumer-new", change: "new" } as const;

test("a stack that is gone is as much less as a new one is more, also where neither has a plan", async () => {
  const lb = { aws_lb: { lb: { load_balancer_type: "network" } } };
  const costs = await costsOf((folder) => [
    waiting(folder, { aws_vpc_endpoint: { x: ENDPOINT }, ...lb }, GONE),
    waiting(folder, { aws_vpc_endpoint: { x: ENDPOINT } }, NEW),
  ]);
  expect(costs).toMatchObject({
    ...{ monthly: -16.43, incomplete: false, without_plan: [] },
    from_configuration: ["dev-consumer-new", "dev-consumer-old"],
    lines: [
      { item: "zone of an interface endpoint", added: 2, removed: 2, monthly: 0 },
      { item: "Network Load Balancer", added: 0, removed: 1, monthly: -16.43 },
    ],
  });
});

test("the comment says which stacks are priced by their configuration", async () => {
  const outdir = new Scene([]).folder;
  const scene = new Scene([waiting(outdir, { aws_vpc_endpoint: { x: ENDPOINT } }, GONE)]).policy(report([]));
  const { out } = await scene.markdown("--stacks", outdir, "--changed", join(scene.folder, "changed.json"));
  expect(out).toContain("\nWithout a plan yet, and priced as their configuration declares them: `dev-consumer-old`.\n");
  expect(out).toContain("· −14.60 USD a month\n");
  expect(out).not.toContain("Not in the sum");
});

test.each<[string, Resources, Partial<StackSpec>]>([
  ["its subnets are an expression", { aws_vpc_endpoint: { x: { ...ENDPOINT, subnet_ids: "${var.a}" } } }, {}],
  ["its type is an expression", { aws_vpc_endpoint: { x: { ...ENDPOINT, vpc_endpoint_type: "${var.a}" } } }, {}],
  ["its number is an expression", { aws_lb: { x: { count: "${var.a}" } } }, {}],
  ["zones are added elsewhere", { aws_vpc_endpoint_subnet_association: { x: {} } }, {}],
  ["the configuration is another", { aws_lb: { x: {} } }, { stack_digest: "0".repeat(64) }],
  ["it was there and stays", { aws_lb: { x: {} } }, { change: "changed" }],
  ["its plan failed", { aws_lb: { x: {} } }, { result: "failed" }],
])("a stack is named as missing where %s", async (_, resources, rest) => {
  const costs = await costsOf((folder) => [waiting(folder, resources, { ...NEW, ...rest })]);
  expect(costs).toMatchObject({ monthly: 0, lines: [], without_plan: ["dev-consumer-new"], incomplete: true });
});
