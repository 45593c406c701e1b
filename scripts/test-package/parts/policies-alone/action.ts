import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shellWord } from "../../../../support/shell";
import { CheckFailed } from "../../../test-terraform/report";
import type { Context } from "../../context";
import { CLEAN_PLAN, REFUSED_PLAN } from "./documents";
import { Runner, type Step } from "./runner";

/** What a run must give. */
interface Expected {
  readonly code: number;
  readonly verdict: string;
  /** Of each of these, a line that is a command to the runner; no other lines are. @default - none */
  readonly commands?: readonly RegExp[];
  /** @default - anything */
  readonly output?: RegExp;
}

/** A name that would run commands, were it evaluated. */
const HOSTILE = "$(touch pwned)`touch pwned`;touch pwned;'\".json";
/** A name that looks like a command to the runner. */
const COMMAND = "::error title=x::forged.json";

/** The composite action for GitHub, run as its runner does, in a scratch workspace. */
export async function action(context: Context): Promise<void> {
  const { report, folder, tarball } = context;
  const workspace = join(folder, "workspace");
  for (const each of ["plans", "odd", "sub"]) mkdirSync(join(workspace, each), { recursive: true });
  copyFileSync(tarball, join(workspace, "package.tgz"));
  copyFileSync(CLEAN_PLAN, join(workspace, "plans/one clean plan.json"));
  copyFileSync(CLEAN_PLAN, join(workspace, "sub/plan[1].json"));
  copyFileSync(REFUSED_PLAN, join(workspace, "refused.json"));
  for (const name of [HOSTILE, COMMAND, "-", "--help", "-e.json"])
    copyFileSync(CLEAN_PLAN, join(workspace, "odd", name));
  writeFileSync(join(workspace, "broken.json"), "{");
  writeFileSync(join(workspace, ".npmrc"), "registry=http://127.0.0.1:9/\n");
  const waivers = [{ rule: "no-nat-gateway", address: "a.b", reason: "r", owner: "o", expires: "2020-01-01" }];
  writeFileSync(join(workspace, "policy data.json"), JSON.stringify({ waivers }));
  const runner = new Runner(context, workspace);
  const given = { package: "package.tgz" };
  let path: readonly string[] = [];
  const check = (
    name: string,
    inputs: Readonly<Record<string, string>>,
    expected: Expected,
    more?: (step: Step) => void,
  ) =>
    report.check(`action: ${name}`, async () => {
      const step = await runner.run({ ...given, ...inputs }, path);
      const { commands = [] } = expected;
      const isRight =
        step.code === expected.code &&
        step.verdict === expected.verdict &&
        commands.every((pattern) => step.commands.some((line) => pattern.test(line))) &&
        step.commands.every((line) => commands.some((pattern) => pattern.test(line))) &&
        (expected.output ?? /^/).test(step.output) &&
        !existsSync(join(workspace, "pwned"));
      if (!isRight) throw new CheckFailed(`code ${step.code}, verdict ${step.verdict}\n${step.output}`);
      more?.(step);
      return step;
    });
  const clean = { code: 0, verdict: "clean" };
  const first = await check(
    "npm installs the package, and a clean plan passes",
    { paths: "plans/one clean plan.json", reports: "sarif=out/policy.sarif\njunit=out/junit.xml" },
    clean,
    ({ summary, report: file }) => {
      const { version } = JSON.parse(readFileSync(join(workspace, "out/policy.sarif"), "utf8"));
      if (version !== "2.1.0" || !existsSync(join(workspace, "out/junit.xml"))) throw new CheckFailed("no reports");
      if (!summary.includes("clean") || JSON.parse(readFileSync(file, "utf8")).verdict !== "clean")
        throw new CheckFailed(`summary:\n${summary}`);
    },
  );
  // The others use what npm has installed.
  const installed = join(first.report, "../node_modules");
  path = [runner.shim("npm", `#!/bin/sh\nln -s ${shellWord(installed)} node_modules\n`)];
  const gateway = /^::error file=.*title=no-internet-gateway /;
  const anyFinding = /^::(error|warning|notice) file=/;
  const refused = { code: 1, verdict: "violations", commands: [gateway, anyFinding] };
  const refuse = (text: RegExp) => ({ code: 2, verdict: "unjudgeable", commands: [text] });
  await check("ways out fail it, with annotations", { paths: "plans/*\nrefused.json" }, refused);
  await check("they do not with fail-on", { paths: "refused.json", "fail-on": "unjudgeable" }, { ...refused, code: 0 });
  for (const failOn of ["violations", "unjudgeable"])
    await check(
      `what is no plan fails it, with fail-on: ${failOn}`,
      { paths: "plans/*.json\nbroken.json", "fail-on": failOn },
      refuse(/^::error file=broken.json.*title=could not judge/),
    );
  await check(
    "patterns",
    { paths: "**/one*\n  sub/plan[1].json  \n\n./refus*" },
    { ...refused, output: /3 documents/ },
  );
  await check("hostile names", { paths: "odd/*" }, { ...clean, output: /5 documents/ });
  await check(
    "hostile names in a folder",
    { paths: "-*\n*rror*", "working-directory": "odd" },
    {
      ...clean,
      output: /4 documents/,
    },
  );
  await check("a hostile input", { paths: "$(touch pwned)\n" }, refuse(/^::error title=nothing was judged::paths: /));
  await check("a pattern without a match", { paths: "plans/*\nnone/*" }, refuse(/found nothing by none\/\*\./));
  await check(
    "a folder without stacks",
    { paths: "plans" },
    {
      ...refuse(/^/),
      commands: [/^::error file=plans,title=could not judge/, /^::notice title=not-judged/],
    },
  );
  await check("no path", { paths: " \n" }, refuse(/found no line/));
  await check("standard input is no path", { paths: "-" }, refuse(/found nothing by -\./));
  await check("an option is no path", { paths: "--version" }, refuse(/found nothing by --version\./));
  await check(
    "an expired waiver",
    { paths: "plans/*", data: "policy data.json" },
    { code: 1, verdict: "violations", commands: [/^::error file=policy data.json,line=1,title=waiver expired/] },
  );
  await check(
    "policy data that is not there",
    { paths: "plans/*", data: "none.yaml" },
    refuse(/none\.yaml.*no such file/),
  );
  // The annotation says the cause, as its own line of the log would.
  for (const format of ["pdf", "evil"])
    await check(
      `the format ${format}`,
      { paths: "plans/*", reports: `${format}=a` },
      refuse(new RegExp(`expected a report; found none\\. The program ended with 2: .*--format.*\\b${format}\\b`)),
    );
  await check(
    "a hostile format",
    { paths: "plans/*", reports: "a\u001b[2J::b%0A::error::c=x" },
    refuse(/ended with 2: /),
  );
  await check(
    "a wrong fail-on",
    { paths: "plans/*", "fail-on": "never\n::x::" },
    refuse(/fail-on: .*found: never%0A::x::/),
  );
  await check("a wrong folder", { paths: "plans/*", "working-directory": "none" }, refuse(/working-directory: /));
  await check("a package that is not there", { paths: "plans/*", package: "none.tgz" }, refuse(/package: /));
  for (const version of ["file:package.tgz", "1.2.3 --registry=x", "latest"])
    await check(`the version ${version}`, { paths: "plans/*", package: "", version }, refuse(/version: expected/));
  const [installing] = path;
  path = [runner.shim("npm", "#!/bin/sh\necho ::error::forged >&2\nexit 1\n")];
  await check(
    "npm fails",
    { paths: "plans/*", package: "" },
    refuse(/expected that npm installs cdktf-privatelink@\d/),
  );
  path = [runner.shim("node", '#!/bin/sh\n[ "$1" != --version ] || echo v18.0.0\nexit 1\n'), installing ?? ""];
  await check("an old Node", { paths: "plans/*" }, refuse(/expected Node 20.12 or newer; found v18/));
}
