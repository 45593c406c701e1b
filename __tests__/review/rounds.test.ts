import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannedStack } from "../../pipeline/plans-file";
import { temporaryFolder } from "../support/environments";
import { COMMIT, changedFile, finding, judged, report, vpc } from "./plans";
import { NEW_CONSUMER, Scene } from "./scene";

const WAIVER = { reason: "known", owner: "network", expires: "2027-01-01" };
const warning = (message: string, rest: object = {}) =>
  finding({ rule: "declared-connections", outcome: "warning", severity: "low", message, ...rest });

/** A stack that was judged as it is declared. */
const declared = (stack: string, rest: object = {}) =>
  judged(`cdktf.out/stacks/${stack}/cdk.tf.json`, stack, null, { form: "cdk.tf.json", ...rest });

describe("a change that touches no stack needs no plans", () => {
  const UNCHANGED = declared("dev-consumer-web", { consumer_vpcs: [vpc("PROVEN")], findings: [warning("no alarm")] });

  test("its comment is short: the verdict, and what is proven from the configuration", async () => {
    const { out, code } = await new Scene([])
      .withoutPlans()
      .policy(report([UNCHANGED]))
      .markdown();
    expect(code).toBe(0);
    expect(out).toContain("## ✅ PrivateLink: no stack changes\n\n3 stacks unchanged · consumer VPCs: 1 PROVEN\n");
    expect(out).toContain("✅ 1 consumer VPC is PROVEN (only from its configuration): only PrivateLink leads");
    expect(out).toContain("- `dev-consumer-web`: `aws_vpc.vpc`, 0 endpoints, only from its configuration\n");
    expect(out).toContain("\n1 warning in stacks that do not change: `--format json` has them.\n");
    expect(out).not.toContain("no alarm");
    expect(out).toContain(`Commit \`${COMMIT}\`, compared with`);
    expect(out).not.toContain("How to apply");
    expect(out.length).toBeLessThan(800);
  });

  test("without a report of the policies it still has a verdict", async () => {
    const { out, code } = await new Scene([]).withoutPlans().markdown();
    expect({ code, isShort: out.length < 300 }).toEqual({ code: 0, isShort: true });
  });

  test("what fails in a stack that does not change fails the change, and is shown", async () => {
    const fails = declared("dev-consumer-web", { verdict: "violations", findings: [finding()] });
    const { out, code } = await new Scene([])
      .withoutPlans()
      .policy(report([fails]))
      .markdown();
    expect(code).toBe(1);
    expect(out).toContain("❌ no-nat (critical, violated)");
  });

  test("fails where stacks change, or nothing says that none does", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean().withoutPlans();
    const { problems, exit_code } = await scene.json();
    expect({ problems, exit_code }).toEqual({
      problems: [expect.stringContaining("1 of 1 stacks of changed.json have no plan: dev-consumer-web.")],
      exit_code: 2,
    });
    const { out, error, code } = await scene.markdown("--stacks", join(scene.folder, "other"));
    expect({ out, code }).toEqual({ out: "", code: 2 });
    expect(error).toContain("changed.json: expected what `privatelink changed` writes, because no plans are given");
  });

  test("changes that are not committed are said", async () => {
    const scene = new Scene([]).changed(changedFile([], { head: { commit: COMMIT, dirty: true } }));
    expect(await scene.withoutPlans().json()).toMatchObject({ dirty: true, commit: COMMIT });
  });
});

describe("findings of stacks that do not change", () => {
  test("are counted; those of stacks that change, and of documents of no known stack, are shown", async () => {
    const scene = new Scene([NEW_CONSUMER, { ...NEW_CONSUMER, name: "dev-consumer-api", result: "no-changes" }]);
    const documents = scene.stacks.map(({ name, json_digest }) =>
      judged(join(scene.plans, name, "plan.json"), name, json_digest, { findings: [warning(`about ${name}`)] }),
    );
    const rest = [
      declared("dev-consumer-old", { findings: [warning("about old"), warning("let be", { waiver: WAIVER })] }),
      { ...declared("x", { findings: [warning("about nobody knows")] }), stack: null },
    ];
    const { out } = await scene.policy(report([...documents, ...rest])).markdown();
    expect(out).toContain("about dev-consumer-web");
    expect(out).toContain("about nobody knows");
    expect(out).not.toMatch(/about dev-consumer-api|about old|let be/);
    expect(out).toContain(
      "\n2 warnings and 1 waived finding in stacks that do not change: `--format json` has them.\n",
    );
  });
});

