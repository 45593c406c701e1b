import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformDigest } from "../../engine/stack-files";
import { CHANGED_FORMAT, type ChangedFile } from "../../pipeline/changed-file";
import { PLANS_FORMAT, type PlannedStack, type PlansFile } from "../../pipeline/plans-file";
import { readManifest } from "../../policies/checker/manifest";
import { REPORT_FORMAT, type Report } from "../../policies/checker/report/report-schema";
import { today } from "../../support/date";
import { PACKAGE_ROOT } from "../../support/package-root";
import { sha256 } from "../../support/sha256";

/** A resource of a plan, as far as a test needs to say it. */
export interface ResourceSpec {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly replacePaths?: readonly (readonly (string | number)[])[];
  readonly reason?: string;
  readonly afterUnknown?: object;
  readonly beforeSensitive?: object;
  readonly afterSensitive?: object;
  readonly importing?: object;
}

/** A stack with its plan. */
export interface StackSpec extends Partial<PlannedStack> {
  readonly name: string;
  /** undefined: it has no plan.json. */
  readonly resources?: readonly ResourceSpec[];
}

export const COMMIT = "0123456789abcdef0123456789abcdef01234567";
export const DIGEST = sha256("stack");

/** What `terraform show -json` prints of a plan. */
export function planJson(resources: readonly ResourceSpec[]): string {
  return JSON.stringify({
    format_version: "1.2",
    resource_changes: resources.map((spec) => {
      const { address, actions, before = null, after = null, replacePaths, reason } = spec;
      const [type = "", rest = ""] = address.split(/\.(.*)/s);
      return {
        ...{ address, type, mode: "managed", name: rest.replace(/\[.*$/s, "") },
        ...(reason === undefined ? {} : { action_reason: reason }),
        change: {
          ...{ actions, before, after, replace_paths: replacePaths, after_unknown: spec.afterUnknown },
          ...{ before_sensitive: spec.beforeSensitive, after_sensitive: spec.afterSensitive },
          importing: spec.importing,
        },
      };
    }),
  });
}

/** A stack as the index of plans has it. */
export function plannedStack({ name, resources, ...rest }: StackSpec): PlannedStack {
  const [environment = "", kind = ""] = name.split("-");
  const count = (...wanted: string[]) =>
    (resources ?? []).filter(({ actions }) => actions.join() === wanted.join()).length;
  return {
    ...{ name, environment, kind, folder: `stacks/${name}`, account: "111111111111", region: "us-east-1" },
    ...{ dependencies: [], wave: 0, change: "changed", mode: "apply", reason: null, waits_for: [] },
    result: resources === undefined ? "failed" : "planned",
    stack_digest: DIGEST,
    plan_digest: resources === undefined ? null : sha256("plan"),
    json_digest: resources === undefined ? null : sha256(planJson(resources)),
    state: null,
    counts:
      resources === undefined
        ? null
        : {
            ...{ create: count("create"), update: count("update"), destroy: count("delete"), forget: count("forget") },
            ...{ replace: count("delete", "create") + count("create", "delete"), import: 0 },
          },
    ...rest,
  };
}

/** Writes a folder of plans. @returns the stacks of its index. */
export function writePlans(
  folder: string,
  specs: readonly StackSpec[],
  index: Partial<PlansFile> = {},
): PlannedStack[] {
  const stacks = specs.map(plannedStack);
  mkdirSync(folder, { recursive: true });
  for (const { name, resources } of specs) {
    if (resources === undefined) continue;
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "plan.json"), planJson(resources));
  }
  const about = { generated_at: "2026-11-29T10:00:00Z", commit: COMMIT, dirty: false, terraform: "1.15.5" };
  writeFileSync(join(folder, "plans.json"), JSON.stringify({ ...PLANS_FORMAT, ...about, stacks, ...index }));
  return stacks;
}

/** Writes the configuration of a stack that has no plan. @param outdir output folder of the synthesis. @returns its digest. */
export function writeConfiguration(outdir: string, { name, mode }: StackSpec): Pick<PlannedStack, "stack_digest"> {
  const folder = join(outdir, mode === "destroy" ? "removed" : "stacks", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ "//": name }));
  return { stack_digest: terraformDigest(folder) };
}

