import type { ChangedFile } from "../changed-file";
import { shardsOf } from "../shards";

/** A job of a matrix. */
interface MatrixEntry {
  /** Number of the shard, from 1, and the number that was asked for: `privatelink plan --shard <shard>/<of>`. */
  readonly shard: number;
  readonly of: number;
  /** Such as `2 of 3`: of the shards that there are. */
  readonly name: string;
  /** Environment of all of its stacks. @default - they are of several */
  readonly environment?: string;
  /** Names of its stacks, with spaces between. */
  readonly stacks: string;
  /** How many they are. */
  readonly count: number;
}

/**
 * What changed as a matrix of GitHub Actions, for `matrix: ${{ fromJSON(...) }}`: a job for each shard. `include` is
 * empty where nothing changed: a job with an empty matrix fails, and must be skipped.
 *
 * @param most shards at most.
 */
export function matrixText(changed: Pick<ChangedFile, "stacks">, most: number): string {
  const environmentOf = new Map(changed.stacks.map(({ name, environment }) => [name, environment]));
  const shards = shardsOf(changed, most);
  const include = shards.map((stacks, index): MatrixEntry => {
    const [environment, ...more] = new Set(stacks.map((name) => environmentOf.get(name)));
    return {
      shard: index + 1,
      of: most,
      name: `${index + 1} of ${shards.length}`,
      ...(environment !== undefined && more.length === 0 ? { environment } : {}),
      stacks: stacks.join(" "),
      count: stacks.length,
    };
  });
  return `${JSON.stringify({ include })}\n`;
}
