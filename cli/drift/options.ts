/** Forms that `drift` prints. */
export const DRIFT_FORMATS = ["text", "json", "markdown"] as const;

/** A report that was asked for. */
export interface DriftFormat {
  readonly format: (typeof DRIFT_FORMATS)[number];
  /** File to write it to. @default - standard output */
  readonly file?: string;
}

/** Options of `privatelink drift`. */
export interface DriftOptions {
  /** Manifest of what is deployed, which `privatelink apply` wrote. @default - nobody knows what was applied */
  readonly deployed?: string;
  /** Folder of the environments, whose repository is looked at. @default "environments" */
  readonly environments: string;
  /** Whether the reports have the values of attributes; sensitive ones they never have. @default false */
  readonly values?: boolean;
  /** Whether what waits for a deployment gives the exit code 1. @default false */
  readonly strict?: boolean;
  /** Environments to look at. @default - all */
  readonly env?: readonly string[];
  /** Most stacks at a time. @default - one for each core, and at least 2 */
  readonly parallel?: number;
  /** Folder of the stacks. */
  readonly stacks: string;
  /** Reports of `privatelink status --format json`. @default - nobody is asked who is connected */
  readonly status?: readonly string[];
  /** Files of policy data. @default - `policy.yaml` in the working folder, where it exists */
  readonly data?: readonly string[];
  /** Reports to give. @default - text */
  readonly format?: readonly DriftFormat[];
  /** Programs: one for each engine. @default - what TERRAFORM_BINARY_NAME names, or the engine's own */
  readonly terraform?: readonly string[];
}
