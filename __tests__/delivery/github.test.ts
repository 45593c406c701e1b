import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { GITHUB_FILES, JOBS, type Job, STEPS, type Step, WORKFLOWS } from "./github";
import { filesOf } from "./support";

const STRICT_SHELL = "bash -euo pipefail {0}";

/** What a job may be permitted to write, and why. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  "privatelink-pull-request.yaml plan": ["id-token"],
  "privatelink-pull-request.yaml announce": ["pull-requests"],
  "privatelink-pull-request.yaml comment": ["pull-requests"],
  "privatelink-pull-request.yaml review": ["security-events"],
  "privatelink-deploy.yaml deploy-on": ["id-token"],
  "privatelink-deploy.yaml deploy-prod-eu-2": ["id-token"],
  "privatelink-deploy.yaml deploy-yes": ["id-token"],
  "privatelink-deploy-environment.yaml plan": ["id-token"],
  "privatelink-deploy-environment.yaml apply-1": ["id-token"],
  "privatelink-deploy-environment.yaml apply-2": ["id-token"],
  "privatelink-deploy-environment.yaml apply-3": ["id-token"],
  "privatelink-apply.yaml apply": ["id-token"],
  "privatelink-drift.yaml drift": ["id-token", "issues"],
  "release.yaml version": ["contents", "pull-requests"],
  "release.yaml publish": ["id-token", "attestations"],
  "release.yaml announce": ["contents"],
};

test("each action is pinned to a commit, with its version beside, and to the same one everywhere", () => {
  const pins = new Map<string, Set<string>>();
  for (const text of Object.values(GITHUB_FILES))
    for (const [, uses = "", comment = ""] of text.matchAll(/uses: (\S+)(.*)/g)) {
      if (uses.startsWith("./")) continue;
      expect(`${uses}${comment}`).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const name = uses.split("@")[0] ?? "";
      pins.set(name, (pins.get(name) ?? new Set()).add(`${uses}${comment}`));
    }
  expect([...pins].filter(([, versions]) => versions.size !== 1)).toEqual([]);
  expect([...pins.keys()].sort()).toEqual([
    "actions/attest",
    "actions/checkout",
    "actions/download-artifact",
    "actions/setup-node",
    "actions/upload-artifact",
    "aws-actions/configure-aws-credentials",
    "changesets/action",
    "github/codeql-action/upload-sarif",
    "hashicorp/setup-terraform",
  ]);
});

test("actions and workflows of the repository itself exist", () => {
  const local = Object.values(GITHUB_FILES).flatMap((text) =>
    [...text.matchAll(/uses: \.\/(\S+)/g)].map(([, path = ""]) => path),
  );
  const files = Object.keys(GITHUB_FILES);
  expect(local.filter((path) => !files.includes(path) && !files.includes(`${path}/action.yaml`))).toEqual([]);
  expect(local.length).toBeGreaterThan(0);
});

test.each(Object.entries(WORKFLOWS))("%s permits nothing but what a job asks for", (_, { permissions }) => {
  expect(permissions).toEqual({});
});

test.each(JOBS)(
  "%s: job %s has its own permissions, and may write only what it must",
  (file, name, { permissions }) => {
    const written = Object.entries(permissions ?? { missing: "write" }).filter(([, level]) => level !== "read");
    expect(written).toEqual((WRITES[`${file} ${name}`] ?? []).map((each) => [each, "write"]));
  },
);

test.each(JOBS.filter(([, , { uses }]) => uses === undefined))("%s: job %s ends some time", (_, __, job) => {
  expect(job["timeout-minutes"]).toBeGreaterThan(0);
  expect(job["timeout-minutes"]).toBeLessThanOrEqual(90);
});

test("no checkout leaves credentials behind", () => {
  const checkouts = STEPS.filter(([, { uses }]) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.length).toBeGreaterThan(5);
  expect(checkouts.filter(([, step]) => step.with?.["persist-credentials"] !== false)).toEqual([]);
});

test("no script has an expression in it: what others wrote gets there only by the environment", () => {
  expect(STEPS.filter(([, { run }]) => run?.includes("${{"))).toEqual([]);
});

test("each script ends at its first failure", () => {
  const inActions = STEPS.filter(([file, { run }]) => run !== undefined && file.endsWith("action.yaml"));
  expect(inActions.filter(([, { shell }]) => shell !== STRICT_SHELL)).toEqual([]);
  const inJobs = Object.values(WORKFLOWS).filter(({ jobs }) =>
    Object.values(jobs).some(({ steps = [] }) => steps.some(({ run }) => run !== undefined)),
  );
  expect(inJobs.map(({ defaults }) => defaults?.run.shell)).toEqual(inJobs.map(() => STRICT_SHELL));
  expect(STEPS.filter(([, step]) => "continue-on-error" in step)).toEqual([]);
});

test("nothing runs code of a pull request with the rights of the branch", () => {
  for (const text of Object.values(GITHUB_FILES)) {
    expect(text).not.toContain("pull_request_target");
    expect(text).not.toContain("workflow_run");
  }
});

test("nothing is cached: what a pull request leaves in a cache reaches no other run", () => {
  const texts = STEPS.map(([, step]) => JSON.stringify(step.with ?? {}));
  expect(texts.filter((text) => /"cache"/.test(text))).toEqual([]);
  const nodes = STEPS.filter(([, { uses }]) => uses?.startsWith("actions/setup-node@"));
  expect(nodes.filter(([, step]) => step.with?.["package-manager-cache"] !== false)).toEqual([]);
});

describe("a pull request from a fork", () => {
  const jobs = WORKFLOWS["privatelink-pull-request.yaml"]?.jobs ?? {};
  const OWN_BRANCH =
    "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository";

  test("reaches no secret and no role: only the checks run, and the verdict", () => {
    expect(jobs.changed?.if).toBe(OWN_BRANCH);
    expect(jobs.announce?.if).toBe(OWN_BRANCH);
    expect(jobs.comment?.if?.replace(/\s+/g, " ")).toBe(`\${{ !cancelled() && ${OWN_BRANCH} }}`);
    const isAfterChanged = (job: Job) => [job.needs ?? []].flat().includes("changed");
    const withRights = Object.entries(jobs).filter(([, job]) => /secrets\.|"write"|vars\./.test(JSON.stringify(job)));
    expect(withRights.map(([name]) => name)).toEqual(["announce", "changed", "plan", "review", "comment"]);
    const own = ["announce", "changed"];
    expect(withRights.filter(([name, job]) => !own.includes(name) && !isAfterChanged(job))).toEqual([]);
    // A job that needs a skipped one is skipped, unless its condition says otherwise.
    expect(jobs.plan?.if).toBe("needs.changed.outputs.any == 'true'");
    expect(jobs.review?.if).toContain("needs.changed.result == 'success'");
  });

  test("has the required check, which waits for all other jobs", () => {
    expect(jobs.privatelink?.if).toBe("always()");
    expect(jobs.privatelink?.needs).toEqual(Object.keys(jobs).filter((name) => name !== "privatelink"));
  });
});

test("only a job with an approval assumes the role that deploys", () => {
  const deploying = JOBS.filter(([, , job]) => JSON.stringify(job).includes("PRIVATELINK_DEPLOY_ROLE"));
  expect(deploying.map(([file, name, { environment }]) => [file, name, environment])).toEqual([
    ["privatelink-apply.yaml", "apply", "${{ inputs.environment }}"],
  ]);
});

test("a deployment is never cancelled, and runs once for each environment", () => {
  const jobs = Object.values(WORKFLOWS["privatelink-deploy.yaml"]?.jobs ?? {});
  expect(jobs.map((job) => (job as { concurrency?: unknown }).concurrency)).toEqual(
    ["on", "prod-eu-2", "yes"].map((name) => ({ group: `privatelink-deploy-${name}`, "cancel-in-progress": false })),
  );
});

test("fails where stacks wait for something, and no plan of them is left to approve", () => {
  const steps = WORKFLOWS["privatelink-apply.yaml"]?.jobs.apply?.steps ?? [];
  const script = steps.find(({ id }) => id === "apply")?.run ?? "";
  expect(script).toMatch(
    /-eq 3 \] && \[ ! -e ci\.out\/plans\/plans\.json \]; then\n *echo "::error::[\s\S]*? exit 1\nfi/,
  );
  expect(steps.find(({ name }) => name === "Keep what is deployed")?.if).toContain("always()");
});

test("drift can be repaired: a run by hand may plan every stack, and no push does", () => {
  const { on, jobs = {} } = WORKFLOWS["privatelink-deploy.yaml"] ?? {};
  expect(on).toMatchObject({ workflow_dispatch: { inputs: { everything: { type: "boolean", default: false } } } });
  for (const job of Object.values(jobs))
    expect((job as Step).with?.everything).toBe("${{ inputs.everything || false }}");
  const steps = WORKFLOWS["privatelink-deploy-environment.yaml"]?.jobs.plan?.steps ?? [];
  const plan = steps.find(({ run }) => run?.includes("main.js plan"));
  expect(plan?.run).toContain('[ "$EVERYTHING" = true ] || args+=(--changed)');
});

test("only the branch is deployed, and no tag of its name", () => {
  for (const job of Object.values(WORKFLOWS["privatelink-deploy.yaml"]?.jobs ?? {}))
    expect(job.if).toMatch(/^github\.ref == 'refs\/heads\/main' &&/);
});

test("what runs Terraform is told to end before its job does, and once", () => {
  const running = STEPS.filter(([, { run }]) => /privatelink (plan|apply)|main\.js/.test(run ?? ""));
  expect(running).toHaveLength(3);
  for (const [, { run }] of running)
    expect(run).toMatch(/timeout --foreground "44m" node dist\/cli\/main\.js (plan|apply)/);
});

test("a plan of a pull request that could be applied is removed before anything is kept", () => {
  const names = WORKFLOWS["privatelink-pull-request.yaml"]?.jobs.plan?.steps?.map(({ run, uses }) => run ?? uses ?? "");
  const removed = names?.findIndex((each) => each.includes("-name plan.tfplan -delete")) ?? -1;
  const kept = names?.findIndex((each) => each.includes("privatelink-seal")) ?? -1;
  expect(removed).toBeGreaterThan(0);
  expect(kept).toBeGreaterThan(removed);
});

test("every artifact is encrypted, but for the package that is published", () => {
  const uploading = STEPS.filter(([, { uses }]) => uses?.startsWith("actions/upload-artifact@"));
  expect(uploading.map(([file, step]) => [file, step.with?.path])).toEqual([
    ["release.yaml", "release/"],
    [".github/actions/privatelink-seal/action.yaml", "${{ runner.temp }}/sealed.gpg"],
  ]);
});

describe("what was deployed last", () => {
  const apply = WORKFLOWS["privatelink-apply.yaml"]?.jobs.apply?.steps ?? [];
  const placeOf = (is: (step: Step) => boolean | undefined) => apply.findIndex(is);

  test("is fetched in the job that applies, after the approval, and replaced only if nothing else changed it", () => {
    const fetched = placeOf(({ uses }) => uses?.includes("privatelink-deployed"));
    const applied = placeOf(({ run }) => run?.includes("main.js apply"));
    expect(fetched).toBeGreaterThan(placeOf(({ uses }) => uses?.includes("configure-aws-credentials")));
    expect(applied).toBeGreaterThan(fetched);
    const scripts = STEPS.map(([, { run = "" }]) => run);
    expect(scripts.filter((run) => run.includes("aws s3 cp"))).toEqual([]);
    const writing = scripts.filter((run) => run.includes("put-object"));
    expect(writing).toHaveLength(1);
    expect(writing[0]).toMatch(/--if-none-match[\s\S]*--if-match/);
  });

  test("is not taken from the plans, which an older run may have kept", () => {
    expect(JSON.stringify(apply)).not.toContain("received/1/deployed.json");
    expect(filesOf("gitlab")[".gitlab/privatelink.yml"]).not.toContain("received/1/deployed.json");
  });
});

describe("the comment on a pull request", () => {
  const jobs = WORKFLOWS["privatelink-pull-request.yaml"]?.jobs ?? {};

  test("is replaced at once, and written by the last job, which knows all others", () => {
    expect(jobs.announce?.needs).toBeUndefined();
    const others = Object.keys(jobs).filter((name) => !["comment", "privatelink"].includes(name));
    expect(jobs.comment?.needs).toEqual(others);
    expect(jobs.comment?.if).toContain("!cancelled()");
  });

  test("offers no command to apply what CI has thrown away", () => {
    const reviews = jobs.review?.steps?.filter(({ run }) => run?.includes("privatelink review"));
    expect(reviews).toHaveLength(1);
    expect(reviews?.[0]?.run).toContain('--head "$HEAD" --no-apply');
  });
});

test("a merge queue gets the required check, and no job that writes or has a secret", () => {
  const { on, jobs = {} } = WORKFLOWS["privatelink-pull-request.yaml"] ?? {};
  expect(on).toEqual({ pull_request: null, merge_group: null });
  const running = Object.values(jobs).filter(({ if: condition, needs }) => condition === undefined && !needs);
  expect(running).toEqual([jobs.checks]);
  expect(JSON.stringify(jobs.checks)).not.toMatch(/secrets\.|"write"|vars\./);
});

test("the folder that the jobs write to is none that git sees: plans are of a clean commit", () => {
  expect(readFileSync(join(PACKAGE_ROOT, ".gitignore"), "utf8").split("\n")).toContain("ci.out/");
});
