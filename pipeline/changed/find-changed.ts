import { join } from "node:path";
import { statesReadIn } from "../../engine/leftovers";
import { STACKS } from "../../engine/stack-files";
import type { SynthesisResult } from "../../engine/synthesize";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { CHANGED_FORMAT, type ChangedFile } from "../changed-file";
import type { DeployedFile } from "../deployed-file";
import { type Before, beforeAt } from "./before";
import { beforeDeployed } from "./before-deployed";
import { compareStacks } from "./compare";
import { type Asking, Repository } from "./repository";
import type { Building } from "./stacks-at-commit";
import { writeChanged } from "./write-changed";

/** What the stacks are compared with. */
export type Base =
  | { readonly from: "commit"; readonly ref: string; readonly commit: string; readonly repository: Repository }
  | { readonly from: "deployed"; readonly file: string; readonly stacks: DeployedFile["stacks"] };

/** What is compared, and with what. */
export interface Finding extends Pick<Building, "note" | "env" | "signal" | "onProgress"> {
  readonly base: Base;
  /** Folder of the environments. */
  readonly environments: string;
  /** Names of the environments that are compared. @default - all */
  readonly names: readonly string[] | undefined;
  /** Output folder that the stacks were written to. */
  readonly outdir: string;
  /** What the synthesis gave. */
  readonly result: Pick<SynthesisResult, "order" | "inputs">;
  /** Called once where another run writes to the output folder. */
  readonly onWait: (message: string) => void;
}

/** What to do where the stacks of a commit cannot be built, by what they are compared with. */
export const INSTEAD: Record<Base["from"], Asking> = {
  commit: {
    option: "--base",
    instead: "Compare with another commit, or with what was applied last (--deployed FILE).",
  },
  deployed: {
    option: "--deployed",
    instead: "Destroy the stacks that are no longer declared by hand, and delete their entries in the file.",
  },
};

/**
 * Finds the stacks that differ from what they were, puts those that are gone aside in the output folder, and writes
 * what it found there.
 *
 * @throws UserError where what the stacks were cannot be told; the reason of the signal.
 */
export async function findChanged(finding: Finding): Promise<ChangedFile> {
  const { base, outdir, result, signal, onWait } = finding;
  return await withTemporaryFolder("privatelink-gone", async (kept) => {
    const { digests, gone, folders } = await beforeOf(finding, kept);
    const readsOf = (name: string) => statesReadIn(join(outdir, STACKS, name));
    const changed: ChangedFile = {
      ...CHANGED_FORMAT,
      base:
        base.from === "commit"
          ? { from: base.from, ref: base.ref, commit: base.commit }
          : { from: base.from, file: base.file },
      head: result.order.head ?? null,
      ...compareStacks({ order: result.order, before: digests, gone, readsOf }),
    };
    await writeChanged({ outdir, order: result.order, changed, gone: folders, onWait, signal });
    return changed;
  });
}

async function beforeOf(finding: Finding, kept: string): Promise<Before> {
  const { base, environments, names, outdir, result, env } = finding;
  const digests = new Map(result.order.stacks.map(({ name, digest }) => [name, digest]));
  const now = { inputs: result.inputs, digests };
  const { instead } = INSTEAD[base.from];
  const asked = (repository: Repository) => ({ ...finding, repository, outdir, now, names, kept, instead });
  if (base.from === "commit") return await beforeAt(base.commit, asked(base.repository));
  return await beforeDeployed(base, { names, now }, () => asked(Repository.of(environments, env, INSTEAD.deployed)));
}
