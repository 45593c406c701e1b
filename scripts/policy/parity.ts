import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { loadEnvironments } from "../../config/load";
import { synthesize } from "../../engine/synthesize";
import { STATUS_FORMAT } from "../../ledger/status-report";
import { CONFTEST_FOLDER, DATA_FOLDER, REGO_FOLDER } from "../../policies/checker/manifest";
import { load } from "../../policies/checker/policy";
import { type PolicyData, readPolicyData } from "../../policies/checker/policy-data";
import { provesNothing } from "../../policies/checker/report/words";
import { fails, type Verdict, verdictOf } from "../../policies/checker/verdict";
import { UserError } from "../../support/user-error";
import { opa } from "./opa";

const FIXTURES = "__tests__/policies/fixtures";
const NOW = "2026-11-25";

const SERVICE = { address: "aws_vpc_endpoint_service.x", mode: "managed", type: "aws_vpc_endpoint_service", name: "x" };
const SERVICE_ID = "vpce-svc-0123456789abcdef0";

/** A plan that destroys an endpoint service. */
const DESTROYING = {
  format_version: "1.2",
  planned_values: { outputs: { privatelink_stack_role: { value: "service" } }, root_module: {} },
  resource_changes: [
    { ...SERVICE, change: { actions: ["delete"], before: { id: SERVICE_ID }, after: null, after_unknown: {} } },
  ],
  configuration: { root_module: { resources: [{ ...SERVICE, expressions: {} }] } },
};

/** A status by which nobody is connected to it. */
const FREE = {
  format: STATUS_FORMAT,
  generated_at: `${NOW}T10:00:00Z`,
  source: "aws",
  services: [{ environment: "prod", service: "orders", service_id: SERVICE_ID, is_known: true, connections: [] }],
};

/** Something to judge: a file, and what the user says. */
interface Case {
  readonly file: string;
  readonly data: PolicyData;
  /** Files of the same data, as options of OPA and conftest. */
  readonly options: readonly string[];
}

