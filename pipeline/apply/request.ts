import type { PolicyData } from "../../policies/checker/policy-data";
import type { PlannedStack } from "../plans-file";
import type { EngineEntry, Planned } from "../terraform/engine";
import type { Versions } from "../terraform/programs";
import type { ApplyContext } from "./context";
import type { Ran } from "./run-waves";
import type { DeferredPlanner, StackWork } from "./work";

/** What is to be applied, and from where to where. */
export interface ApplyRequest {
  /** Folders of plans, at least one. */
  readonly plans: readonly string[];
  /** SHA-256 digests of their indexes, as they were reviewed. Empty: whatever they are. */
  readonly digests: readonly string[];
  /** Environments whose stacks are applied. @default - all */
  readonly names?: readonly string[] | undefined;
  /** Folder for the plans that wait for approval. */
  readonly out: string;
  /** Manifest of what is deployed. @default - none is kept */
  readonly deployed?: string | undefined;
  /** Output folder of the synthesis. */
  readonly stacks: string;
  /** Folder of the environments, in the git repository whose commit was planned. */
  readonly environments: string;
  /** Files of the command line besides these that do not count as uncommitted changes. */
  readonly given: readonly string[];
  /** Whether the commit may be another, and changes may be uncommitted. */
  readonly uncommitted: boolean;
  readonly data: PolicyData;
  /** Files that it was, or would be, read from. */
  readonly dataFiles: readonly string[];
  /** Most runs of Terraform side by side. */
  readonly parallel: number;
}

/** What plans are applied by. */
export interface ApplyTools extends Pick<ApplyContext, "signal" | "onProgress" | "onEnding"> {
  /** Says something to the user, in a line. */
  readonly tell: (message: string) => void;
  readonly now: () => Date;
  /** Makes what runs Terraform for some stacks. It is called once the files are checked. */
  readonly terraform: (stacks: readonly Planned[]) => Promise<TerraformTools>;
}

/** What runs Terraform. */
export interface TerraformTools {
  /** Versions of the programs. */
  readonly versions: Versions;
  readonly workOf: (stack: EngineEntry) => StackWork;
  readonly planner: DeferredPlanner;
}

/** How it ended. */
export interface Applied extends Ran {
  /** All stacks of the plans, whether this run selected them or not. */
  readonly planned: readonly PlannedStack[];
  /** Digest of the index of the plans that wait. @default - nothing waits */
  readonly next?: string | undefined;
  /** Digest of each index that was applied, by its folder. */
  readonly digests: ReadonlyMap<string, string>;
}
