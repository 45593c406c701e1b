import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS, type CommandName } from "../support/commands";
import { installedVersion } from "../support/installed-version";
import { PACKAGE_ROOT } from "../support/package-root";
import { shellCommand } from "../support/shell";
import { isInRange } from "./version-range";

/** Commands that build stacks. All others run without the packages that stacks are built with. */
const BUILDS_STACKS: Readonly<Record<CommandName, boolean>> = {
  start: true,
  synth: true,
  policy: false,
  bundle: false,
  consumer: false,
  kit: false,
  status: false,
  reconcile: false,
  changed: true,
  plan: false,
  review: false,
  apply: false,
  drift: false,
  diagram: false,
  certificate: false,
  bootstrap: true,
  init: false,
  app: true,
  // It runs the cdktf command line, which calls `app`.
  cdktf: true,
};

/** Whether the arguments of the program name a command that needs the packages which a project brings. */
export function needsPeers([command]: readonly string[]): boolean {
  return COMMANDS.some((each) => each === command && BUILDS_STACKS[each]);
}

/**
 * What is wrong with the packages that a project brings itself (`peerDependencies`): cdktf, constructs and the bindings
 * of the AWS provider. Without this, Node would only say that some file is missing, with a stack trace.
 *
 * @param project folder of this package.
 * @returns a report for the user; undefined where all fit.
 */
export function peersProblem(project: string = PACKAGE_ROOT): string | undefined {
  const { name, peerDependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
    readonly name: string;
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  const wrong = Object.entries(peerDependencies).flatMap(([peer, range]) => {
    const version = installedVersion(project, peer);
    if (version !== undefined && isInRange(version, range)) return [];
    return [
      { version, text: `  ${peer}: expected ${range}; found ${version ?? "none"}.\n`, wanted: `${peer}@${range}` },
    ];
  });
  if (wrong.length === 0) return undefined;
  const isMissing = (each: { readonly version: string | undefined }) => each.version === undefined;
  const what = wrong.every(isMissing)
    ? "packages that are not installed. A project installs them beside it"
    : wrong.some(isMissing)
      ? "packages that are not installed, or other versions of them. A project installs them beside it"
      : "other versions of packages that a project installs beside it";
  return (
    `${name} needs ${what}:\n` +
    wrong.map(({ text }) => text).join("") +
    `Install them: npm install ${shellCommand(wrong.map(({ wanted }) => wanted))}`
  );
}
