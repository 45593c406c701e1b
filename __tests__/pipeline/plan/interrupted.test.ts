import { readdirSync } from "node:fs";
import { makePlans } from "../../../pipeline/plan/make-plans";
import { fakeProject } from "../../support/fake-terraform";

test("an interrupt ends Terraform, and leaves no plans and no locks", async () => {
  const slow = { plan: { slow: 60_000 } };
  const project = fakeProject({ "dev-service-a": slow, "dev-service-b": slow, "dev-service-c": slow });
  const controller = new AbortController();
  const { signal } = controller;
  const made = makePlans({
    selection: { stacks: project.stacks },
    ...{ out: project.plans, programs: { env: {}, programEnv: project.env, signal }, lock: false, parallel: 2 },
    ...{ environments: project.folder, now: () => new Date(0), onProgress: () => undefined, onWait: () => undefined },
  });
  const planning = () => project.calls().filter((call) => call.startsWith("plan"));
  while (planning().length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort();
  await expect(made).rejects.toBe(signal.reason);
  expect(planning()).toHaveLength(2);
  expect(project.calls().filter((call) => call.startsWith("interrupted"))).toHaveLength(2);
  expect(readdirSync(project.folder).sort()).toEqual(["bin", "calls", "cdktf.out", "scenario.json"]);
});
