import { existsSync } from "node:fs";
import { join } from "node:path";
import { ORDER_FILE, orderSchema } from "../pipeline/order-file";
import type { PlansFile } from "../pipeline/plans-file";
import { readChecked } from "../pipeline/read-checked";
import type { Report } from "../policies/checker/report/report-schema";
import { readIfThere, stackFolders } from "./load-scene";
import { mermaidWithin } from "./mermaid/within-limits";
import { changesOf, type StackChange } from "./overlays/changes";
import { verdictsOf } from "./overlays/verdicts";
import { declaredDependencies } from "./stacks/read-stacks";
import { touchedStacks } from "./touched";

/** Most consumers of an environment that are drawn one by one: a comment is read beside much else. */
const MOST_CONSUMERS = 6;

/** What a picture of a change is made of. */
export interface ChangePictureInput {
  /** Output folder of the synthesis: its order and its stacks are read. */
  readonly out: string;
  /** Plans, each index with the folder that it is in. */
  readonly plans: readonly { readonly folder: string; readonly index: PlansFile }[];
  /** What the policies say. @default - nothing is coloured as proven or violated */
  readonly report?: Report | undefined;
  /** Most characters. What would be longer is grouped. */
  readonly limit: number;
}

/**
 * The environments that a change touches, as Mermaid: what it adds, changes and takes away.
 *
 * @returns the text without a fence; undefined where it touches nothing that can be drawn within the limit.
 */
export function changePicture({ out, plans, report, limit }: ChangePictureInput): string | undefined {
  const changes = new Map<string, StackChange>();
  for (const { folder, index } of plans)
    for (const change of changesOf(folder, index)) changes.set(change.stack, change);
  if ([...changes.values()].every(({ sign }) => sign === undefined)) return undefined;
  const dependencies = declaredDependencies(out);
  const all = stackFolders(out, changes).map((stack) => ({
    ...stack,
    dependencies: dependencies.get(stack.name) ?? changes.get(stack.name)?.dependencies ?? [],
  }));
  const stacks = touchedStacks(all, changes).map(readIfThere);
  const verdicts = report && verdictsOf(report);
  const leftOut = accountsLeftOut(out, new Set(stacks.map(({ name }) => name)));
  return mermaidWithin({ stacks, changes, verdicts, customers: [], leftOut, mostConsumers: MOST_CONSUMERS }, limit);
}

/** Accounts of the consumers' stacks that are not drawn: a service that is drawn may allow them. */
function accountsLeftOut(out: string, drawn: ReadonlySet<string>): ReadonlySet<string> {
  const file = join(out, ORDER_FILE);
  if (!existsSync(file)) return new Set();
  const { stacks } = readChecked(file, orderSchema, "the order of deployment, which `privatelink synth` writes");
  return new Set(stacks.flatMap(({ name, kind, account }) => (kind === "consumer" && !drawn.has(name) ? account : [])));
}
