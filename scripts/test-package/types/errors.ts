/** Packages whose own declarations may have errors: users install them themselves, and nobody mends them. */
const PEERS = /^(cdktf|constructs|@cdktf\/provider-aws)\//;

/** Errors that a compiler found. */
export interface CompilerErrors {
  /** Errors of the package, of one that it depends on, of the project, or of its settings: each as the compiler says it. */
  readonly ours: readonly string[];
  /** Number of errors in declarations of the peers. */
  readonly excused: number;
}

/** Sorts what a compiler printed without colours. What it says of no file counts as the package's. */
export function compilerErrors(output: string): CompilerErrors {
  const errors = output.split("\n").filter((line) => /(^|: )error TS\d+: /.test(line));
  const ours = errors.filter((line) => !PEERS.test(packageFile(line)));
  return { ours, excused: errors.length - ours.length };
}

/** The place of an error below the innermost folder of packages; empty where it is in none. */
function packageFile(line: string): string {
  const [, file = ""] = /^(.*?)\(\d+,\d+\): error /.exec(line) ?? [];
  return file.includes("node_modules/") ? (file.split("node_modules/").at(-1) ?? "") : "";
}