/** That OPA and conftest, if it is there, say of stacks and plans what the WebAssembly module says. */
export async function parity(root: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "policy-parity-"));
  try {
    const cases = await casesIn(root, folder);
    const verdicts = await inWebAssembly(root, cases);
    cases.forEach((each, index) => {
      mustAgree(each, verdicts[index] as Verdict, inOpa(root, each));
    });
    const said = `opa eval: the verdicts of the module on ${cases.length} documents`;
    return [said, inConftest(root, cases, verdicts)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Stacks that pass, one that does not, without and with a waiver; a stack of somebody else without a consumer's VPC; real
 * plans; and what cannot be judged.
 */
async function casesIn(root: string, folder: string): Promise<Case[]> {
  await synthesize({
    environments: loadEnvironments(join(root, "environments"), ["dev"]),
    outdir: join(folder, "out"),
  });
  const stacks = readdirSync(join(folder, "out/stacks")).map((name) => join(folder, "out/stacks", name, "cdk.tf.json"));
  const plans = readdirSync(join(root, FIXTURES), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(root, FIXTURES, name));
  const write = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const stack = JSON.parse(readFileSync(join(folder, "out/stacks/dev-consumer-web/cdk.tf.json"), "utf8"));
  const aws_internet_gateway = { out: { vpc_id: "vpc-0123456789abcdef0" } };
  const refused = write("refused.json", { ...stack, resource: { ...stack.resource, aws_internet_gateway } });
  const waiver = { rule: "no-internet-gateway", address: "aws_internet_gateway.out", reason: "a", owner: "b" };
  const said = write("policy.json", { waivers: [{ ...waiver, expires: "2026-12-31" }], config: { strict: true } });
  const foreign = write("foreign.json", { resource: { aws_vpc: { app: { cidr_block: "10.0.0.0/16" } } } });
  const config = { allow_no_consumer_vpc: true, other_vpcs: ["aws_vpc.app", "aws_vpc.none"] };
  const lenient = write("lenient.json", { config });
  const now = write("now.json", { now: NOW });
  const [destroying, free] = [write("destroying.json", DESTROYING), write("free.json", FREE)];
  const known = write("known.json", { status: [FREE], status_since: FREE.generated_at });
  const withData = {
    data: readPolicyData([said], NOW),
    options: [said, now].flatMap((file) => ["--data", `privatelink_policy:${file}`]),
  };
  const without = { data: readPolicyData([], NOW), options: ["--data", `privatelink_policy:${now}`] };
  return [
    ...[...stacks, ...plans, refused, foreign, write("empty.json", {})].map((file) => ({ file, ...without })),
    { file: refused, ...withData },
    { file: destroying, ...without },
    {
      file: destroying,
      data: readPolicyData([], NOW, [free]),
      options: [now, known].flatMap((file) => ["--data", `privatelink_policy:${file}`]),
    },
    {
      file: foreign,
      data: readPolicyData([lenient], NOW),
      options: [lenient, now].flatMap((file) => ["--data", `privatelink_policy:${file}`]),
    },
  ];
}

async function inWebAssembly(root: string, cases: readonly Case[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { file, data } of cases) verdicts.push((await load(root, data)).judgeText(readFileSync(file)));
  return verdicts;
}

function inOpa(root: string, { file, options }: Case): Verdict {
  const sources = ["--data", REGO_FOLDER, "--data", DATA_FOLDER, ...options, "--input", file];
  const run = opa(["eval", ...sources, "--format", "json", "data.privatelink.verdict"], root);
  if (!run.ok) throw new UserError(`opa eval failed on ${file}:\n${run.stderr}${run.stdout}`);
  const { result } = JSON.parse(run.stdout) as { result?: { expressions: { value: unknown }[] }[] };
  return verdictOf(result?.map(({ expressions }) => ({ result: expressions[0]?.value })));
}

function mustAgree({ file }: Case, wasm: Verdict, other: Verdict): void {
  if (!isDeepStrictEqual(inOrder(wasm), inOrder(other)))
    throw new UserError(
      `OPA and the module do not agree on ${file}:\n${JSON.stringify(other, null, 2)}\n${JSON.stringify(wasm, null, 2)}`,
    );
}

/** A verdict whose lists without an order of their own are in order. */
function inOrder(verdict: Verdict): unknown {
  return JSON.parse(JSON.stringify(verdict), (_, value) =>
    Array.isArray(value) && value.every((each) => typeof each === "string") ? value.toSorted() : value,
  );
}

/** What conftest denies, and what it warns of. */
interface ConftestResult {
  readonly failures?: readonly unknown[];
  readonly warnings?: readonly unknown[];
}

function inConftest(root: string, cases: readonly Case[], verdicts: readonly Verdict[]): string {
  const program = process.env.CONFTEST ?? "conftest";
  if (spawnSync(program, ["--version"]).error !== undefined)
    return "conftest: skipped, for it is not on PATH nor named in the variable CONFTEST";
  cases.forEach(({ file, data, options }, index) => {
    const sources = ["--policy", REGO_FOLDER, "--policy", CONFTEST_FOLDER, "--data", DATA_FOLDER, ...options];
    const run = spawnSync(program, ["test", ...sources, "--output", "json", file], { cwd: root, encoding: "utf8" });
    const [result]: ConftestResult[] = JSON.parse(run.stdout || "[]");
    const denied = result?.failures?.length ?? 0;
    const warned = result?.warnings?.length ?? 0;
    const expected = expectedOf(verdicts[index] as Verdict, data);
    const agrees = denied === expected.denied && warned === expected.warned;
    if (result === undefined || !agrees || (run.status === 0) !== (expected.denied === 0))
      throw new UserError(
        `conftest must deny ${expected.denied} and warn of ${expected.warned} things of ${file}, ` +
          `got:\n${run.stdout}${run.stderr}`,
      );
  });
  return `conftest: denies what the module refuses, and warns of the rest, on ${cases.length} documents`;
}

/** How many things conftest denies, and of how many it warns, where it agrees with a verdict and with the report on it. */
function expectedOf(verdict: Verdict, { config, names }: PolicyData): { denied: number; warned: number } {
  if (verdict.verdict === "unjudgeable") return { denied: verdict.why.length, warned: 0 };
  const denied = verdict.findings.filter(fails).length;
  const unused = names.filter(({ list, index }) => !verdict.names.used[list]?.includes(index)).length;
  const nothing = provesNothing(verdict) ? 1 : 0;
  const [more, warned] = config.allow_no_consumer_vpc ? [0, nothing] : [nothing, 0];
  const relied = new Set(verdict.relied_on.map(({ rule, address, because }) => `${rule} ${address} ${because}`)).size;
  return { denied: denied + more, warned: verdict.findings.length - denied + unused + warned + relied };
}
