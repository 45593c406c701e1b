/** Folder of plans unless said otherwise. */
export const DEFAULT_PLANS = "plans";

/** Options of `privatelink plan`. */
export interface PlanOptions {
  /**
   * Only what `privatelink changed` found is planned: true for the file in the folder of the stacks, or its path.
   *
   * @default - all stacks are planned
   */
  readonly changed?: string | true;
  /** Environments to plan. @default - all */
  readonly env?: readonly string[];
  /** The part of the stacks that is planned here. @default - all of them */
  readonly shard?: { readonly number: number; readonly of: number };
  /** Most stacks at a time. @default - one for each core, and at least 2 */
  readonly parallel?: number;
  /** Folder for the plans. */
  readonly out: string;
  /** Folder of the stacks. */
  readonly stacks: string;
  /** Folder of the environments, whose repository is looked at. @default "environments" */
  readonly environments: string;
  /** Whether states are locked meanwhile. @default false */
  readonly lock?: boolean;
  /** Programs: one for each engine. @default - what TERRAFORM_BINARY_NAME names, or the engine's own */
  readonly terraform?: readonly string[];
}
