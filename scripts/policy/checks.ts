import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  CAPABILITIES_FILE,
  CONFTEST_FOLDER,
  differences,
  REGO_FOLDER,
  WASM_FILE,
} from "../../policies/checker/manifest";
import { UserError } from "../../support/user-error";
import { buildModule } from "./build";
import { opa } from "./opa";

/** Folders of Rego: that of the module, and the entry for conftest. */
const FOLDERS = [REGO_FOLDER, CONFTEST_FOLDER];

/** Share of the rules' lines that tests must run, in per cent. */
const COVERAGE = 95;

/** That the committed module is the one of its sources, by hash, without OPA. */
export function verify(root: string): string {
  const found = differences(root);
  if (found.length > 0) {
    throw new UserError(
      `${WASM_FILE} is not what its sources give:\n  ${found.join("\n  ")}\nRun \`npm run policy:build\`.`,
    );
  }
  return `${WASM_FILE} and its sources have the hashes of the manifest`;
}

/** That the sources are formatted. */
export function format(root: string): string {
  const run = opa(["fmt", "--fail", "--diff", ...FOLDERS], root);
  if (!run.ok)
    throw new UserError(`opa fmt would change:\n${run.stdout}${run.stderr}Run \`opa fmt -w ${FOLDERS.join(" ")}\`.`);
  return "opa fmt: formatted";
}

/** That the sources compile strictly, with only what WebAssembly can do. */
export function check(root: string): string {
  const strict = opa(["check", "--strict", ...FOLDERS], root);
  const capable = opa(
    ["check", "--strict", "--capabilities", CAPABILITIES_FILE, "--ignore", "*_test.rego", REGO_FOLDER],
    root,
  );
  if (!strict.ok || !capable.ok) throw new UserError(`opa check failed:\n${strict.stderr}${capable.stderr}`);
  return "opa check: strict, within the capabilities";
}

/** How long one test may take. OPA's own limit of 5 s is too short on a busy machine, and says nothing of the rule. */
const TIMEOUT = "--timeout=120s";

/** That the tests pass and run enough of the rules. */
export function test(root: string): string {
  const run = opa(["test", TIMEOUT, ...FOLDERS], root);
  if (!run.ok) throw new UserError(`opa test failed:\n${run.stdout}${run.stderr}`);
  const { files }: CoverageReport = JSON.parse(
    opa(["test", TIMEOUT, "--coverage", "--format", "json", ...FOLDERS], root).stdout,
  );
  const rules = Object.entries(files).filter(([file]) => !file.endsWith("_test.rego"));
  const covered = sum(rules.map(([, file]) => file.covered_lines ?? 0));
  const missed = sum(rules.map(([, file]) => file.not_covered_lines ?? 0));
  const share = (100 * covered) / (covered + missed);
  const lines = rules.flatMap(([file, { not_covered = [] }]) =>
    not_covered.map((r) => `${file}:${r.start.row}-${r.end.row}`),
  );
  if (!(share >= COVERAGE)) {
    throw new UserError(
      `tests must run ${COVERAGE} % of the rules, got: ${share.toFixed(1)} %. Not run:\n  ${lines.join("\n  ")}`,
    );
  }
  return `opa test: ${run.stdout.trim()}, ${share.toFixed(1)} % covered`;
}

/** That OPA builds the committed module, byte for byte. */
export function rebuild(root: string): string {
  const committed = readFileSync(join(root, WASM_FILE));
  if (!buildModule(root).equals(committed)) {
    throw new UserError(`OPA builds another module than ${WASM_FILE}. Run \`npm run policy:build\` and commit it.`);
  }
  return `opa build: gives ${WASM_FILE}, byte for byte`;
}

interface CoverageReport {
  readonly files: Record<string, FileCoverage>;
}

interface FileCoverage {
  readonly covered_lines?: number;
  readonly not_covered_lines?: number;
  readonly not_covered?: { readonly start: { row: number }; readonly end: { row: number } }[];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}
