import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../../../../policies/checker/verdict";
import { PACKAGE_ROOT } from "../../../../support/package-root";
import { CheckFailed } from "../../../test-terraform/report";
import type { Context } from "../../context";

const FIXTURES = join(PACKAGE_ROOT, "__tests__/policies/fixtures");

/** A plan that passes. */
export const CLEAN_PLAN = join(FIXTURES, "consumer/create.json");
/** A plan with ways out of a consumer VPC. */
export const REFUSED_PLAN = join(FIXTURES, "consumer-with-ways-out/plan.json");
/** Other plans. */
const PLANS = ["two-vpcs/create.json", "service-with-endpoint/destroy.json", "service-beside-consumer/plan.json"];

/** A stack of a consumer, with an internet gateway. */
const REFUSED_STACK = {
  output: { privatelink_stack_role: { value: "consumer" } },
  resource: {
    aws_vpc: { app: { cidr_block: "10.0.0.0/16" } },
    aws_internet_gateway: { out: { vpc_id: "${aws_vpc.app.id}" } },
  },
};

/** A stack of a consumer without a way out. */
const CLEAN_STACK = { ...REFUSED_STACK, resource: { aws_vpc: REFUSED_STACK.resource.aws_vpc } };

/** Plans and stacks that pass, that do not, and one that cannot be judged. */
export function writeDocuments(folder: string): string[] {
  const write = (name: string, content: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  return [
    ...[CLEAN_PLAN, REFUSED_PLAN, ...PLANS.map((name) => join(FIXTURES, name))],
    write("refused.json", REFUSED_STACK),
    write("clean.json", CLEAN_STACK),
    write("empty.json", {}),
  ];
}

/** Installs the package as a stranger does who has only plans: without its peers, into a folder. */
export async function installWithoutPeers({ processes, env, tarball }: Context, folder: string): Promise<void> {
  const args = ["install", "--prefix", folder, "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund", tarball];
  const { code, output } = await processes.run("npm", args, folder, env);
  if (code !== 0) throw new CheckFailed(output);
}

/** What `privatelink policy` of the installed package says of documents. */
export async function verdictsOf(
  { processes, env }: Context,
  folder: string,
  documents: readonly string[],
  options: readonly string[] = [],
): Promise<Verdict[]> {
  const args = ["privatelink", "policy", ...documents, "--format", "json", ...options];
  const { stdout, output } = await processes.run("npx", ["--no-install", ...args], folder, env);
  if (!stdout.startsWith("{")) throw new CheckFailed(output);
  const report = JSON.parse(stdout) as { readonly documents: readonly { source: string; verdict: Verdict }[] };
  return documents.map((file) => {
    const found = report.documents.find(({ source }) => source === file);
    if (found === undefined) throw new CheckFailed(`expected a verdict on ${file}; found none:\n${stdout}`);
    return found.verdict;
  });
}

/** A verdict in short, to compare: its word, and rule, address and outcome of each finding. */
export function inShort(verdict: Verdict | undefined): string {
  if (verdict === undefined) return "no verdict";
  const lines =
    verdict.verdict === "unjudgeable"
      ? [...verdict.why]
      : verdict.findings.map(({ rule, address, outcome }) => `${rule} ${address} ${outcome}`);
  return [verdict.verdict, ...[...new Set(lines)].sort()].join("\n");
}

/** Fails unless a text is the expected one. */
export function expectSame(what: string, found: string, expected: string): void {
  if (found !== expected) throw new CheckFailed(`${what}: expected\n${expected}\nfound\n${found}`);
}
