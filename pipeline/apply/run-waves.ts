import { listed } from "../../support/listed";
import type { ApplyContext } from "./context";
import type { Ending, Fate } from "./fate";
import type { ReviewedStack } from "./reviewed-plans";
import { type PrivateFiles, runWave, withoutFolder } from "./run-wave";
import { Schedule } from "./schedule";

/** How a run ended. */
export interface Ran {
  /** What became of each stack, in the order of the plans. */
  readonly endings: readonly Ending[];
  /** Whether the user ended it. */
  readonly interrupted: boolean;
  /** Why what was deployed, or what waits, could not be kept. @default - it was */
  readonly problem?: string;
}

/** Applies plans wave by wave, up to the first one that fails. */
export async function runWaves(
  stacks: readonly ReviewedStack[],
  files: PrivateFiles,
  context: ApplyContext,
): Promise<Ran> {
  const { signal, record, onProgress } = context;
  const schedule = new Schedule(stacks);
  const fates = new Map<string, Fate>();
  let ended: readonly Ending[] = stacks
    .filter(({ result }) => result === "no-changes" || result === "skipped")
    .map((stack) => ({ stack, fate: { kind: "done" } }));
  let notBegun: string | undefined;
  for (;;) {
    for (const { stack, fate } of ended) fates.set(stack.name, fate);
    onProgress("applying", fates.size, stacks.length);
    const notKept = await problemOf(() => record.end(ended));
    const problem = notBegun ?? notKept;
    const isFailed = ended.some(({ fate }) => fate.kind === "failed");
    const wave = schedule.next(fates);
    const isOver = wave.length === 0 && !isFailed;
    if (isOver || isFailed || signal.aborted || problem !== undefined) {
      const endings = stacks.map((stack) => endingOf(stack, { fates, schedule, isOver }));
      return { endings, interrupted: signal.aborted, ...(problem === undefined ? {} : { problem }) };
    }
    const ran = await runWave(wave, files, context);
    ended = ran.endings;
    notBegun = ran.problem;
  }
}

async function problemOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Where a run stopped. */
interface Stopped {
  readonly fates: ReadonlyMap<string, Fate>;
  readonly schedule: Schedule;
  /** Whether all that could be done was done: what is left waits for an approval, or for something else. */
  readonly isOver: boolean;
}

function endingOf(stack: ReviewedStack, { fates, schedule, isOver }: Stopped): Ending {
  const fate = fates.get(stack.name);
  if (fate !== undefined) return { stack, fate };
  if (!isOver) return { stack, fate: { kind: "left", why: "its turn did not come" } };
  const why = `it waits for ${listed(schedule.blockers(stack.name, fates))}`;
  const rest = { why, entry: withoutFolder(stack), plans: stack.plans };
  return { stack, fate: stack.result === "deferred" ? { kind: "deferred", ...rest } : { kind: "waiting", ...rest } };
}
