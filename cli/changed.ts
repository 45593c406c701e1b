import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { MANIFEST } from "../engine/stack-files";
import { type Base, findChanged, INSTEAD } from "../pipeline/changed/find-changed";
import { matrixText } from "../pipeline/changed/matrix";
import { Repository } from "../pipeline/changed/repository";
import { changedAsText } from "../pipeline/changed/text";
import { changedText, forgetChanged } from "../pipeline/changed/write-changed";
import { CHANGED_FILE, type ChangedFile } from "../pipeline/changed-file";
import { deployedSchema } from "../pipeline/deployed-file";
import { ORDER_FILE } from "../pipeline/order-file";
import { readChecked } from "../pipeline/read-checked";
import { CannotWrite } from "../support/cannot-write";
import { printable } from "../support/printable";
import { shellCommand, shellWord } from "../support/shell";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { writeReport } from "../support/write-report";
import type { ChangedOptions } from "./changed/options";
import { EXIT } from "./exit-codes";
import { orInterrupted } from "./interrupt";
import { commandText } from "./invocation";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";
import { synthesizeSelected } from "./synth";

/**
 * Synthesizes the environments, and tells which stacks differ from those of an earlier commit, or from what was applied
 * last. It writes what it found to the output folder, and the stacks that are gone.
 *
 * @returns exit code: 0, also where nothing changed.
 */
export async function changedCommand(
  options: ChangedOptions,
  { out, error }: Streams,
  called: Called,
  work: Work,
): Promise<number> {
  const { env } = called;
  const { environments, env: names, out: outdir } = options;
  refuseOverOutput(options);
  const note = (text: string) => error(`note: ${text}\n`);
  const { signal, onProgress } = work;
  const { base, result } = await orForget(outdir, signal, async () => {
    const compared = baseOf(options, env, note);
    return { base: compared, result: (await synthesizeSelected(options, error, work)).result };
  });
  forgetChanged(outdir);
  const changed = await orInterrupted(
    signal,
    `Interrupted. The stacks in ${shown(outdir)} are written; what changed is not.`,
    () => {
      const onWait = (message: string) => error(`${message}\n`);
      return findChanged({ base, environments, names, outdir, result, note, env, signal, onProgress, onWait });
    },
  );
  if (changed.stacks.length === 0 && base.from === "commit" && options.format === "text")
    note(firstTime(options, called));
  const text = printed(changed, options);
  if (options.output === undefined) out(text);
  else writeReport(options.output, text);
  return EXIT.clean;
}

/** For users who have deployed nothing yet: the stacks are as they are at the commit, and exist nowhere. */
function firstTime({ env = [] }: ChangedOptions, { invocation }: Called): string {
  const names = env.length === 0 ? [] : ["--env", ...env];
  const command = shellCommand(["--deployed", "deployed.json", "--first", ...names]);
  return (
    "nothing differs from the commit. If the stacks were never deployed, compare with what is deployed, which is nothing: " +
    `${commandText(invocation, "changed")} ${command}`
  );
}

/** Where it is refused, what an earlier run found must not pass for what this one did. */
async function orForget<T>(outdir: string, signal: AbortSignal, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (!signal.aborted) forgetChanged(outdir);
    throw error;
  }
}

/** What is compared with: looked up before anything is built. */
function baseOf(
  { base: ref, deployed: file, first, environments }: ChangedOptions,
  env: NodeJS.ProcessEnv,
  note: (text: string) => void,
): Base {
  if (file !== undefined) return { from: "deployed", file, stacks: deployedIn(file, first ?? false) };
  if (ref === undefined) throw new Error("neither --base nor --deployed");
  const repository = Repository.of(environments, env, INSTEAD.commit);
  const commit = repository.commitOf(ref, INSTEAD.commit);
  if (!repository.hasAllOf(commit))
    note(
      `${printable(ref)} has commits that are missing here: what they add is told as gone. To compare with the ` +
        `commit where this branch began, give --base "$(git merge-base ${shellWord(ref)} HEAD)"`,
    );
  return { from: "commit", ref, commit, repository };
}

/** What was applied last; nothing where it is the first time. */
function deployedIn(file: string, first: boolean) {
  if (!first) {
    if (!existsSync(file))
      throw new UserError(
        `${shown(file)}: expected what was applied last, which \`privatelink apply\` writes; found no file. ` +
          "If nothing is deployed yet, give --first.",
      );
    return readChecked(file, deployedSchema, "what was applied last, which `privatelink apply` writes").stacks;
  }
  if (existsSync(file))
    throw new UserError(
      `${shown(file)}: expected no such file with --first, because nothing is deployed yet; found one. ` +
        "Leave --first out.",
    );
  return {};
}

/** Refuses to print over a file that this command or a synthesis writes. */
function refuseOverOutput({ out, output }: ChangedOptions): void {
  const written = [CHANGED_FILE, ORDER_FILE, MANIFEST].map((name) => resolve(out, name));
  if (output === undefined || !written.includes(resolve(output))) return;
  throw new CannotWrite(
    `--output ${shown(output)}: expected another file than those of ${shown(out)}; found one of them. Name another.`,
  );
}

function printed(changed: ChangedFile, { format, shards }: ChangedOptions): string {
  if (format === "json") return changedText(changed);
  return format === "matrix" ? matrixText(changed, shards) : changedAsText(changed);
}
