import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeDeployed } from "../../../pipeline/apply/record-deployed";
import { sha256 } from "../../../support/sha256";
import { temporaryFolder } from "../../support/environments";
import { Estate, type EstateStack } from "./estate";
import { ENDPOINT_SERVICE, planDocumentOf } from "./plan-documents";

const A: EstateStack = { name: "dev-service-a" };
const B: EstateStack = { name: "dev-consumer-b", kind: "consumer", wave: 1, dependencies: ["dev-service-a"] };

/** What a run says that refuses everything: nothing of it may be applied. */
async function refused(estate: Estate, request: Parameters<Estate["apply"]>[0] = {}): Promise<string> {
  const message = await estate.apply(request).then(
    () => "",
    (error: Error) => `${error.name}: ${error.message}`,
  );
  expect(estate.called("apply")).toEqual([]);
  expect(message).toContain("othing was applied");
  return message.replaceAll(estate.folder, "DIR");
}

test("applies what is as it was reviewed", async () => {
  const estate = new Estate([A, B]);
  const { endings } = await estate.apply({ digests: [estate.digest] });
  expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied", "applied"]);
  expect(estate.called("apply")).toEqual(["dev-service-a", "dev-consumer-b"]);
});

test("takes waves that are numbered among what changed", async () => {
  const estate = new Estate([A, B]);
  estate.editOrder(({ stacks }) => void Object.assign(stacks[1] as object, { wave: 7 }));
  expect((await estate.apply()).endings.map(({ fate }) => fate.kind)).toEqual(["applied", "applied"]);
});

