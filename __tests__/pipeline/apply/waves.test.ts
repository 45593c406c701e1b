import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PlansFile, plansSchema } from "../../../pipeline/plans-file";
import { sha256 } from "../../../support/sha256";
import { Estate, type EstateStack } from "./estate";
import { ENDPOINT_SERVICE, type PlannedResource } from "./plan-documents";

const SERVICE: EstateStack = { name: "dev-service-a" };
const CONSUMER: EstateStack = {
  ...{ name: "dev-consumer-b", kind: "consumer", wave: 1, dependencies: ["dev-service-a"] },
  ...{ result: "deferred", reason: "waits for dev-service-a", waits_for: ["dev-service-a"] },
};
const ACCEPTANCE: EstateStack = {
  ...{ name: "dev-acceptance-a", kind: "acceptance", wave: 2, dependencies: ["dev-consumer-b", "dev-service-a"] },
  ...{ result: "deferred", reason: "waits for dev-consumer-b", waits_for: ["dev-consumer-b"] },
};

/** What became of the stacks: `dev-a: applied`. */
async function fates(estate: Estate, request: Parameters<Estate["apply"]>[0] = {}): Promise<string[]> {
  const { endings } = await estate.apply(request);
  return endings.map(({ stack, fate }) => `${stack.name}: ${fate.kind}${"why" in fate ? ` (${fate.why})` : ""}`);
}

function nextIndex(estate: Estate): PlansFile {
  return plansSchema.parse(JSON.parse(readFileSync(join(estate.out, "plans.json"), "utf8")));
}

