import { join } from "node:path";
import type { Environment } from "../config/environment";
import { loadWatched } from "../config/load";
import { compareFiles, type FileState, withPinsOf } from "../delivery/compare-files";
import { deliveryFiles } from "../delivery/files";
import { folderInRepository } from "../delivery/folder-in-repository";
import { INIT_FILE } from "../delivery/init-file";
import { programOf } from "../delivery/program-of";
import { SYSTEMS, type System } from "../delivery/systems";
import { writeFiles } from "../delivery/write-files";
import { counted } from "../support/counted";
import { listed } from "../support/listed";
import { NoSuchName } from "../support/no-such-name";
import { page } from "../support/page";
import { printable } from "../support/printable";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { EXIT } from "./exit-codes";
import { nextSteps } from "./init/next-steps";
import type { InitOptions } from "./init/options";
import { refuseMixed } from "./init/project-request";
import { reading } from "./init/reading";
import { settingsOf } from "./init/settings";
import { refuseDifferent, refuseOddities, staleFiles } from "./init/states";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Writes the files with which a system of CI runs the commands, for the environments that there are.
 *
 * @param name of the system.
 * @throws UserError where an environment is wrong, none can be deployed by CI, or a file differs; nothing is written.
 */
export async function initCommand(
  name: string,
  options: InitOptions,
  { out }: Pick<Streams, "out">,
  _called: Called,
  { signal }: Pick<Work, "signal">,
): Promise<number> {
  const system = systemOf(name);
  refuseMixed(name, options);
  const { dir } = options;
  const settings = await reading(dir, () => settingsOf(options));
  const all = await orInterrupted(signal, "Interrupted. Nothing was written.", () =>
    loadWatched(options.environments, undefined, { signal }),
  );
  const environments = deployedByCi(all, options);
  refuseFewShards(environments, settings.shards);
  refuseDestroyed(all, settings.destroyed, dir);
  const folder = folderInRepository(dir, options.environments);
  const files = deliveryFiles(system, { ...settings, environments, folder, program: programOf(dir) });
  const states = await reading(dir, () => compareFiles(dir, files));
  refuseOddities(dir, states);
  if (options.check === true) return check(system, states, out);
  if (options.force !== true) refuseDifferent(dir, states);
  const stale = staleFiles(states);
  const texts = stale.map((path) => [path, withPinsOf(dir, path, files[path] ?? "", states.get(path))]);
  writeFiles(dir, Object.fromEntries(texts));
  for (const path of Object.keys(files)) out(`${path}  ${stale.includes(path) ? "written" : "unchanged"}\n`);
  const local = all.filter((each) => !environments.includes(each)).map((each) => each.name);
  if (local.length > 0)
    out(
      `note  ${listed(local)}: states are in local files. CI checks the stacks, and neither plans nor deploys them.\n`,
    );
  // Atlantis has one set of credentials for all that it does.
  const separate = system === "atlantis" ? [] : environments;
  const cannotPlan = separate.filter(({ delivery }) => delivery.planRole === undefined).map(({ name }) => name);
  if (cannotPlan.length > 0)
    out(
      `note  ${listed(cannotPlan)}: no \`delivery.planRole\` in environment.yaml. Plans take the roles that deploy, ` +
        `which CI's role for plans cannot assume: ${page("docs/delivery/bootstrap.md")}.\n`,
    );
  out(nextSteps(system, environments, settings.branch));
  return EXIT.clean;
}

function systemOf(name: string): System {
  const system = SYSTEMS.find((each) => each === name);
  if (system === undefined)
    throw new NoSuchName(`Expected one of ${SYSTEMS.join(", ")}; found \`${printable(name)}\`.`);
  return system;
}

/** Environments with states that a job of CI can reach. */
function deployedByCi(all: readonly Environment[], { environments }: InitOptions): readonly Environment[] {
  const found = all.filter(({ backend }) => backend.type === "s3");
  if (found.length === 0)
    throw new UserError(
      `${shown(environments)}: expected an environment with its states in S3 (\`backend: { type: s3 }\`), because ` +
        `jobs of CI share no files; found only local states: ${listed(all.map(({ name }) => name))}.`,
    );
  return found;
}

/** A job plans with the role of one environment. */
function refuseFewShards(environments: readonly Environment[], shards: number | undefined): void {
  if (shards === undefined || shards >= environments.length) return;
  throw new UserError(
    `--shards: expected at least ${environments.length}, because a job plans only one environment; found ${shards}. ` +
      `There are ${listed(environments.map(({ name }) => name))}.`,
  );
}

/** What is declared is deployed again: its stacks would be orphaned once it is deleted another time. */
function refuseDestroyed(all: readonly Environment[], destroyed: readonly string[], dir: string): void {
  const declared = all.map(({ name }) => name).filter((name) => destroyed.includes(name));
  if (declared.length === 0) return;
  throw new UserError(
    `${shown(join(dir, INIT_FILE))}  destroyed: expected environments that are no longer declared; found ` +
      `${listed(declared)}. Remove ${declared.length === 1 ? "it" : "them"} from the list.`,
  );
}

/** Says which files are not as they would be written. */
function check(system: System, states: ReadonlyMap<string, FileState>, out: (text: string) => void): number {
  const stale = staleFiles(states);
  if (stale.length === 0) {
    out(`${counted(states.size, "file")} for ${system}: all are current.\n`);
    return EXIT.clean;
  }
  for (const path of stale) out(`${path}  ${states.get(path) === "missing" ? "is missing" : "differs"}\n`);
  out(
    `${stale.length} of ${counted(states.size, "file")} for ${system} do not fit the environments and the options. ` +
      "Run the command without --check, with --force if files differ, and commit the result.\n",
  );
  return EXIT.wrong;
}