describe("refuses before anything is applied", () => {
  test("an index of another digest, and a digest that no index has", async () => {
    const message = await refused(new Estate([A]), { digests: ["0".repeat(64)] });
    expect(message).toMatch(/^UserError: 2 problems; nothing was applied/);
    expect(message).toContain("DIR/plans/plans.json\n  expected: a digest that --digest names");
    expect(message).toContain("expected: the digest of an index of --plans\n  found:    0000");
  });

  test("one digest for two folders", async () => {
    const [one, two] = [new Estate([A]), new Estate([{ name: "dev-service-c" }])];
    expect(await refused(one, { plans: [one.plans, two.plans], digests: [one.digest] })).toContain(two.digest);
  });

  test("an --out that is the folder of the reviewed plans, also by another path", async () => {
    const estate = new Estate([A]);
    symlinkSync(estate.plans, join(estate.folder, "link"));
    for (const out of [estate.plans, join(estate.plans, "../plans"), join(estate.folder, "link")])
      expect(await refused(estate, { out })).toContain(
        "found:    the same folder for --plans and --out: this run would replace or remove it\n  fix:      name another",
      );
    // What an earlier round left is replaced by the next one.
    estate.edit((index) => Object.assign(index, { settled: ["dev-service-z"] }));
    const { endings } = await estate.apply({ out: estate.plans });
    expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied"]);
  });

  test("a stack that is in two folders", async () => {
    const [one, two] = [new Estate([A]), new Estate([A])];
    const message = await refused(one, { plans: [one.plans, two.plans] });
    expect(message).toContain("expected: each stack in one folder of plans");
  });

  test("plans of another engine than the environment says now", async () => {
    const estate = new Estate([A]);
    estate.editOrder(({ stacks }) => void Object.assign(stacks[0] as object, { engine: "tofu" }));
    const message = await refused(estate);
    expect(message).toContain("expected: a plan of OpenTofu, as `terraform.engine` of dev says");
    expect(message).toContain("found:    one of Terraform");
  });

  test("plans of OpenTofu whose index does not say by which version they were made", async () => {
    const estate = new Estate([{ ...A, engine: "tofu" }]);
    estate.editOrder(({ stacks }) => void Object.assign(stacks[0] as object, { engine: "tofu" }));
    const message = await refused(estate);
    expect(message).toContain("OpenTofu\n  expected: version none, which made the plans");
  });

  test("folders of different versions of OpenTofu", async () => {
    const [one, two] = [new Estate([A]), new Estate([{ name: "dev-service-c" }])];
    one.edit((index) => Object.assign(index, { tofu: "1.12.6" }));
    two.edit((index) => Object.assign(index, { tofu: "1.11.0" }));
    const message = await refused(one, { plans: [one.plans, two.plans] });
    expect(message).toContain("expected: plans of OpenTofu 1.12.6, as those of other folders\n  found:    1.11.0");
  });

  test("folders of different commits", async () => {
    const [one, two] = [new Estate([A]), new Estate([{ name: "dev-service-c" }])];
    two.edit((index) => Object.assign(index, { commit: "a".repeat(40) }));
    const message = await refused(one, { plans: [one.plans, two.plans] });
    expect(message).toMatch(/expected: the commit of DIR\/plans\/plans.json: null\n {2}found: {4}a{40}/);
  });

  test("a version of Terraform that did not make the plans", async () => {
    const estate = new Estate([A]);
    estate.edit((index) => Object.assign(index, { terraform: "1.11.4" }));
    expect(await refused(estate)).toContain("expected: version 1.11.4, which made the plans\n  found:    1.15.5");
  });

  test("a plan that failed", async () => {
    const message = await refused(new Estate([A, { ...B, result: "failed", reason: "no credentials" }]));
    expect(message).toContain("dev-consumer-b\n  expected: a plan\n  found:    planning failed: no credentials");
  });

  test("other bytes of a stack: nothing is run there", async () => {
    const estate = new Estate([A]);
    writeFileSync(join(estate.stacks, "stacks/dev-service-a/cdk.tf.json"), "{}");
    expect(await refused(estate)).toContain("expected: the bytes that dev-service-a was planned with");
    expect(estate.calls).toEqual([]);
  });

  test("a file beside a stack that Terraform reads as well", async () => {
    const estate = new Estate([A]);
    writeFileSync(join(estate.stacks, "stacks/dev-service-a/more.tf"), "");
    expect(await refused(estate)).toContain("found:    Terraform reads more.tf as well");
  });

  test.each([
    ["another lock file of the providers", "# another", "the digest "],
    ["no lock file", undefined, "the plan of dev-service-a"],
  ])("%s than the plan was made with", async (_, content, expected) => {
    const estate = new Estate([{ ...A, lock_digest: "0".repeat(64) }]);
    if (content !== undefined) writeFileSync(join(estate.plans, "dev-service-a/providers.lock.hcl"), content);
    expect(await refused(estate)).toContain(`dev-service-a/providers.lock.hcl\n  expected: ${expected}`);
    expect(estate.calls).toEqual([]);
  });

  test("a lock file of the providers that the index does not know", async () => {
    const estate = new Estate([A]);
    writeFileSync(join(estate.plans, "dev-service-a/providers.lock.hcl"), "# another");
    expect(await refused(estate)).toContain("expected: no such file: the index has no digest of it");
  });

  test("plans of other environments that wait where this run would put its own", async () => {
    const prod: EstateStack = { name: "prod-service-a", environment: "prod" };
    const estate = new Estate([A, prod]);
    // It was left by an earlier round.
    estate.edit((index) => Object.assign(index, { settled: [] }));
    const request = { names: ["dev"], out: estate.plans };
    expect(await refused(estate, request)).toContain("found:    plans of prod\n  fix:      apply all of them, or name");
    renameSync(estate.plans, estate.out);
    const other = new Estate([A]);
    expect(await refused(other, { names: ["dev"], out: estate.out })).toContain("fix:      apply or remove them, or");
    expect(await refused(other, { out: estate.out })).toContain("found:    plans of prod");
  });

  test("plans that wait since another run deployed to their environment", async () => {
    const deferred: EstateStack = { ...B, result: "deferred", waits_for: ["dev-service-a"] };
    const estate = new Estate([A, deferred]);
    const deployed = join(estate.folder, "deployed.json");
    await estate.apply({ deployed });
    const request = { plans: [estate.out], deployed };
    const entry = (name: string) => new Map([[name, { digest: "e".repeat(64), commit: null }]]);
    const waiting = { onWait: () => undefined };
    await changeDeployed(deployed, () => entry("dev-acceptance-a"), waiting);
    await expect(estate.apply(request)).rejects.toThrow("found:    other entries: another run deployed to it since");
    await changeDeployed(deployed, () => new Map([["dev-acceptance-a", null]]), waiting);
    await changeDeployed(deployed, () => entry("prod-acceptance-a"), waiting);
    expect((await estate.apply(request)).endings.map(({ fate }) => fate.kind)).toEqual(["applied"]);
  });

  test("a stack that is not there", async () => {
    const estate = new Estate([A]);
    rmSync(join(estate.stacks, "stacks/dev-service-a"), { recursive: true });
    expect(await refused(estate)).toContain("expected: the folder of the stack dev-service-a\n  found:    it is not");
  });

  test("a stack that is a link to elsewhere", async () => {
    const estate = new Estate([A]);
    const elsewhere = join(temporaryFolder(), "a");
    renameSync(join(estate.stacks, "stacks/dev-service-a"), elsewhere);
    symlinkSync(elsewhere, join(estate.stacks, "stacks/dev-service-a"));
    expect(await refused(estate)).toContain(`found:    a link to ${elsewhere}`);
  });

  test("another plan", async () => {
    const estate = new Estate([A]);
    writeFileSync(join(estate.plans, "dev-service-a/plan.tfplan"), "another");
    expect(await refused(estate)).toMatch(/dev-service-a\/plan\.tfplan\n {2}expected: the digest [0-9a-f]{64}\n/);
    expect(estate.calls).toEqual([]);
  });

  describe("a plan that does something else than was reviewed", () => {
    /** An estate whose index names a plan.json. @param change what differs in it from the plan that is applied. */
    function withJson(change: (text: string) => string): Estate {
      const estate = new Estate([A]);
      const json = change(JSON.stringify(planDocumentOf(A.name)));
      writeFileSync(join(estate.plans, A.name, "plan.json"), json);
      estate.edit(({ stacks }) => void Object.assign(stacks[0] as object, { json_digest: sha256(json) }));
      return estate;
    }

    test("by the counts of the index", async () => {
      const estate = new Estate([A]);
      estate.replan(A.name, { type: "aws_db_instance", actions: ["delete"] });
      const plan_digest = estate.writePlan(A.name, estate.plans);
      estate.edit(({ stacks }) => void Object.assign(stacks[0] as object, { plan_digest }));
      expect(await refused(estate)).toContain(
        "dev-service-a\n  expected: the changes that were reviewed: 1 to create\n  found:    1 to destroy\n  fix:      plan",
      );
    });

    test("an index without counts", async () => {
      expect(await refused(new Estate([{ ...A, counts: null }]))).toContain("counts of its changes in the index");
    });

    test.each([
      ["a value", '"after":{"name":"x"}', '"after":{"name":"y"}', "another change of aws_cloudwatch_log_group.x"],
      ["an address", "aws_cloudwatch_log_group.x", "aws_sqs_queue.x", "one more change of aws_cloudwatch_log_group.x"],
      ["an output", '"planned_values"', '"output_changes":{"a":{}},"planned_values"', "other changes of outputs"],
    ])("by %s of plan.json", async (_, from, to, found) => {
      const message = await refused(withJson((text) => text.replaceAll(from, to)));
      expect(message).toContain(
        `expected: the changes that were reviewed, as its plan.json has them\n  found:    ${found}`,
      );
    });

    test("by a change that plan.json has and the plan has not, or has once", async () => {
      const more = (address: string) =>
        withJson((text) => {
          const document = JSON.parse(text);
          const [change] = document.resource_changes;
          return JSON.stringify({
            ...document,
            resource_changes: [...document.resource_changes, { ...change, address }],
          });
        });
      expect(await refused(more("aws_sqs_queue.x"))).toContain("found:    no change of aws_sqs_queue.x");
      expect(await refused(more("aws_cloudwatch_log_group.x"))).toContain("found:    a change that is there twice");
    });

    test("a plan.json that is not there", async () => {
      const estate = withJson((text) => text);
      rmSync(join(estate.plans, A.name, "plan.json"));
      expect(await refused(estate)).toMatch(/as its plan\.json has them\n {2}found: .*found no file/);
    });

    test("the plan.json of the plan is no problem", async () => {
      const { endings } = await withJson((text) => text).apply();
      expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied"]);
    });
  });

  test.each(["apply", "destroy"] as const)("a stack to %s of another environment than its index says", async (mode) => {
    const estate = new Estate([{ name: "prod-service-a", mode }]);
    expect(await refused(estate, { names: ["dev"] })).toContain(
      "prod-service-a\n  expected: a stack of the environment dev, as its index says\n  found:    another name",
    );
  });

  test("a plan that is missing", async () => {
    const estate = new Estate([A]);
    rmSync(join(estate.plans, "dev-service-a/plan.tfplan"));
    expect(await refused(estate)).toContain("expected: the plan of dev-service-a\n  found:    it is not there");
  });

  test("a plan that is a link out of the folder, though it is the right one", async () => {
    const estate = new Estate([A]);
    const elsewhere = join(temporaryFolder(), "plan.tfplan");
    renameSync(join(estate.plans, "dev-service-a/plan.tfplan"), elsewhere);
    symlinkSync(elsewhere, join(estate.plans, "dev-service-a/plan.tfplan"));
    expect(await refused(estate)).toContain(`found:    a link to ${elsewhere}`);
  });

  test.each([
    ["another serial", { lineage: "of-dev-service-a", serial: 4 }, "serial 4, lineage of-dev-service-a: somebody"],
    ["another state", { lineage: "other", serial: 3 }, "another state: serial 3, lineage other"],
    ["no state any more", null, "no state"],
  ])("%s", async (_, state, found) => {
    const estate = new Estate([A]);
    estate.states.set("dev-service-a", state);
    expect(await refused(estate)).toContain(
      `dev-service-a\n  expected: the state that it was planned with: serial 3, lineage of-dev-service-a\n  found:    ${found}`,
    );
  });

  test("a state where there was none", async () => {
    const estate = new Estate([{ ...A, state: null }]);
    estate.states.set("dev-service-a", { lineage: "new", serial: 1 });
    expect(await refused(estate)).toContain("expected: no state, as when it was planned\n  found:    serial 1");
  });

  test("another state of a stack without changes", async () => {
    const estate = new Estate([{ ...A, result: "no-changes" }]);
    estate.states.set("dev-service-a", { lineage: "of-dev-service-a", serial: 9 });
    expect(await refused(estate)).toContain("serial 9");
  });

  test.each([
    ["dependencies", { dependencies: ["dev-service-z"] }, "the dependencies that it was planned with: none"],
    ["account", { account: "999999999999" }, "the account that it was planned with: 111111111111"],
    ["environment", { environment: "prod" }, "the environment that it was planned with: dev"],
  ])("another %s in the order of deployment", async (_, change, expected) => {
    const estate = new Estate([A]);
    estate.editOrder(({ stacks }) => void Object.assign(stacks[0] as object, change));
    expect(await refused(estate)).toContain(`dev-service-a\n  expected: ${expected}`);
  });

  test("a stack that is no longer in the order of deployment", async () => {
    const estate = new Estate([A]);
    estate.editOrder(({ stacks }) => void stacks.pop());
    expect(await refused(estate)).toContain("expected: the stack in order.json\n  found:    it is not there");
  });

  test("a stack to destroy that is declared again", async () => {
    const estate = new Estate([A, { ...B, mode: "destroy" }]);
    estate.editOrder(({ stacks }) => void stacks.push({ ...stacks[0], name: "dev-consumer-b" } as (typeof stacks)[0]));
    expect(await refused(estate)).toContain("expected: that it is no longer declared, for it is to be destroyed");
  });

  test("a dependency in a later wave", async () => {
    const message = await refused(
      new Estate([
        { ...A, wave: 1 },
        { ...B, wave: 1 },
      ]),
    );
    expect(message).toContain("expected: a wave before 1 for dev-service-a, which it depends on\n  found:    wave 1");
  });

  test.each([["../../elsewhere"], ["a/b"], [".."], ["a\nb"]])("the name %j", async (name) => {
    const estate = new Estate([A]);
    estate.edit(({ stacks }) => void Object.assign(stacks[0] as object, { name, folder: `stacks/${name}` }));
    expect(await refused(estate)).toContain("expected: the name of a stack: letters, digits and hyphens");
  });

  test("a folder elsewhere", async () => {
    const estate = new Estate([A]);
    estate.edit(({ stacks }) => void Object.assign(stacks[0] as object, { folder: "../secret" }));
    expect(await refused(estate)).toContain("expected: the folder stacks/dev-service-a\n  found:    ../secret");
  });

  test("a plan that the policies refuse, though another is of an earlier wave", async () => {
    const plan = { type: ENDPOINT_SERVICE, actions: ["delete"] };
    const message = await refused(new Estate([A, { ...B, plan }]));
    expect(message).toContain(
      "dev-consumer-b\n  expected: that its plan keeps the rule no-destruction\n  found:    violated",
    );
  });

  test("a plan of another stack", async () => {
    const estate = new Estate([A, B]);
    const plan_digest = estate.writePlan("dev-service-a", estate.plans);
    renameSync(join(estate.plans, "dev-service-a/plan.tfplan"), join(estate.plans, "dev-consumer-b/plan.tfplan"));
    estate.writePlan("dev-service-a", estate.plans);
    estate.edit(({ stacks }) => void Object.assign(stacks[1] as object, { plan_digest }));
    expect(await refused(estate)).toContain("found:    a plan of the stack dev-service-a");
  });

  test("a stack that Terraform cannot read", async () => {
    const estate = new Estate([A]);
    estate.before = (call) => {
      if (call === "init dev-service-a") throw new Error("`terraform init` failed: no network");
    };
    expect(await refused(estate)).toContain("found:    `terraform init` failed: no network");
  });

  test("all that is wrong is told at once", async () => {
    const estate = new Estate([A, B, { name: "dev-service-c" }]);
    writeFileSync(join(estate.stacks, "stacks/dev-service-a/cdk.tf.json"), "{}");
    rmSync(join(estate.plans, "dev-consumer-b/plan.tfplan"));
    estate.editOrder(({ stacks }) => void stacks.pop());
    expect(await refused(estate, { digests: ["0".repeat(64)] })).toMatch(/^UserError: 5 problems; /);
  });

  test("an environment that there is not", async () => {
    expect(await refused(new Estate([A]), { names: ["deb"] })).toMatch(
      /^NoSuchName: .*\n {2}- deb: did you mean dev\?/,
    );
  });

  test("a folder for the next plans that holds something else", async () => {
    const estate = new Estate([A]);
    mkdirSync(estate.out);
    writeFileSync(join(estate.out, "precious"), "");
    await expect(estate.apply()).rejects.toThrow("found one that `privatelink plan` did not write. Name another.");
    expect(estate.calls).toEqual([]);
  });

  test("a manifest of what is deployed that is none", async () => {
    const estate = new Estate([A]);
    const deployed = join(estate.folder, "deployed.json");
    writeFileSync(deployed, "[]");
    await expect(estate.apply({ deployed })).rejects.toThrow("expected a manifest of what is deployed");
    expect(estate.calls).toEqual([]);
  });

  test("a failed plan of an environment that is not selected is no matter", async () => {
    const other: EstateStack = { name: "prod-service-a", environment: "prod", result: "failed" };
    const { endings } = await new Estate([A, other]).apply({ names: ["dev"] });
    expect(endings.map(({ stack, fate }) => `${stack.name} ${fate.kind}`)).toEqual(["dev-service-a applied"]);
  });
});
