import { join } from "node:path";
import { shown } from "../../support/shown";
import { PLANS_FILE, type PlannedStack } from "../plans-file";
import { type PlanFolder, readPlanFolder } from "../read-plans";
import { ENGINE, type Engine } from "../terraform/engine";
import type { Versions } from "../terraform/programs";
import type { Refusal } from "./refusal";
import { environmentsOf, type Rules, strictest } from "./rules";

/** A stack, and the folder of plans that it is in. */
export interface ReviewedStack extends PlannedStack {
  /** Folder of plans. */
  readonly plans: string;
}

/** Plans of one or several folders. */
export interface ReviewedPlans {
  /** In the order of the folders. */
  readonly stacks: readonly ReviewedStack[];
  /** Stacks that earlier rounds of the deployment dealt with. */
  readonly settled: readonly string[];
  /** Commit that all were planned at; null where there was no repository. */
  readonly commit: string | null;
  /** Whether any was planned with changes that are not committed. */
  readonly dirty: boolean;
  /** Rules of their environments as they were reviewed: the strictest of the folders. */
  readonly environments: Rules;
  /** Digests of the entries of environments in the manifest of what is deployed, where the plans know them. */
  readonly deployed: readonly (readonly [environment: string, digest: string])[];
  /** Versions of the programs that they were made by. */
  readonly versions: Versions;
  /** SHA-256 of each index, by folder. */
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * Reads the indexes of folders of plans.
 *
 * @param expected SHA-256 digests of the indexes that were reviewed, one for each folder, in any order. Empty: any.
 * @returns the plans, and what is wrong with the indexes together.
 * @throws UserError where an index is missing, or is none.
 */
export function readReviewedPlans(
  folders: readonly string[],
  expected: readonly string[],
): { readonly plans: ReviewedPlans; readonly refusals: readonly Refusal[] } {
  const indexes = folders.map(readPlanFolder);
  const digests = new Map(indexes.map(({ folder, digest }) => [folder, digest]));
  const [first] = indexes as [PlanFolder, ...PlanFolder[]];
  const plans: ReviewedPlans = {
    stacks: indexes.flatMap(({ folder, index }) => index.stacks.map((stack) => ({ ...stack, plans: folder }))),
    settled: indexes.flatMap(({ index }) => index.settled ?? []),
    commit: first.index.commit,
    dirty: indexes.some(({ index }) => index.dirty),
    environments: rulesOf(indexes),
    deployed: indexes.flatMap(({ index }) =>
      Object.entries(index.environments ?? {}).flatMap(([name, { deployed }]) =>
        deployed === undefined ? [] : [[name, deployed] as const],
      ),
    ),
    versions: versionsIn(indexes),
    digests,
  };
  return { plans, refusals: [...digestRefusals(indexes, expected), ...differences(first, indexes)] };
}

/** The rules of the environments of some folders, each by those folders that have stacks of it. */
function rulesOf(indexes: readonly PlanFolder[]): Rules {
  const names = environmentsOf(indexes.flatMap(({ index }) => index.stacks));
  return Object.fromEntries(
    names.flatMap((name) => {
      const own = indexes.filter(({ index }) => index.stacks.some(({ environment }) => environment === name));
      const rules = own.map(({ index: { environments = {} } }) => environments);
      return Object.entries(strictest(rules, [name]));
    }),
  );
}

/** Each index was reviewed, and each that was reviewed is here. */
function digestRefusals(indexes: readonly PlanFolder[], expected: readonly string[]): Refusal[] {
  if (expected.length === 0) return [];
  const reviewed = new Set(expected.map((digest) => digest.toLowerCase()));
  const here = new Set(indexes.map(({ digest }) => digest));
  const fix = "apply the plans that were reviewed, or review these: `privatelink review` prints their digest";
  return [
    ...indexes
      .filter(({ digest }) => !reviewed.has(digest))
      .map(({ folder, digest }) => ({
        about: shown(join(folder, PLANS_FILE)),
        expected: "a digest that --digest names",
        found: digest,
        fix,
      })),
    ...[...reviewed]
      .filter((digest) => !here.has(digest))
      .map((digest) => ({ about: "--digest", expected: "the digest of an index of --plans", found: digest, fix })),
  ];
}

/** Versions of the programs by which some folders were made, of which each has what it needed. */
function versionsIn(indexes: readonly PlanFolder[]): Versions {
  const [terraform, tofu] = [firstOf(indexes, "terraform"), firstOf(indexes, "tofu")];
  return { ...(terraform === undefined ? {} : { terraform }), ...(tofu === undefined ? {} : { tofu }) };
}

function firstOf(indexes: readonly PlanFolder[], engine: Engine): string | undefined {
  return indexes.find(({ index }) => index[engine] !== undefined)?.index[engine];
}

/** Folders that are shards of one run have one commit, and one version of Terraform and of OpenTofu. */
function differences(first: PlanFolder, indexes: readonly PlanFolder[]): Refusal[] {
  return indexes.flatMap(({ folder, index }) => {
    const about = shown(join(folder, PLANS_FILE));
    const like = shown(join(first.folder, PLANS_FILE));
    return [
      ...(index.commit === first.index.commit
        ? []
        : [{ about, expected: `the commit of ${like}: ${first.index.commit}`, found: String(index.commit) }]),
      ...(["terraform", "tofu"] as const).flatMap((engine) => {
        const [expected, found] = [firstOf(indexes, engine), index[engine]];
        if (found === undefined || found === expected) return [];
        return [{ about, expected: `plans of ${ENGINE[engine].title} ${expected}, as those of other folders`, found }];
      }),
    ];
  });
}
