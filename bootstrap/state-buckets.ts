import { compare } from "../support/compare";
import type { EnvironmentStates } from "./state-access";

/** A bucket that states are kept in. */
export interface BucketPlan {
  readonly bucket: string;
  readonly region: string;
  /** Key that the bucket encrypts with what comes without one. @default - keys of S3 */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * The buckets of states, each once. A bucket has the key that all of its environments name; where they differ, or name
 * none, it has those of S3. Terraform asks for the environment's key with each state, or for S3's own where it has
 * none.
 */
export function bucketsOf(backends: readonly EnvironmentStates["backend"][]): BucketPlan[] {
  const names = [...new Set(backends.map(({ bucket }) => bucket))].sort(compare);
  return names.map((bucket) => {
    const own = backends.filter((each) => each.bucket === bucket);
    const [first] = own;
    const keys = new Set(own.map(({ kmsKeyArn }) => kmsKeyArn));
    return { bucket, region: first?.region ?? "", kmsKeyArn: keys.size === 1 ? first?.kmsKeyArn : undefined };
  });
}
