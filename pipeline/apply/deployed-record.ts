import { randomBytes } from "node:crypto";
import { stackIsOf } from "../../config/estate/stack-names";
import { compare } from "../../support/compare";
import { sha256 } from "../../support/sha256";
import type { Ending } from "./fate";
import {
  changeDeployed,
  type DeployedChanges,
  type DeployedStack,
  type DeployedStacks,
  readDeployed,
} from "./record-deployed";
import type { ReviewedStack } from "./reviewed-plans";

/** An entry that says that a stack is being changed, and the one that it stands for. */
interface Mark {
  readonly entry: DeployedStack;
  readonly before: DeployedStack | null;
}

/**
 * Keeps a manifest of what is deployed current while plans are applied.
 *
 * Before stacks are changed, their entries get a digest that no bytes have. So a run that dies leaves no stack that
 * the manifest does not know: such a stack counts as deployed, is destroyed when it is gone, and differs from
 * whatever is declared, so that it is planned again.
 */
export class DeployedRecord {
  private readonly marks = new Map<string, Mark>();
  /** Tells the marks of this run from those of others. */
  private readonly run = randomBytes(8).toString("hex");

  /**
   * @param file the manifest. @default - none is kept
   * @param commit that the stacks were built from; null where it is not known.
   */
  constructor(
    private readonly file: string | undefined,
    private readonly commit: string | null,
    private readonly onWait: (message: string) => void,
  ) {}

  /** Marks stacks that are about to be changed. @throws UserError or CannotWrite. */
  async begin(stacks: readonly ReviewedStack[]): Promise<void> {
    await this.change((known) => {
      for (const { name, mode, stack_digest } of stacks) {
        const before = known.get(name) ?? null;
        const digest = sha256(`being applied ${stack_digest} ${this.run}`);
        // What is destroyed is built again at the commit that it was applied from.
        if (mode === "apply") this.marks.set(name, { entry: { digest, commit: this.commit }, before });
        else if (before !== null) this.marks.set(name, { entry: { ...before, digest }, before });
      }
      return new Map([...this.marks].map(([name, { entry }]) => [name, entry]));
    });
  }

  /** Keeps what became of stacks. Those that were not changed lose their marks. @throws UserError or CannotWrite. */
  async end(endings: readonly Ending[]): Promise<void> {
    const changes = new Map(endings.flatMap((ending) => this.entryOf(ending)));
    if (changes.size === 0 && this.marks.size === 0) return;
    await this.change((known) => {
      const undone = [...this.marks].flatMap(([name, { entry, before }]) =>
        // Another run that changed it meanwhile knows better.
        known.get(name)?.digest === entry.digest ? [[name, before] as const] : [],
      );
      return new Map([...undone, ...changes]);
    });
    this.marks.clear();
  }

  /** Digests of the entries of environments, by name. None where no manifest is kept. */
  digests(environments: readonly string[]): ReadonlyMap<string, string> {
    if (this.file === undefined) return new Map();
    const stacks = readDeployed(this.file);
    return new Map(environments.map((name) => [name, entriesDigest(stacks, name)]));
  }

  private entryOf({ stack, fate }: Ending): [string, DeployedStack | null][] {
    const { name, mode, stack_digest, result } = stack;
    if (fate.kind === "applied" || (fate.kind === "done" && result === "no-changes"))
      return [[name, mode === "destroy" ? null : { digest: stack_digest, commit: this.commit }]];
    const mark = this.marks.get(name);
    if (fate.kind !== "failed" || !fate.touched || mark === undefined) return [];
    return [[name, { ...mark.entry, digest: sha256(`applied in part ${stack_digest}`) }]];
  }

  private async change(changes: (known: DeployedStacks) => DeployedChanges): Promise<void> {
    // It is kept also where the user has ended the run.
    if (this.file !== undefined) await changeDeployed(this.file, changes, { onWait: this.onWait });
  }
}

/** Digest of the entries of an environment in a manifest. */
export function entriesDigest(stacks: DeployedStacks, environment: string): string {
  const own = [...stacks].filter(([name]) => stackIsOf(name, environment)).sort(([a], [b]) => compare(a, b));
  return sha256(JSON.stringify(own.map(([name, { digest, commit }]) => [name, digest, commit])));
}
