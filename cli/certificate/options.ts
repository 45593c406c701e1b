import type { CertificateFormat } from "../../certificate/format-names";

/** Options of `privatelink certificate`. */
export interface CertificateOptions {
  /** Folder of the environments: where findings come from, and whose commit is named. @default "environments" */
  readonly environments: string;
  /** Environments. @default - all that the stacks are of */
  readonly env?: readonly string[];
  /** Consumers. @default - all */
  readonly consumer?: readonly string[];
  /** Output folder of a synthesis. @default "cdktf.out" */
  readonly stacks: string;
  /** Folders that `privatelink plan` wrote, or plans as JSON. @default - none: only stacks are judged */
  readonly plans?: readonly string[];
  /** Files of policy data. @default - `policy.yaml` in the working folder, where it exists */
  readonly data?: readonly string[];
  /** Reports of `privatelink status`. @default - none */
  readonly status?: readonly string[];
  /** Folder to write. @default "certificates" */
  readonly out: string;
  /** Day (UTC) of the judgement, as YYYY-MM-DD. @default - today */
  readonly now?: string;
  /** Formats. @default - all */
  readonly format?: readonly CertificateFormat[];
}