/** A plan that destroys an endpoint to a customer's service. @param state of its connection. */
function endpoint(state: string): PlannedResource {
  const before = { state, service_name: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" };
  return { type: "aws_vpc_endpoint", actions: ["delete"], before: { ...before, vpc_endpoint_type: "Interface" } };
}

describe("faults", () => {
  test("an apply that fails in the first wave: what runs beside it ends, and no other begins", async () => {
    const second = { ...SERVICE, name: "dev-service-b" };
    const estate = new Estate([SERVICE, second, { ...SERVICE, name: "dev-service-c", wave: 1 }]);
    let other: () => void = () => undefined;
    estate.before = async (call) => {
      if (call === "apply dev-service-b") await new Promise<void>((resolve) => (other = resolve));
      if (call !== "apply dev-service-a") return;
      setTimeout(() => other(), 20);
      throw new Error("creating EC2 VPC: UnauthorizedOperation");
    };
    expect(await fates(estate)).toEqual([
      "dev-service-a: failed (creating EC2 VPC: UnauthorizedOperation)",
      "dev-service-b: applied",
      "dev-service-c: left (its turn did not come)",
    ]);
    expect(existsSync(estate.out)).toBe(false);
  });

  test("one after the other, nothing of the wave begins after a failure", async () => {
    const estate = new Estate([SERVICE, { ...SERVICE, name: "dev-service-b" }]);
    estate.before = (call) => {
      if (call.startsWith("apply")) throw new Error("no");
    };
    await estate.apply({ parallel: 1 });
    expect(estate.called("apply")).toEqual(["dev-service-a"]);
  });

  test("a state that moves on between the check and the apply", async () => {
    const estate = new Estate([SERVICE, { ...SERVICE, name: "dev-service-b", wave: 1 }]);
    estate.before = (call) => {
      if (call === "apply dev-service-a")
        estate.states.set("dev-service-b", { lineage: "of-dev-service-b", serial: 4 });
    };
    const [first, second] = await fates(estate);
    expect([first, second?.slice(0, 22), estate.called("apply")]).toEqual([
      "dev-service-a: applied",
      "dev-service-b: failed ",
      ["dev-service-a"],
    ]);
    expect(second).toContain("found serial 4, lineage of-dev-service-b");
  });

  test("a plan that is swapped after the check: the one that was reviewed is applied", async () => {
    const estate = new Estate([SERVICE]);
    const file = join(estate.plans, "dev-service-a/plan.tfplan");
    const reviewed = readFileSync(file, "utf8");
    estate.before = (call) => {
      if (call === "show dev-service-a") writeFileSync(file, "another");
    };
    expect(await fates(estate)).toEqual(["dev-service-a: applied"]);
    expect(estate.applied).toEqual([reviewed]);
  });

  test("bytes of a stack that change after the check", async () => {
    const estate = new Estate([SERVICE]);
    estate.before = (call) => {
      if (call === "show dev-service-a") writeFileSync(join(estate.stacks, "stacks/dev-service-a/cdk.tf.json"), "{}");
    };
    expect((await fates(estate))[0]).toMatch(/^dev-service-a: failed \(expected the bytes/);
    expect(estate.called("apply")).toEqual([]);
  });

  test("an interrupted check applies nothing", async () => {
    const estate = new Estate([SERVICE]);
    estate.before = (call) => {
      if (call === "state dev-service-a") estate.controller.abort();
    };
    const thrown = await estate.apply().catch((error: unknown) => error);
    expect(thrown).toBe(estate.controller.signal.reason);
    expect(estate.called("apply")).toEqual([]);
  });

  test("an interrupted apply ends, and no new wave begins", async () => {
    const estate = new Estate([SERVICE, { ...SERVICE, name: "dev-service-b" }, CONSUMER]);
    estate.before = (call) => {
      if (call !== "apply dev-service-a") return;
      estate.controller.abort();
      throw new Error("execution halted");
    };
    const { endings, interrupted } = await estate.apply({ parallel: 1 });
    expect([interrupted, endings.map(({ fate }) => fate.kind)]).toEqual([true, ["failed", "left", "left"]]);
    expect(existsSync(estate.out)).toBe(false);
  });

  test("an interrupt while a deferred stack is planned: what was applied before is told", async () => {
    const estate = new Estate([SERVICE, CONSUMER], "auto");
    estate.before = (call) => {
      if (call !== "plan dev-consumer-b") return;
      estate.controller.abort();
      estate.controller.signal.throwIfAborted();
    };
    const { endings, interrupted } = await estate.apply();
    expect([interrupted, endings.map(({ fate }) => fate.kind)]).toEqual([true, ["applied", "left"]]);
  });

  test("copies of plans are only for the user, and removed however the run ends", async () => {
    const estate = new Estate([SERVICE]);
    const modes = new Set<number>();
    estate.before = () => {
      for (const plan of estate.shown) if (existsSync(plan)) modes.add(statSync(dirname(plan)).mode & 0o777);
    };
    await estate.apply();
    await expect(estate.apply()).rejects.toThrow();
    expect([...modes]).toEqual([0o700]);
    expect([...estate.shown].filter((plan) => existsSync(plan))).toEqual([]);
    expect(readdirSync(estate.folder).sort()).toEqual(["cdktf.out", "plans"]);
  });
});

describe("stacks that were deferred", () => {
  test("auto: they are planned, judged and applied after what they wait for", async () => {
    const estate = new Estate([SERVICE, CONSUMER, ACCEPTANCE], "auto");
    expect(await fates(estate)).toEqual([
      "dev-service-a: applied",
      "dev-consumer-b: applied",
      "dev-acceptance-a: applied",
    ]);
    const order = estate.calls
      .filter((call) => /^(plan|apply) /.test(call))
      .map((call) => call.replace(/dev-|-[ab]$/g, ""));
    expect(order).toEqual(["apply service", "plan consumer", "apply consumer", "plan acceptance", "apply acceptance"]);
    expect(existsSync(estate.out)).toBe(false);
  });

  test("approve: their plans are kept, and what depends on them stays deferred", async () => {
    const estate = new Estate([SERVICE, CONSUMER, ACCEPTANCE]);
    const { endings, next } = await estate.apply();
    expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied", "waiting", "deferred"]);
    const index = readFileSync(join(estate.out, "plans.json"));
    expect(next).toBe(sha256(index));
    expect(nextIndex(estate).settled).toEqual(["dev-service-a"]);
    const [consumer, acceptance] = nextIndex(estate).stacks;
    expect(consumer).toMatchObject({ name: "dev-consumer-b", result: "planned", reason: null, waits_for: [] });
    expect(consumer?.plan_digest).toBe(sha256(readFileSync(join(estate.out, "dev-consumer-b/plan.tfplan"))));
    expect(acceptance).toMatchObject({ result: "deferred", reason: "it waits for dev-consumer-b", plan_digest: null });
  });

  test("approve: the plans that were kept are applied by the next runs", async () => {
    const estate = new Estate([SERVICE, CONSUMER, ACCEPTANCE]);
    await estate.apply();
    const second = await estate.apply({ plans: [estate.out] });
    expect(second.endings.map(({ stack, fate }) => `${stack.name} ${fate.kind}`)).toEqual([
      "dev-consumer-b applied",
      "dev-acceptance-a waiting",
    ]);
    expect(nextIndex(estate).settled).toEqual(["dev-service-a", "dev-consumer-b"]);
    const third = await estate.apply({ plans: [estate.out], digests: [second.next ?? ""] });
    expect(third.endings.map(({ stack, fate }) => `${stack.name} ${fate.kind}`)).toEqual(["dev-acceptance-a applied"]);
    expect([third.next, existsSync(estate.out)]).toEqual([undefined, false]);
  });

  test.each([
    ["say approve", { dev: { deferred: "approve" } }],
    ["say nothing of the environment", {}],
    ["know no rules", undefined],
  ] as const)("auto only in order.json, which nobody reviewed: plans that %s are approved", async (_, environments) => {
    const estate = new Estate([SERVICE, CONSUMER], "auto");
    estate.edit((index) => Object.assign(index, { environments }));
    expect((await fates(estate))[1]).toMatch(/^dev-consumer-b: waiting/);
    expect(estate.called("apply")).toEqual(["dev-service-a"]);
  });

  test("approve in order.json is stricter than auto in the plans", async () => {
    const estate = new Estate([SERVICE, CONSUMER], "auto");
    estate.editOrder(({ environments }) => Object.assign(environments, { dev: { deferred: "approve" } }));
    expect((await fates(estate))[1]).toMatch(/^dev-consumer-b: waiting/);
  });

  test("the rules that were reviewed hold for the plans that wait as well", async () => {
    const estate = new Estate([SERVICE, CONSUMER]);
    await estate.apply();
    expect(nextIndex(estate).environments).toEqual({ dev: { deferred: "approve" } });
  });

  test.each([
    ["destroys", ["delete"]],
    ["replaces", ["delete", "create"]],
    ["forgets", ["forget"]],
    ["replaces by an action that nobody knows", ["an-action-of-tomorrow"]],
  ])("auto: a plan that %s something waits for approval", async (_, actions) => {
    const estate = new Estate([SERVICE, { ...CONSUMER, plan: { actions } }], "auto");
    expect(await fates(estate)).toEqual([
      "dev-service-a: applied",
      "dev-consumer-b: waiting (its plan destroys, replaces or forgets aws_cloudwatch_log_group.x, and waits for approval)",
    ]);
  });

  test("auto: a plan that the policies refuse fails, and nothing of its wave is applied", async () => {
    const plan = { type: ENDPOINT_SERVICE, actions: ["delete"] };
    const beside = { ...CONSUMER, name: "dev-consumer-c" };
    const planned: EstateStack = { ...SERVICE, name: "dev-service-d", wave: 1 };
    const estate = new Estate([SERVICE, { ...CONSUMER, plan }, beside, planned], "auto");
    expect(await fates(estate)).toEqual([
      "dev-service-a: applied",
      expect.stringMatching(/^dev-consumer-b: failed \(the policies refuse its plan: .*no-destruction/),
      "dev-consumer-c: left (its turn did not come)",
      "dev-service-d: left (its turn did not come)",
    ]);
    expect(estate.called("apply")).toEqual(["dev-service-a"]);
  });

  test("a plan that fails ends the wave", async () => {
    const estate = new Estate(
      [SERVICE, { ...CONSUMER, later: { result: "failed", reason: "no credentials" } }],
      "auto",
    );
    expect(await fates(estate)).toEqual(["dev-service-a: applied", "dev-consumer-b: failed (no credentials)"]);
    expect(existsSync(estate.out)).toBe(false);
  });

  test("one that still cannot be planned is left, and said so", async () => {
    const reason = "the endpoint service com.example is not there";
    const estate = new Estate([SERVICE, { ...CONSUMER, later: { result: "deferred", reason } }], "auto");
    expect(await fates(estate)).toEqual(["dev-service-a: applied", `dev-consumer-b: deferred (${reason})`]);
    expect(nextIndex(estate).stacks).toMatchObject([{ name: "dev-consumer-b", result: "deferred", reason }]);
  });

  test("one that turns out to have no changes is done, and what depends on it goes on", async () => {
    const later = { result: "no-changes", reason: null } as const;
    const estate = new Estate([SERVICE, { ...CONSUMER, later }, ACCEPTANCE], "auto");
    expect((await estate.apply()).endings.map(({ fate }) => fate.kind)).toEqual(["applied", "done", "applied"]);
  });

  test("other bytes than were deferred are not planned", async () => {
    const estate = new Estate([SERVICE, CONSUMER], "auto");
    estate.before = (call) => {
      if (call === "apply dev-service-a") writeFileSync(join(estate.stacks, "stacks/dev-consumer-b/cdk.tf.json"), "{}");
    };
    expect((await fates(estate))[1]).toMatch(/^dev-consumer-b: failed/);
    expect(estate.called("plan")).toEqual([]);
  });
});

describe("stacks to destroy", () => {
  const gone: EstateStack = {
    ...{ name: "dev-consumer-x", kind: "consumer", wave: 1, mode: "destroy" },
    plan: { actions: ["delete"] },
  };

  test("are destroyed after all others", async () => {
    const estate = new Estate([gone, SERVICE, { ...ACCEPTANCE, result: "planned", waits_for: [] }]);
    await estate.apply();
    expect(estate.called("apply")).toEqual(["dev-service-a", "dev-acceptance-a", "dev-consumer-x"]);
  });

  test("wait with their plan while a stack that may depend on them waits", async () => {
    const estate = new Estate([SERVICE, ACCEPTANCE, gone]);
    expect(await fates(estate)).toEqual([
      "dev-service-a: applied",
      "dev-acceptance-a: waiting (its plan waits for approval, as `delivery.deferred: approve` of its environment says)",
      "dev-consumer-x: waiting (it waits for dev-acceptance-a)",
    ]);
    expect(nextIndex(estate).stacks.map(({ name, mode, result }) => `${name} ${mode} ${result}`)).toEqual([
      "dev-acceptance-a apply planned",
      "dev-consumer-x destroy planned",
    ]);
    const { endings } = await estate.apply({ plans: [estate.out] });
    expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied", "applied"]);
  });

  test("a plan that would do something else by now is not applied", async () => {
    const estate = new Estate([gone]);
    estate.before = (call) => {
      if (call === "plan dev-consumer-x") estate.replan("dev-consumer-x", { actions: ["update"] });
    };
    expect(await fates(estate)).toEqual([
      "dev-consumer-x: failed (expected the plan that was reviewed when it is planned afresh; found other changes. Plan again)",
    ]);
    expect(estate.called("apply")).toEqual([]);
  });

  test("an endpoint that is connected again is not destroyed, though its state did not move", async () => {
    const estate = new Estate([{ ...gone, plan: endpoint("rejected") }]);
    estate.before = (call) => {
      if (call === "plan dev-consumer-x") estate.replan("dev-consumer-x", endpoint("available"));
    };
    expect(await fates(estate)).toEqual([
      expect.stringMatching(
        /^dev-consumer-x: failed \(the policies refuse its plan as it is now: .*revoke-before-destroy/,
      ),
    ]);
    expect(estate.called("apply")).toEqual([]);
  });

  test("one whose connections are not rejected yet waits, and is planned again by the next run", async () => {
    const estate = new Estate([{ ...gone, result: "deferred", plan: endpoint("available") }]);
    const why = "its connections are not rejected yet; apply again later";
    expect(await fates(estate)).toEqual([`dev-consumer-x: deferred (${why})`]);
    expect(nextIndex(estate).stacks).toMatchObject([{ result: "deferred", reason: why, plan_digest: null }]);
    expect(readdirSync(join(estate.out, "dev-consumer-x"))).toEqual([]);
    estate.replan("dev-consumer-x", endpoint("rejected"));
    const { endings } = await estate.apply({ plans: [estate.out] });
    expect(endings.map(({ fate }) => fate.kind)).toEqual(["waiting"]);
    const last = await estate.apply({ plans: [estate.out] });
    expect(last.endings.map(({ fate }) => fate.kind)).toEqual(["applied"]);
  });

  test("auto never destroys a stack whose plan nobody saw", async () => {
    const estate = new Estate([{ ...gone, result: "deferred", plan: {} }], "auto");
    expect(await fates(estate)).toEqual(["dev-consumer-x: waiting (its plan destroys it, and waits for approval)"]);
  });
});

test("plans that wait and cannot be written: what was applied is told all the same", async () => {
  const estate = new Estate([SERVICE, CONSUMER]);
  estate.before = (call) => {
    if (call === "plan dev-consumer-b") writeFileSync(estate.out, "a file in the way");
  };
  const { endings, problem } = await estate.apply();
  expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied", "waiting"]);
  expect(problem).toContain("plans-next: expected a folder for plans; found a file");
});

test("plans of earlier runs that wait are taken away when nothing waits any more", async () => {
  const estate = new Estate([SERVICE, CONSUMER]);
  await estate.apply();
  const other = new Estate([{ ...SERVICE, name: "dev-service-z" }]);
  await other.apply({ out: estate.out });
  expect(existsSync(estate.out)).toBe(false);
});

test("shards of one run are applied together", async () => {
  const estate = new Estate([SERVICE]);
  const other = new Estate([{ ...CONSUMER, result: "planned", waits_for: [] }]);
  other.moveStacksTo(estate);
  await estate.apply({ plans: [other.plans, estate.plans], digests: [estate.digest, other.digest] });
  expect(estate.called("apply")).toEqual(["dev-service-a", "dev-consumer-b"]);
});
