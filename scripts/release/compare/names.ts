import type { Facts, NamesOf } from "../contract/contract";
import { type Change, compareFacts } from "./change";

const SEVERITIES = ["low", "medium", "high", "critical"];

/** Compares lists of names, each by what it means to its users. */
export function compareNames(
  before: Readonly<Record<NamesOf, Facts>>,
  now: Readonly<Record<NamesOf, Facts>>,
): Change[] {
  return [
    // Whatever its severity, a rule that finds something fails the run: a new one refuses what passed.
    ...compareFacts("rule", before.rules, now.rules, {
      added: "major",
      changed: (was, is) => (SEVERITIES.indexOf(is) < SEVERITIES.indexOf(was) ? "minor" : "major"),
    }),
    ...compareFacts("exit code", before["exit codes"], now["exit codes"]),
    ...compareFacts("variable", before.variables, now.variables),
    ...compareFacts("package", before.package, now.package, {
      changed: (was, is) => (includesRange(was, is) ? "minor" : "major"),
    }),
    ...compareTerraform(before.terraform, now.terraform),
  ];
}

/** Whether a range is another one and more: `^1.0.0 || ^2.0.0` has `^1.0.0`. Other ranges are not compared. */
function includesRange(was: string, is: string): boolean {
  const now = is.split("||").map((part) => part.trim());
  return was.split("||").every((part) => now.includes(part.trim()));
}

/** Another version of Terraform is major, and so is another major version of a provider: states may not go back. */
function compareTerraform(before: Facts, now: Facts): Change[] {
  const known = new Set(Object.keys(before).map(providerMajor));
  return compareFacts("requirement", before, now, { gone: "minor" }).map((change) => {
    const name = change.of.replace(/^requirement /, "");
    const isMajor = change.what === "is new" && !known.has(providerMajor(name));
    return { ...change, needs: isMajor ? "major" : "minor" };
  });
}

/** `aws 6` of `provider aws >= 6.25, < 7`; what is of no provider as it is. */
function providerMajor(requirement: string): string {
  const [, name, version] = /^provider (\S+)\D*(\d+)/.exec(requirement) ?? [];
  return name === undefined ? requirement : `${name} ${version}`;
}
