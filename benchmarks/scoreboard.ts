import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CLASSIFICATION_FILE } from "../policies/checker/manifest";
import type { JudgedDocument } from "../policies/checker/report/report-schema";
import { HIDINGS, type Hiding } from "../scripts/mutations/hiding";
import { isObject } from "../scripts/mutations/model";
import { type Mutant, mutantOf } from "../scripts/mutations/mutant";
import { asPlan, PLAN_FORMS, type Plan, type PlanForm } from "../scripts/mutations/plan-form";
import { launches, secondHomes } from "../scripts/mutations/second-homes";
import { asStack, besideStatic, SHAPES } from "../scripts/mutations/stack-form";
import { placeIn, TWO_VPCS } from "../scripts/mutations/two-vpcs";
import { type WayOut, waysOut } from "../scripts/mutations/ways-out";
import { PACKAGE_ROOT } from "../support/package-root";

/** A plan of the same configuration: see __tests__/policies/fixtures/README.md. */
const SEED_PLAN = join(PACKAGE_ROOT, "__tests__/policies/fixtures/two-vpcs/create.json");
const ORDINARY = join(PACKAGE_ROOT, "__tests__/policies/ordinary");
const PAGE = join(PACKAGE_ROOT, "docs/policies/scoreboard.md");
const [PLAINLY] = HIDINGS as [Hiding];
const [TO_CREATE] = PLAN_FORMS as [PlanForm];

/** A part of the corpus, as documents. */
interface Part {
  readonly name: string;
  readonly framework: string;
  readonly file: string;
  readonly documents: readonly unknown[];
  /** The resource that is the way out in each document. @default - the one called `mutation` */
  readonly addresses?: readonly RegExp[];
}

/** A program, with what it says of a folder: the documents, by number, in which it objects to the mutation. */
interface Program {
  readonly name: string;
  readonly version: string;
  finds(folder: string, part: Part): ReadonlySet<number>;
}

const ids = (address: string) => `${address.split("_")[1]?.split(".")[0]}-0123456789abcdef0`;
const place = placeIn("consumer", ids);
const hub = placeIn("service", ids);
const seedPlan: Plan = JSON.parse(readFileSync(SEED_PLAN, "utf8"));

/** Each way out once, plainly, by each type of the provider that has one; and one way out hidden in every way. */
function parts(): Part[] {
  const { classification } = JSON.parse(
    readFileSync(join(PACKAGE_ROOT, CLASSIFICATION_FILE), "utf8"),
  ).privatelink_policy;
  const all = waysOut(classification).filter(({ type, placedBy }) => type.startsWith("aws_") && placedBy !== undefined);
  const ways = all.filter(({ type }, index) => all.findIndex((other) => other.type === type) === index);
  const inBlocks = all.filter(
    ({ name, body }) => Object.values(body).some(isObject) && !name.includes("${var.unknown}"),
  );
  const gateway = ways.find(({ type }) => type === "aws_internet_gateway") as WayOut;
  const both = (what: string, mutants: readonly Mutant[]): Part[] => [
    { name: `${what}, in a stack`, ...WRITTEN, documents: mutants.map(({ added }) => asStack(TWO_VPCS, added)) },
    { name: `${what}, in a plan`, ...PLANNED, documents: mutants.map(planOf) },
  ];
  return [
    ...both(
      "each type that opens a VPC",
      ways.map((way) => mutantOf(way, place, PLAINLY)),
    ),
    ...both(
      "an internet gateway, by hidden references",
      HIDINGS.map((hiding) => mutantOf(gateway, place, hiding, hub)),
    ),
    {
      name: "an internet gateway, in every shape of JSON",
      ...WRITTEN,
      documents: SHAPES.map(({ write }) => write(asStack(TWO_VPCS, mutantOf(gateway, place, PLAINLY).added))),
    },
    ...both(
      "a dynamic block beside a static one",
      inBlocks.map((way) => mutantOf(way, place, PLAINLY, hub, besideStatic)),
    ),
    ...both("a thing in two VPCs", secondHomes(classification, { consumer: place, hub })),
    ...both("what launches from a template with public addresses", launches(classification, { consumer: place, hub })),
    opened(),
  ];
}

const WRITTEN = { framework: "terraform_json", file: "cdk.tf.json" };
const PLANNED = { framework: "terraform_plan", file: "plan.json" };

function planOf({ added, evaluate }: Mutant): unknown {
  // checkov takes for a plan only what says its version of Terraform.
  return { terraform_version: "1.15.5", ...asPlan(seedPlan, added, TO_CREATE, evaluate) };
}

