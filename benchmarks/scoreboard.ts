import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CLASSIFICATION_FILE } from "../policies/checker/manifest";
import { HIDINGS, type Hiding } from "../scripts/mutations/hiding";
import { together } from "../scripts/mutations/model";
import { mutantOf } from "../scripts/mutations/mutant";
import { asPlan, PLAN_FORMS, type Plan, type PlanForm } from "../scripts/mutations/plan-form";
import { asStack, SHAPES } from "../scripts/mutations/stack-form";
import { placeIn, TWO_VPCS } from "../scripts/mutations/two-vpcs";
import { type WayOut, waysOut } from "../scripts/mutations/ways-out";
import { PROJECT_ROOT } from "../support/project-root";

/** A plan of the same configuration: see __tests__/policies/fixtures/README.md. */
const SEED_PLAN = join(PROJECT_ROOT, "__tests__/policies/fixtures/two-vpcs/create.json");
const PAGE = join(PROJECT_ROOT, "docs/policies/scoreboard.md");
const [PLAINLY] = HIDINGS as [Hiding];
const [TO_CREATE] = PLAN_FORMS as [PlanForm];

/** A part of the corpus, as documents. */
interface Part {
  readonly name: string;
  readonly framework: string;
  readonly file: string;
  readonly documents: readonly unknown[];
}

/** A program, with what it says of a folder: the documents, by number, in which it objects to the mutation. */
interface Program {
  readonly name: string;
  readonly version: string;
  finds(folder: string, part: Part): ReadonlySet<number>;
}

const place = placeIn("consumer", (address) => `${address.split("_")[1]?.split(".")[0]}-0123456789abcdef0`);
const seedPlan: Plan = JSON.parse(readFileSync(SEED_PLAN, "utf8"));

/** Each way out once, plainly, by each type of the provider that has one; and one way out hidden in every way. */
function parts(): Part[] {
  const { classification } = JSON.parse(
    readFileSync(join(PROJECT_ROOT, CLASSIFICATION_FILE), "utf8"),
  ).privatelink_policy;
  const all = waysOut(classification).filter(({ type, placedBy }) => type.startsWith("aws_") && placedBy !== undefined);
  const ways = all.filter(({ type }, index) => all.findIndex((other) => other.type === type) === index);
  const gateway = ways.find(({ type }) => type === "aws_internet_gateway") as WayOut;
  const stack = (way: WayOut, hiding: Hiding) => asStack(TWO_VPCS, mutantOf(way, place, hiding).added);
  const plan = (way: WayOut, hiding: Hiding) => {
    const { added, evaluate } = mutantOf(way, place, hiding);
    // checkov takes for a plan only what says its version of Terraform.
    return { terraform_version: "1.15.5", ...asPlan(seedPlan, together(added), TO_CREATE, evaluate) };
  };
  const written = { framework: "terraform_json", file: "cdk.tf.json" };
  const planned = { framework: "terraform_plan", file: "plan.json" };
  return [
    { name: "each type that opens a VPC, in a stack", ...written, documents: ways.map((way) => stack(way, PLAINLY)) },
    { name: "each type that opens a VPC, in a plan", ...planned, documents: ways.map((way) => plan(way, PLAINLY)) },
    {
      name: "an internet gateway, by hidden references, in a stack",
      ...written,
      documents: HIDINGS.map((hiding) => stack(gateway, hiding)),
    },
    {
      name: "an internet gateway, by hidden references, in a plan",
      ...planned,
      documents: HIDINGS.map((hiding) => plan(gateway, hiding)),
    },
    {
      name: "an internet gateway, in every shape of JSON",
      ...written,
      documents: SHAPES.map(({ write }) => write(stack(gateway, PLAINLY))),
    },
  ];
}