/** What `privatelink changed` says of stacks. */
export function changedFile(stacks: readonly PlannedStack[], rest: Partial<ChangedFile> = {}): ChangedFile {
  return {
    ...CHANGED_FORMAT,
    base: { from: "commit", ref: "main", commit: "f".repeat(40) },
    head: { commit: COMMIT, dirty: false },
    ...{ unchanged: 3, waves: [], destroy: [] },
    stacks: stacks.map(({ change, stack_digest, ...stack }) => {
      const { name, environment, kind, folder, account, region, dependencies, wave } = stack;
      return {
        ...{ name, environment, kind, folder, account, region, dependencies, wave },
        change: change ?? "changed",
        before: change === "new" ? null : DIGEST,
        after: change === "gone" ? null : stack_digest,
      };
    }),
    ...rest,
  };
}

type Documents = Report["documents"];
type Judged = Extract<Documents[number]["verdict"], { verdict: "clean" | "violations" }>;

/** A document that was judged. */
export function judged(
  source: string,
  stack: string,
  digest: string | null,
  rest: Partial<Judged> = {},
): Documents[number] {
  return {
    source,
    ...(digest === null ? {} : { digest }),
    stack,
    verdict: {
      ...{ verdict: "clean", form: "plan", role: null, stack, consumer_vpcs: [], findings: [], relied_on: [] },
      examined: { resources: 1, types: 1, vpcs: 0, rules: ["no-peering"], account: null },
      waivers: { used: [], unused: [], expired: [] },
      names: { used: {}, seen: {}, destroyed: [], taken_out: [] },
      ...rest,
    },
  };
}

/** A finding. */
export function finding(rest: Partial<Judged["findings"][number]> = {}): Judged["findings"][number] {
  return {
    ...{ rule: "no-nat", title: "NAT", severity: "critical", outcome: "violated", address: "aws_nat_gateway.out" },
    ...{ construct_path: null, vpcs: [], about: [], basis: "role", message: "leads to the internet", witness: [] },
    ...{ cut: null, settle: null, remediation: "remove it", links: [], waiver: null, fingerprint: "0" },
    origin: { file: "environments/dev/consumers/web.yaml", line: 4, column: 3, key: "vpc", status: "found" },
    ...rest,
  };
}

/** A consumer VPC. */
export function vpc(
  result: "PROVEN" | "VIOLATED" | "UNPROVEN",
  address = "aws_vpc.vpc",
): Judged["consumer_vpcs"][number] {
  return {
    ...{ address, construct_path: null, result, because: "role", examined: { aws_subnet: 2 }, assumptions: [] },
    endpoints: [],
    origin: null,
    findings: { waived: 0, no_way_out: 0, warning: 0, warning_critical: 0, warning_high: 0 },
  };
}

/** A report on documents. */
export function report(documents: Documents, rest: Partial<Report> = {}): Report {
  const violates = documents.some(({ verdict }) => verdict.verdict === "violations");
  const isOpen = documents.some(({ verdict }) => verdict.verdict === "unjudgeable");
  const count = { documents: documents.length, clean: 0, violations: 0, unjudgeable: 0 };
  return {
    ...REPORT_FORMAT,
    verdict: isOpen ? "unjudgeable" : violates ? "violations" : "clean",
    exit_code: isOpen ? 2 : violates ? 1 : 0,
    problem: null,
    policy: { opa: "1.0.0", wasm: readManifest(PACKAGE_ROOT).wasm },
    data: { files: [], digests: {}, now: today(), status: [] },
    counts: {
      ...count,
      consumer_vpcs: { proven: 0, violated: 0, unproven: 0 },
      findings: { violated: 0, unproven: 0, warning: 0, warning_critical: 0, warning_high: 0, waived: 0 },
    },
    ...{ waivers: [], notices: [], documents },
    ...rest,
  };
}

/**
 * A report on the plans of a folder, each clean.
 *
 * @param outdir output folder, whose stacks without a plan are judged by their configuration. @default - none is
 */
export function cleanReport(folder: string, stacks: readonly PlannedStack[], outdir?: string): Report {
  return report(
    stacks.flatMap(({ name, json_digest, mode }) => {
      if (json_digest !== null) return [judged(join(folder, name, "plan.json"), name, json_digest)];
      const path = join(outdir ?? folder, mode === "destroy" ? "removed" : "stacks", name, "cdk.tf.json");
      if (outdir === undefined || !existsSync(path)) return [];
      return [judged(path, name, sha256(readFileSync(path)), { form: "cdk.tf.json" })];
    }),
  );
}
