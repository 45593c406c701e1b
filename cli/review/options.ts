/** Formats of a review. */
export const REVIEW_FORMATS = ["markdown", "json"] as const;

/** Options of `privatelink review`. */
export interface ReviewOptions {
  /** Folders of plans. @default - none: the comparison has no stacks */
  readonly plans?: readonly string[];
  /** What `privatelink changed` wrote. @default - `changed.json` in the folder of the stacks, where it is there */
  readonly changed?: string;
  /** Report of `privatelink policy --format json`. @default - the plans are not judged */
  readonly policy?: string;
  /** Files that `privatelink status --format json` wrote. @default - none */
  readonly status?: readonly string[];
  /** Price table. @default - the one of the product */
  readonly costs?: string;
  /** Folder of the environments. @default "environments" */
  readonly environments: string;
  /** Output folder of the synthesis. @default "cdktf.out" */
  readonly stacks: string;
  /** File to write to. @default - standard output */
  readonly output?: string;
  /** Whether to draw the change. @default true */
  readonly picture: boolean;
  /** Whether to say how to apply the plans. @default true */
  readonly apply: boolean;
  /** Commit of the pull request. @default - only the commit that was planned is named */
  readonly head?: string;
  /** @default "markdown" */
  readonly format: (typeof REVIEW_FORMATS)[number];
}
