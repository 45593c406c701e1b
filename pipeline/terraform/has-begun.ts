import type { Finished } from "./terraform";

/** Messages of `terraform apply -json` before the first change: its version, what is wrong, and notes. */
const BEFORE: ReadonlySet<unknown> = new Set(["version", "diagnostic", "log"]);

/**
 * Whether `terraform apply -json` may have changed something before it failed. It has not where it only told what is
 * wrong, as of a plan that is out of date. Each change is told before it begins.
 */
export function hasBegun({ code, stdout }: Finished): boolean {
  const types = stdout
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(typeOf);
  // Another code is that of a defect or of a signal.
  return code !== 1 || !types.includes("diagnostic") || !types.every((type) => BEFORE.has(type));
}

function typeOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { readonly type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}