function run(command: string, ...args: string[]): string {
  const { stdout, error } = spawnSync(command, args, { cwd: PROJECT_ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error !== undefined) throw error;
  return stdout;
}

const MUTATION = /\.mutation(\[|$)/;

/** The folders of documents are called by their numbers. */
const numberOf = (file: string) => Number(/(\d+)\/[^/]*$/.exec(file)?.[1]);

function ownPolicies(): Program {
  return {
    name: "these policies",
    version: JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")).version,
    finds(folder, { documents, file }) {
      const files = documents.map((_, number) => join(folder, String(number), file));
      const report = JSON.parse(run("node", "dist/cli/main.js", "policy", ...files, "--format", "json"));
      const found = report.documents.filter(
        ({ verdict }: { verdict: { findings?: { address: string; outcome: string }[] } }) =>
          verdict.findings?.some(({ address, outcome }) => outcome !== "warning" && MUTATION.test(address)),
      );
      return new Set(found.map((document: { source: string }) => numberOf(document.source)));
    },
  };
}

function conftest(program: string): Program {
  const rego = ["policies/rego", "policies/conftest"].flatMap((folder) => ["--policy", folder]);
  return {
    name: "conftest, with the same Rego",
    version: `OPA ${/OPA: (\S+)/.exec(run(program, "--version"))?.[1]}`,
    finds(folder, { documents, file }) {
      const files = documents.map((_, number) => join(folder, String(number), file));
      const text = run(program, "test", "--no-fail", ...rego, "--data", "policies/data", "--output", "json", ...files);
      const results: { filename: string; failures?: { msg: string }[] }[] = JSON.parse(text);
      return new Set(
        results
          .filter(({ failures = [] }) => failures.some(({ msg }) => msg.includes(".mutation")))
          .map(({ filename }) => numberOf(filename)),
      );
    },
  };
}

function checkov(program: string): Program {
  return {
    name: "checkov, with its own rules",
    version: run(program, "--version").trim(),
    finds(folder, { framework }) {
      const text = run(
        program,
        "--quiet",
        "--compact",
        "--soft-fail",
        "--skip-download",
        "--output",
        "json",
        "--framework",
        framework,
        "--directory",
        folder,
      );
      const parsed: unknown = JSON.parse(text);
      const reports = (Array.isArray(parsed) ? parsed : [parsed]) as {
        results?: { failed_checks?: { resource: string; file_path: string }[] };
      }[];
      const failed = reports.flatMap(({ results }) => results?.failed_checks ?? []);
      return new Set(
        failed.filter(({ resource }) => MUTATION.test(resource)).map(({ file_path }) => numberOf(file_path)),
      );
    },
  };
}

function main(): void {
  const { CONFTEST = "conftest", CHECKOV = "checkov" } = process.env;
  const programs = [ownPolicies(), conftest(CONFTEST), checkov(CHECKOV)];
  const out = mkdtempSync(join(tmpdir(), "scoreboard-"));
  const rows = parts().map((part, index) => {
    const folder = join(out, String(index));
    for (const [number, document] of part.documents.entries()) {
      mkdirSync(join(folder, String(number)), { recursive: true });
      writeFileSync(join(folder, String(number), part.file), JSON.stringify(document));
    }
    const counts = programs.map((program) => program.finds(folder, part).size);
    process.stdout.write(`${part.name}: ${counts.join(", ")} of ${part.documents.length}\n`);
    return [part.name, String(part.documents.length), ...counts.map(String)];
  });
  rmSync(out, { recursive: true });
  writeFileSync(PAGE, page(programs, rows));
}

function page(programs: readonly Program[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = ["part of the corpus", "documents", ...programs.map(({ name, version }) => `${name} (${version})`)];
  const date = new Date().toISOString().slice(0, 10);
  return `# Scoreboard

Written by \`npm run scoreboard\`, on ${date}. A consumer's VPC stands beside a service's, and into the consumer's is put one way out
at a time: each document has one, and must be refused. Counted is in how many documents a program objects to the resource that is
the way out, for whatever reason; that checkov asks for tags or encryption of it counts as well.

${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}

checkov judges resources one by one, by rules that mostly hold for all VPCs, and does not ask which VPC a resource is in. conftest
has no rules of its own; it is given these. The whole corpus, some ten thousand documents, is judged by the tests in
\`__tests__/policies/mutations\`.
`;
}

main();
