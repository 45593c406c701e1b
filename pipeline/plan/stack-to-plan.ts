import type { ChangedStack } from "../changed-file";
import type { OrderedStack } from "../order-file";

/** A stack that is to be planned. */
export interface StackToPlan
  extends Pick<OrderedStack, "name" | "environment" | "account" | "region" | "engine" | "wave"> {
  readonly kind: string;
  /** From the output folder. */
  readonly folder: string;
  /** Absolute path of its folder. */
  readonly path: string;
  /** Names of the stacks that it is deployed after. */
  readonly dependencies: readonly string[];
  /** How it differs from what it is compared with; null where everything is planned. */
  readonly change: ChangedStack["change"] | null;
  readonly mode: "apply" | "destroy";
  /** Digest of its bytes. */
  readonly digest: string;
  /**
   * Whether its plan is wanted. Otherwise another run plans it, and this one only to know whether others wait for it.
   */
  readonly isWanted: boolean;
}
