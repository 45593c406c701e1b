import { join } from "node:path";
import type { PlannedStack } from "../../pipeline/plans-file";
import { judged, report, type StackSpec, vpc } from "./plans";
import { NEW_CONSUMER, Scene } from "./scene";

const WAITS: Partial<StackSpec> = { result: "deferred", change: "affected", resources: [] };

test("a connection whose service is not known is named like a service", async () => {
  const { out } = await new Scene([NEW_CONSUMER]).clean().markdown();
  expect(out).toContain("- ➕ `dev`: `web` asks for a connection to `orders` (the endpoint is made)\n");
});

test("what a stack waits for is said once, and nothing known yet is no zero", async () => {
  const one = { waits_for: ["dev-consumer-web"], reason: "waits for dev-consumer-web (it is new)" };
  const two = { waits_for: ["dev-a", "dev-b"], reason: "waits for dev-a (it is new), dev-b (it is gone)" };
  const { out } = await new Scene([
    NEW_CONSUMER,
    { ...WAITS, ...one, name: "dev-acceptance-orders" },
    { ...WAITS, ...two, name: "dev-acceptance-other" },
  ])
    .clean()
    .markdown();
  expect(out).toContain("| `dev-acceptance-orders` | `dev-consumer-web` | it is new |\n");
  expect(out).toContain(
    "| `dev-acceptance-other` | `dev-a`, `dev-b` | dev-a \\(it is new\\), dev-b \\(it is gone\\) |\n",
  );
  expect(out).toContain("| `dev-acceptance-orders` | ? | ? | ? | ? | ⏳ waits, reads a changed stack |\n");
});

test("the list of proven VPCs has a heading", async () => {
  const scene = new Scene([NEW_CONSUMER]);
  const [{ name, json_digest }] = scene.stacks as [PlannedStack];
  const path = join(scene.plans, name, "plan.json");
  const { out } = await scene
    .policy(report([judged(path, name, json_digest, { consumer_vpcs: [vpc("PROVEN")] })]))
    .markdown();
  expect(out).toContain("\n### VPCs that are proven\n\n<details open><summary>✅ 1 consumer VPC is PROVEN");
});
