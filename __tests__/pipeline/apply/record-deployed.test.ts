import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "../../../engine/lock";
import { changeDeployed } from "../../../pipeline/apply/record-deployed";
import { NotBegun } from "../../../pipeline/apply/work";
import { type DeployedFile, deployedSchema } from "../../../pipeline/deployed-file";
import type { PlansFile } from "../../../pipeline/plans-file";
import { temporaryFolder } from "../../support/environments";
import { Estate, type EstateStack } from "./estate";

const A: EstateStack = { name: "dev-service-a" };
const DELETES = { actions: ["delete"] };
const DIGEST = "a".repeat(64);

function read(file: string): DeployedFile["stacks"] {
  return deployedSchema.parse(JSON.parse(readFileSync(file, "utf8"))).stacks;
}

/** A manifest with some stacks. */
function manifest(stacks: DeployedFile["stacks"] = {}): string {
  const file = join(temporaryFolder(), "deployed.json");
  writeFileSync(file, JSON.stringify({ format: "cdktf-privatelink/deployed", version: 1, stacks }));
  return file;
}

test("keeps what was applied and what has no changes, and forgets what was destroyed", async () => {
  const gone: EstateStack = { name: "dev-consumer-x", kind: "consumer", wave: 1, mode: "destroy" };
  const estate = new Estate([
    A,
    { name: "dev-service-b", result: "no-changes" },
    { name: "dev-service-z", result: "skipped" },
    gone,
  ]);
  const deployed = manifest({
    "dev-consumer-x": { digest: DIGEST, commit: null },
    "of-another-run": { digest: DIGEST, commit: "b".repeat(40) },
  });
  await estate.apply({ deployed });
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(read(deployed)).toEqual({
    "dev-service-a": { digest, commit: null },
    "dev-service-b": { digest, commit: null },
    "of-another-run": { digest: DIGEST, commit: "b".repeat(40) },
  });
  expect(readdirSync(join(deployed, ".."))).toEqual(["deployed.json"]);
});

test("knows a stack whose apply failed, and that it is to be planned again", async () => {
  const estate = new Estate([A, { name: "dev-service-b", wave: 1 }, { name: "dev-service-c", wave: 2 }]);
  const deployed = join(estate.folder, "made", "deployed.json");
  estate.before = (call) => {
    if (call === "apply dev-service-b") throw new Error("no");
  };
  await estate.apply({ deployed });
  const { stacks } = JSON.parse(readFileSync(join(estate.plans, "plans.json"), "utf8")) as PlansFile;
  const found = read(deployed);
  expect(Object.keys(found)).toEqual(["dev-service-a", "dev-service-b"]);
  expect(found["dev-service-a"]?.digest).toBe(stacks[0]?.stack_digest);
  expect(found["dev-service-b"]?.digest).not.toBe(stacks[1]?.stack_digest);
});

test("keeps what was applied before an interrupt", async () => {
  const estate = new Estate([A, { name: "dev-service-b", wave: 1 }]);
  const deployed = join(estate.folder, "deployed.json");
  estate.before = (call) => {
    if (call === "apply dev-service-a") estate.controller.abort();
  };
  const { endings, interrupted } = await estate.apply({ deployed });
  expect([interrupted, endings.map(({ fate }) => fate.kind)]).toEqual([true, ["applied", "left"]]);
  expect(Object.keys(read(deployed))).toEqual(["dev-service-a"]);
});

test("two applies at once lose nothing of each other", async () => {
  const deployed = manifest();
  const one = new Estate([1, 2, 3].map((wave) => ({ name: `dev-service-one-${wave}`, wave })));
  const two = new Estate([1, 2, 3].map((wave) => ({ name: `dev-service-two-${wave}`, wave })));
  await Promise.all([one.apply({ deployed }), two.apply({ deployed })]);
  const names = ["one-1", "one-2", "one-3", "two-1", "two-2", "two-3"];
  expect(Object.keys(read(deployed))).toEqual(names.map((name) => `dev-service-${name}`));
});

test("waits for another run that writes it, and says so", async () => {
  const deployed = manifest();
  const lock = await lockFolder(deployed, { outdir: deployed, onWait: () => undefined });
  const told: string[] = [];
  const change = new Map([["a", { digest: DIGEST, commit: null }]]);
  const written = changeDeployed(deployed, () => change, { onWait: (message) => told.push(message) });
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect([told.length, read(deployed)]).toEqual([1, {}]);
  lock.release();
  await written;
  expect(Object.keys(read(deployed))).toEqual(["a"]);
});