/** Ordinary configurations with one way out: see __tests__/policies/ordinary/README.md. */
function opened(): Part {
  const names = Object.keys(OPENED);
  const documents = names.map((name) => JSON.parse(readFileSync(join(ORDINARY, name, "opened.json"), "utf8")));
  return {
    name: "an ordinary configuration that is opened, in a plan",
    ...PLANNED,
    documents,
    addresses: Object.values(OPENED),
  };
}

/** The resource that opens each. */
const OPENED: Readonly<Record<string, RegExp>> = {
  "adopted-defaults": /aws_default_route_table\.default/,
  containers: /aws_ecs_service\.this/,
  database: /aws_db_instance\.this/,
  instances: /aws_eip\.this/,
  "interface-endpoints": /aws_vpc_endpoint\.this/,
  "internal-load-balancer": /aws_lb\.this/,
  "ipv6-only": /aws_egress_only_internet_gateway\.this/,
  "isolated-beside-hub": /aws_vpc_peering_connection\.app/,
  kubernetes: /aws_eks_cluster\.this/,
  "registry-vpc": /aws_internet_gateway\.this/,
  "zones-for-each": /aws_route\.out/,
};

function run(command: string, ...args: string[]): string {
  const { stdout, error } = spawnSync(command, args, { cwd: PACKAGE_ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error !== undefined) throw error;
  return stdout;
}

const MUTATION = /\.(mutation|launched)\b/;

/** The folders of documents are called by their numbers. */
const numberOf = (file: string) => Number(/(\d+)\/[^/]*$/.exec(file)?.[1]);

/** Whether a text of a program is about the way out of a document. */
function isAbout({ addresses = [] }: Part, number: number, text: string): boolean {
  return (addresses[number] ?? MUTATION).test(text);
}

function ownPolicies(): Program {
  return {
    name: "these policies",
    version: JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")).version,
    finds(folder, part) {
      const files = part.documents.map((_, number) => join(folder, String(number), part.file));
      const report = JSON.parse(run("node", "dist/cli/main.js", "policy", ...files, "--format", "json"));
      const found = (report.documents as JudgedDocument[]).filter(
        ({ source, verdict }) =>
          verdict.verdict !== "unjudgeable" &&
          verdict.findings.some(
            ({ address, outcome }) => outcome !== "warning" && isAbout(part, numberOf(source), address),
          ),
      );
      return new Set(found.map(({ source }) => numberOf(source)));
    },
  };
}

function conftest(program: string): Program {
  const rego = ["policies/rego", "policies/conftest"].flatMap((folder) => ["--policy", folder]);
  return {
    name: "conftest, with the same Rego",
    version: `OPA ${/OPA: (\S+)/.exec(run(program, "--version"))?.[1]}`,
    finds(folder, part) {
      const files = part.documents.map((_, number) => join(folder, String(number), part.file));
      const text = run(program, "test", "--no-fail", ...rego, "--data", "policies/data", "--output", "json", ...files);
      const results: { filename: string; failures?: { msg: string }[] }[] = JSON.parse(text);
      return new Set(
        results
          .filter(({ filename, failures = [] }) => failures.some(({ msg }) => isAbout(part, numberOf(filename), msg)))
          .map(({ filename }) => numberOf(filename)),
      );
    },
  };
}

function checkov(program: string): Program {
  return {
    name: "checkov, with its own rules",
    version: run(program, "--version").trim(),
    finds(folder, part) {
      const text = run(
        program,
        "--quiet",
        "--compact",
        "--soft-fail",
        "--skip-download",
        "--output",
        "json",
        "--framework",
        part.framework,
        "--directory",
        folder,
      );
      const parsed: unknown = JSON.parse(text);
      const reports = (Array.isArray(parsed) ? parsed : [parsed]) as {
        results?: { failed_checks?: { resource: string; file_path: string }[] };
      }[];
      const failed = reports.flatMap(({ results }) => results?.failed_checks ?? []);
      return new Set(
        failed
          .map(({ resource, file_path }) => ({ resource, number: numberOf(file_path) }))
          .filter(({ resource, number }) => isAbout(part, number, resource))
          .map(({ number }) => number),
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
\`__tests__/policies/mutations\`. Of the things in two VPCs, none leaves the consumer's VPC proven: in the documents that are
not counted, these policies object to the other of the two resources that make the way out.
`;
}

main();
