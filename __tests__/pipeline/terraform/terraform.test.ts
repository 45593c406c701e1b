import { join } from "node:path";
import { applyPlan, initStack, stateOf } from "../../../pipeline/terraform/stack-commands";
import { Terraform } from "../../../pipeline/terraform/terraform";
import { identityOf } from "../../../pipeline/terraform/version";
import { temporaryFolder } from "../../support/environments";
import { DEPLOYED, type FakeProject, type FakeStack, fakeProject } from "../../support/fake-terraform";

const STACK = "dev-service-orders";

function started(stack: FakeStack): { project: FakeProject; terraform: Terraform; folder: string; end: () => void } {
  const project = fakeProject({ [STACK]: stack });
  const controller = new AbortController();
  const terraform = new Terraform({ env: project.env, signal: controller.signal });
  return { project, terraform, folder: join(project.stacks, "stacks", STACK), end: () => controller.abort() };
}

/** Waits until the fake has been called. */
async function called({ calls }: FakeProject): Promise<void> {
  while (calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("the signal interrupts Terraform, whose end is waited for", async () => {
  const { project, terraform, folder, end } = started({ plan: { slow: 60_000 } });
  const run = terraform.run(folder, ["plan"]);
  await called(project);
  end();
  expect((await run).code).toBe(1);
  expect(project.calls()).toEqual([`plan ${STACK}`, `interrupted ${STACK}`]);
});

test("a Terraform that only reads and does not end when it is interrupted is killed", async () => {
  const { project, terraform, folder, end } = started({ plan: { slow: 60_000, deaf: true } });
  const run = terraform.run(folder, ["plan"], { grace: 200 });
  await called(project);
  end();
  expect((await run).code).toBeGreaterThanOrEqual(128);
});

test("a Terraform that applies is interrupted, and never killed", async () => {
  const { project, terraform, folder, end } = started({ apply: { slow: 1500, deaf: true } } as FakeStack);
  const run = applyPlan(terraform, folder, "/plan.tfplan");
  await called(project);
  end();
  expect((await run).isDone).toBe(true);
  expect(project.calls().at(-1)).toBe(`end apply ${STACK}`);
});

test("an interrupt while the version is asked for is no wrong version", async () => {
  const { terraform, folder, end } = started({});
  const version = identityOf(terraform, folder);
  end();
  await expect(version).rejects.toBe(terraform.signal.reason);
});

test("tells a folder that is missing from a program that is", async () => {
  const { terraform } = started({});
  const missing = join(temporaryFolder(), "none");
  await expect(terraform.run(missing, ["plan"])).rejects.toThrow("expected the folder of a stack; found none");
});

test.each([
  ["no state", {}, null],
  ["a state", DEPLOYED, { lineage: "8f0c", serial: 7 }],
])("reads %s", async (_, state, expected) => {
  const { terraform, folder } = started({ state });
  expect(await stateOf(terraform, folder)).toEqual(expected);
});

test.each([
  ["what is no state", { out: '{"version": 4}' }, "what `terraform state pull` printed is no state"],
  [
    "an error",
    { code: 1, err: "\u001b[31m│ Error: Failed to load state: AccessDenied\n│ \n│ Ask.\n" },
    "Failed to load state: AccessDenied",
  ],
])("fails on %s in place of a state", async (_, state, expected) => {
  const { terraform, folder } = started({ state });
  await expect(stateOf(terraform, folder)).rejects.toThrow(expected);
});

test("init gives its errors, whether they are told as JSON or as text", async () => {
  const { terraform, folder } = started({
    init: { code: 1, out: "Not JSON\n", err: "Error: Backend changed\n\nDo this.\n" },
  });
  const { isDone, diagnostics, log } = await initStack(terraform, folder, true);
  expect([isDone, diagnostics]).toEqual([
    false,
    [{ severity: "error", summary: "Backend changed", detail: "Do this." }],
  ]);
  expect(log).toContain("Not JSON");
});