describe("what a VPC is proven from", () => {
  test("the plan where there is one, otherwise only the configuration", async () => {
    const scene = new Scene([NEW_CONSUMER]);
    const [{ name, json_digest }] = scene.stacks as [PlannedStack];
    const documents = [
      judged(join(scene.plans, name, "plan.json"), name, json_digest, { consumer_vpcs: [vpc("PROVEN")] }),
      declared(name, { consumer_vpcs: [vpc("PROVEN")] }),
      declared("dev-consumer-old", { consumer_vpcs: [vpc("PROVEN")] }),
      declared("dev-consumer-bad", { consumer_vpcs: [vpc("UNPROVEN")] }),
    ];
    scene.policy(report(documents));
    const { out } = await scene.markdown();
    expect(out).toContain("✅ 2 consumer VPCs are PROVEN (1 from its plan, 1 only from its configuration):");
    expect(out).toContain("- `dev-consumer-web`: `aws_vpc.vpc`, 0 endpoints, from its plan\n");
    expect(out).toContain("- `dev-consumer-old`: `aws_vpc.vpc`, 0 endpoints, only from its configuration\n");
    expect(out).toContain("| `dev-consumer-bad`: `aws_vpc.vpc` | **UNPROVEN** | only from its configuration |  |");
    const { vpcs } = await scene.json();
    expect(vpcs.map(({ stack, judged_from }) => [stack, judged_from])).toContainEqual([name, "plan"]);
  });
});

describe("who applies, and which commit", () => {
  const HEAD = "e".repeat(40);

  test("--no-apply leaves out the command, and keeps the digests", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const { out } = await scene.markdown("--no-apply");
    expect(out).not.toMatch(/How to apply|apply --plans/);
    expect(out).toMatch(/- plans in `.*`: SHA-256 `[0-9a-f]{64}`/);
    expect((await scene.json("--no-apply")).plans).toMatchObject([{ apply: null }]);
  });

  test("--head names the commit of the pull request beside its merge", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const { out } = await scene.markdown("--head", HEAD);
    expect(out).toContain(`Commit \`${HEAD}\`, planned as merged in \`${COMMIT}\`, compared with`);
    expect((await scene.markdown("--head", COMMIT)).out).toContain(`\nCommit \`${COMMIT}\`, compared with`);
    expect((await scene.json("--head", HEAD)).head).toBe(HEAD);
  });

  test.each(["main", HEAD.slice(0, 12), `${HEAD}g`, "e".repeat(65), ""])("--head %j is refused", async (head) => {
    const { out, error, code } = await new Scene([NEW_CONSUMER]).clean().markdown("--head", head);
    expect({ out, code }).toEqual({ out: "", code: 2 });
    expect(error).toContain("--head");
  });

  test("what is compared with what is deployed may be applied, too", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    scene.changed(changedFile(scene.stacks, { base: { from: "deployed", file: "deployed.json" } }));
    const { out } = await scene.markdown();
    expect(out).toContain("## ✅ PrivateLink: may be applied\n");
    expect(out).toMatch(/apply .*--plans \S+ --digest [0-9a-f]{64} --deployed deployed\.json\n/);
  });

  test("a review in a file tells its verdict on standard error", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const { out, error } = await scene.markdown("--output", join(temporaryFolder(), "comment.md"));
    expect(out).toBe("");
    expect(error).toMatch(/^✅ PrivateLink: may be merged; written to .*comment\.md\n$/);
  });

  test("plans of a later round of a deployment may be applied: their change is merged", async () => {
    const { out, code } = await new Scene([NEW_CONSUMER], { settled: [] }).clean().markdown();
    expect(code).toBe(0);
    expect(out).toContain("## ✅ PrivateLink: may be applied\n");
  });
});

test("costs of a deferred stack with a plan are known; those of a stack without one are not in the sum", async () => {
  const waits = { result: "deferred", reason: "waits" } as const;
  const scene = new Scene([{ ...NEW_CONSUMER, ...waits }]).clean();
  expect((await scene.json()).costs).toMatchObject({ monthly: 14.6, without_plan: [], incomplete: false });
  const open = new Scene([{ name: "dev-consumer-api", ...waits }]);
  writeFileSync(join(open.folder, "policy.json"), JSON.stringify(report([])));
  const { out } = await open.markdown("--policy", join(open.folder, "policy.json"));
  expect(out).toContain("### Cost\n\nNot in the sum: stacks without a plan yet: `dev-consumer-api`.\n");
});