test("a manifest that cannot be written any more ends the run after the wave, and what was applied is told", async () => {
  const estate = new Estate([A, { name: "dev-service-b", wave: 1 }]);
  const deployed = join(estate.folder, "deployed.json");
  estate.before = (call) => {
    if (call !== "apply dev-service-a") return;
    rmSync(deployed);
    mkdirSync(deployed);
  };
  const { endings, problem } = await estate.apply({ deployed });
  expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied", "left"]);
  expect(problem).toContain("deployed.json");
});

test("a folder that cannot be written to is refused at once", async () => {
  const estate = new Estate([A]);
  const deployed = join("/proc/none", "deployed.json");
  await expect(estate.apply({ deployed })).rejects.toMatchObject({ name: "CannotWrite" });
  expect(estate.calls).toEqual([]);
});

describe("a run that dies leaves no stack that the manifest does not know", () => {
  const gone: EstateStack = { name: "dev-consumer-x", kind: "consumer", wave: 1, mode: "destroy", plan: DELETES };

  test("while Terraform applies, the entries say that the stacks are being changed", async () => {
    const estate = new Estate([A, gone]);
    const before = { digest: DIGEST, commit: "b".repeat(40) };
    const deployed = manifest({ "dev-consumer-x": before });
    const seen: DeployedFile["stacks"][] = [];
    estate.before = (call) => {
      if (call.startsWith("apply")) seen.push(read(deployed));
    };
    await estate.apply({ deployed });
    const { stacks } = JSON.parse(readFileSync(join(estate.plans, "plans.json"), "utf8")) as PlansFile;
    const [creating, destroying] = seen;
    expect(Object.keys(creating ?? {})).toEqual(["dev-consumer-x", "dev-service-a"]);
    expect(creating?.["dev-consumer-x"]).toEqual(before);
    expect(stacks.map(({ stack_digest }) => stack_digest)).not.toContain(creating?.["dev-service-a"]?.digest);
    // It is built again at the commit that it was applied from.
    expect(destroying?.["dev-consumer-x"]?.commit).toBe(before.commit);
    expect(destroying?.["dev-consumer-x"]?.digest).not.toBe(DIGEST);
    expect(Object.keys(read(deployed))).toEqual(["dev-service-a"]);
  });

  test("a stack that is destroyed in part is planned again, also where it is declared again", async () => {
    const estate = new Estate([gone]);
    const deployed = manifest({ "dev-consumer-x": { digest: DIGEST, commit: "b".repeat(40) } });
    estate.before = (call) => {
      if (call.startsWith("apply")) throw new Error("DependencyViolation");
    };
    await estate.apply({ deployed });
    const { "dev-consumer-x": entry } = read(deployed);
    expect([entry?.commit, entry?.digest === DIGEST]).toEqual(["b".repeat(40), false]);
  });

  test("entries of stacks that were not changed are as they were", async () => {
    const estate = new Estate([A, { name: "dev-service-b" }, { name: "dev-service-c" }]);
    const before = { digest: DIGEST, commit: null };
    const deployed = manifest({ "dev-service-a": before, "dev-service-b": before });
    estate.before = (call) => {
      if (call === "apply dev-service-a") throw new NotBegun("Saved plan is stale");
    };
    await estate.apply({ deployed, parallel: 1 });
    expect(estate.called("apply")).toEqual(["dev-service-a"]);
    expect(read(deployed)).toEqual({ "dev-service-a": before, "dev-service-b": before });
  });

  test("the loser of two applies leaves the entry of the winner", async () => {
    const estate = new Estate([A]);
    const deployed = manifest();
    const winner = { digest: "c".repeat(64), commit: "d".repeat(40) };
    estate.before = async (call) => {
      if (call !== "apply dev-service-a") return;
      await changeDeployed(deployed, () => new Map([["dev-service-a", winner]]), { onWait: () => undefined });
      throw new NotBegun("Saved plan is stale");
    };
    await estate.apply({ deployed });
    expect(read(deployed)).toEqual({ "dev-service-a": winner });
  });

  test("a manifest that cannot be written before a wave: nothing of it is applied", async () => {
    const estate = new Estate([A]);
    const deployed = manifest();
    estate.before = (call) => {
      if (call === "show dev-service-a") writeFileSync(deployed, "[]");
    };
    const { endings, problem } = await estate.apply({ deployed });
    expect(endings.map(({ fate }) => fate.kind)).toEqual(["left"]);
    expect(problem).toContain("expected a manifest of what is deployed");
    expect(estate.called("apply")).toEqual([]);
  });
});
