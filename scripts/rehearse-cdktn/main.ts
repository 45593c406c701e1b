import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { UserError } from "../../support/user-error";
import { cleanEnvironment } from "../test-package/clean-environment";
import { Processes } from "../test-terraform/processes";
import { renderFacts, withFacts } from "./page";
import { type Outcome, rehearse } from "./rehearsal";
import { steps } from "./steps";

// Tries in a scratch copy what it takes to move from cdktf to its successor: `npm run rehearse:cdktn`. It needs the npm
// registry. With `--write`, it writes what it found into docs/cdktn.md; nothing else of the project changes. The tests take most of
// the time; `--without-tests` leaves them out, and the page says so.

const PAGE = join(PACKAGE_ROOT, "docs/cdktn.md");
const [WRITE, WITHOUT_TESTS] = ["--write", "--without-tests"];
const OPTIONS: readonly string[] = [WRITE, WITHOUT_TESTS];
const EXIT_WRONG_OPTIONS = 2;
const EXIT_INTERRUPTED = 130;

const processes = new Processes();

async function main(): Promise<number> {
  const options = process.argv.slice(2);
  const unknown = options.filter((option) => !OPTIONS.includes(option));
  if (unknown.length > 0)
    throw new UserError(`Expected ${OPTIONS.join(", ")} or nothing; found: ${unknown.join(" ")}.`);
  return withTemporaryFolder("rehearse-cdktn", async (folder) => {
    const [project, outputs] = [join(folder, "project"), join(folder, "outputs")];
    for (const path of [project, outputs]) mkdirSync(path);
    const scratch = { processes, env: cleanEnvironment(), project, outputs };
    const outcomes = await rehearse(
      steps(PACKAGE_ROOT, { withTests: !options.includes(WITHOUT_TESTS) }),
      scratch,
      print,
    );
    const facts = renderFacts(outcomes, new Date().toISOString().slice(0, 10)).replaceAll(folder, "SCRATCH");
    if (options.includes(WRITE)) await write(facts);
    else process.stdout.write(`\n${facts}\n`);
    return outcomes.every(({ isGood }) => isGood) ? 0 : 1;
  });
}

function print({ name, isGood, isSkipped, seconds, summary }: Outcome): void {
  const result = isGood ? "ok" : isSkipped ? "skipped" : "FAILED";
  process.stdout.write(`${result.padEnd(8)} ${name} (${seconds} s): ${summary}\n`);
}

/** Writes the facts into the page, formatted as the other pages are. */
async function write(facts: string): Promise<void> {
  writeFileSync(PAGE, withFacts(readFileSync(PAGE, "utf8"), facts));
  const args = ["--no-install", "prettier", "--write", "--log-level", "warn", PAGE];
  const { code, output } = await processes.run("npx", args, PACKAGE_ROOT, cleanEnvironment());
  if (code !== 0) throw new UserError(`${PAGE} is written, but prettier could not format it:\n${output}`);
  process.stdout.write(`wrote ${PAGE}\n`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void processes.end().then(() => process.exit(EXIT_INTERRUPTED));
  });

void main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof UserError ? error.message : ((error as Error).stack ?? error)}\n`);
    process.exitCode = EXIT_WRONG_OPTIONS;
  });
