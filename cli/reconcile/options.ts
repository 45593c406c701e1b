import type { UnknownPolicy } from "../../ledger/decide";
import type { EstateOptions } from "../status/options";

/** Audit file unless said otherwise: in the working folder. */
export const DEFAULT_AUDIT = "privatelink-audit.jsonl";

/** Options of `reconcile`. */
export interface ReconcileOptions extends EstateOptions {
  /** Whether to show what would be done, and to do nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Whether to do it without a question. @default false */
  readonly yes?: boolean | undefined;
  /** File that gets a line for each endpoint that is changed. */
  readonly audit: string;
  /**
   * What is done with endpoints that no record names. @default - as the service's `acceptor` says, else they are left
   */
  readonly unknown?: UnknownPolicy | undefined;
  /** Most live connections of a service that may be cut. @default - as the service's `acceptor` says, else 10 */
  readonly mostRejections?: number | undefined;
}
