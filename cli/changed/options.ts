/** Forms that `changed` prints. */
export const CHANGED_FORMATS = ["text", "json", "matrix"] as const;

/** Options of `privatelink changed`. */
export interface ChangedOptions {
  /** Folder of the environments. @default "environments" */
  readonly environments: string;
  /** Environments to compare. @default - all */
  readonly env?: readonly string[];
  /** Commit, branch or tag to compare with. @default - what `deployed` tells */
  readonly base?: string;
  /** File that tells what was applied last. @default - the commit of `base` */
  readonly deployed?: string;
  /** Whether nothing is deployed yet, and `deployed` is not there. @default false */
  readonly first?: boolean;
  /** Output folder. */
  readonly out: string;
  /** Most jobs of the matrix. */
  readonly shards: number;
  readonly format: (typeof CHANGED_FORMATS)[number];
  /** File to write to instead of standard output. @default - standard output */
  readonly output?: string;
}
