/** Folder for the plans that wait for approval, unless said otherwise. */
export const DEFAULT_NEXT = "plans-next";

/** Options of `privatelink apply`. */
export interface ApplyOptions {
  /** Folders of plans. */
  readonly plans: readonly string[];
  /** SHA-256 digests of their indexes, as they were reviewed. @default - whatever they are */
  readonly digest?: readonly string[];
  /** Environments whose stacks are applied. @default - all */
  readonly env?: readonly string[];
  /** Folder for the plans that wait for approval. @default "plans-next" */
  readonly out: string;
  /** Manifest of what is deployed, which is kept current. @default - none is */
  readonly deployed?: string;
  /** Most runs of Terraform side by side. @default - as many as processors, at least 2 */
  readonly parallel?: number;
  /** Output folder of the synthesis. @default "cdktf.out" */
  readonly stacks: string;
  /** Files of policy data. @default - `policy.yaml` in the working folder, where it exists */
  readonly data?: readonly string[];
  /** Files that `privatelink status --format json` wrote: who is connected. @default - none */
  readonly status?: readonly string[];
  /** Whether the commit may be another one, and changes may be uncommitted. @default false */
  readonly uncommitted?: boolean;
  /** Day (UTC) on which waivers and statuses are judged, as YYYY-MM-DD. @default - today */
  readonly now?: string;
  /** Programs: one for each engine. @default - what TERRAFORM_BINARY_NAME names, or the engine's own */
  readonly terraform?: readonly string[];
  /** Folder of the environments. @default "environments" */
  readonly environments: string;
}
