import { existsSync } from "node:fs";
import { join } from "node:path";
import { stackIsOf } from "../../config/estate/stack-names";
import { MANIFEST, STACKS, terraformDigest } from "../../engine/stack-files";
import { STACK_ROLES } from "../../modules/aws/marks";
import { compare } from "../../support/compare";
import { readJson } from "../../support/read-json";
import { UserError } from "../../support/user-error";
import { ORDER_FILE, orderSchema } from "../order-file";
import { engineEntry } from "../terraform/engine";
import type { EarlierStack } from "./earlier";

/** What is read here of a manifest. */
interface Manifest {
  readonly stacks?: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;
}

/** What is read here of a synthesized stack. */
interface Synthesized {
  readonly provider?: {
    readonly aws?: readonly { readonly allowed_account_ids?: readonly string[]; readonly region?: string }[];
  };
}

/**
 * Stacks in an output folder that another version of this program wrote: as its order of deployment tells, or, where it
 * wrote none yet, as the manifest and the stacks themselves do. The digests are of the bytes that are there.
 *
 * @param environments names of the environments that they are of.
 */
export function readBuilt(outdir: string, environments: readonly string[]): ReadonlyMap<string, EarlierStack> {
  const order = orderSchema.safeParse(readJson(join(outdir, ORDER_FILE)));
  const told = order.success ? order.data.stacks : toldByManifest(outdir, environments);
  return new Map(
    told.map(({ name, environment, kind, account, region, engine, dependencies }): [string, EarlierStack] => {
      const digest = terraformDigest(folderOf(outdir, name));
      return [name, { name, environment, kind, account, region, ...engineEntry(engine), dependencies, digest }];
    }),
  );
}

function folderOf(outdir: string, name: string): string {
  const folder = join(outdir, STACKS, name);
  if (/^[\w-]+$/.test(name) && existsSync(folder)) return folder;
  throw new UserError(
    `expected the folder of the stack ${JSON.stringify(name)} among those that were built; found none.`,
  );
}

function toldByManifest(outdir: string, environments: readonly string[]): Omit<EarlierStack, "digest">[] {
  const { stacks = {} } = (readJson(join(outdir, MANIFEST)) ?? {}) as Manifest;
  return Object.entries(stacks).map(([name, { dependencies = [] }]) => {
    const folder = folderOf(outdir, name);
    const environment = environments.find((each) => stackIsOf(name, each)) ?? "";
    const document = readJson(join(folder, "cdk.tf.json")) as Synthesized | undefined;
    const provider = document?.provider?.aws?.[0];
    return {
      ...{ name, environment, kind: kindOf(name.slice(environment.length + 1)) },
      ...{ account: provider?.allowed_account_ids?.[0] ?? "", region: provider?.region ?? "" },
      dependencies: [...dependencies].sort(compare),
    };
  });
}

/** The kind that a stack's name says behind the environment's. The stack of a hub's VPC is a consumer. */
function kindOf(rest: string): EarlierStack["kind"] {
  const role = STACK_ROLES.find((each) => rest.startsWith(`${each}-`)) ?? "consumer";
  return role === "hub" ? "consumer" : role;
}
