import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ORIGINS_FILE, originsSchema } from "../config/origins";
import { STACK_ROLES, type StackRole } from "../modules/aws/marks";
import { type Deployed, deployedBy } from "./deployed";
import { readJson } from "./read-json";

/** A stack that an earlier synthesis wrote, that is no longer declared, and that is deployed or may be. */
export interface Leftover {
  readonly name: string;
  /** Whether its state says that it is deployed, or cannot be read here. */
  readonly deployed: Exclude<Deployed, "no">;
  /** Whether Terraform was initialized in its folder. */
  readonly initialized: boolean;
  /** Whether Terraform, or AWS, refuses to destroy something in it until that is deployed otherwise. */
  readonly isProtected: boolean;
  /** Names of the stacks whose states it reads. */
  readonly reads: readonly string[];
}

/** The reverse of the order that stacks are deployed in. */
const DESTROY_ORDER: readonly StackRole[] = [
  "dns",
  "profile",
  "acceptance",
  "consumer",
  "hub",
  "appliance",
  "resource",
  "domain",
  "service",
  "account",
];

/** Names of the folders in a folder of stacks that hold a stack. */
export function stackFolders(stacks: string): string[] {
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks)
    .filter((name) => existsSync(join(stacks, name, "cdk.tf.json")))
    .sort();
}

/** Whether an earlier synthesis wrote what is in a folder: only that is ever removed. */
export function isOurs(folder: string): boolean {
  return originsSchema.safeParse(readJson(join(folder, ORIGINS_FILE))).success;
}

/**
 * Stacks in a folder that are not among some, as far as they are deployed or may be, in the order to destroy them in: each
 * before the stacks whose states it reads, and names before acceptances, before consumers, before services.
 *
 * @param stacks folder of the stacks.
 * @param declared names of the stacks that are declared.
 */
export function leftoversIn(stacks: string, declared: readonly string[]): Leftover[] {
  const found = stackFolders(stacks)
    .filter((name) => !declared.includes(name))
    .flatMap((name) => leftover(stacks, name));
  return inDestroyOrder(found, (name) => rankOf(join(stacks, name), name));
}

function leftover(stacks: string, name: string): Leftover[] {
  const folder = join(stacks, name);
  const deployed = deployedBy(folder);
  if (deployed === "no") return [];
  const document = readJson(join(folder, "cdk.tf.json"));
  return [
    {
      name,
      deployed,
      initialized: existsSync(join(folder, ".terraform")),
      isProtected: /"(prevent_destroy|enable_deletion_protection)":true/.test(JSON.stringify(document ?? null)),
      reads: statesReadBy(document),
    },
  ];
}

/** Names of the stacks whose states a synthesized stack reads: the names of the states' files. */
function statesReadBy(document: unknown): string[] {
  const states = (document as Synthesized | undefined)?.data?.terraform_remote_state ?? {};
  const names = Object.values(states).flatMap(({ config }) => {
    const where = config?.path ?? config?.key ?? "";
    return /([^/]+)\.tfstate$/.exec(where)?.slice(1) ?? [];
  });
  return [...new Set(names)].sort();
}

/** What is read here of a synthesized stack. */
interface Synthesized {
  readonly data?: {
    readonly terraform_remote_state?: Readonly<
      Record<string, { readonly config?: { readonly path?: string; readonly key?: string } }>
    >;
  };
}

/** Place of a stack in {@link DESTROY_ORDER}, by its name: `<environment>-<role>-...`. */
function rankOf(folder: string, name: string): number {
  const origins = originsSchema.safeParse(readJson(join(folder, ORIGINS_FILE)));
  const environment = origins.success ? (origins.data.file.split("/")[0] ?? "") : "";
  const rest = name.startsWith(`${environment}-`) ? name.slice(environment.length + 1) : name;
  const role = STACK_ROLES.find((each) => rest.startsWith(`${each}-`));
  return role === undefined ? DESTROY_ORDER.length : DESTROY_ORDER.indexOf(role);
}

function inDestroyOrder(all: readonly Leftover[], rank: (name: string) => number): Leftover[] {
  const ranked = all.map((stack) => ({ stack, rank: rank(stack.name) }));
  const sorted = ranked.sort((a, b) => a.rank - b.rank || (a.stack.name < b.stack.name ? -1 : 1));
  const order = new Set<Leftover>();
  const visit = (stack: Leftover, above: readonly Leftover[]): void => {
    if (order.has(stack) || above.includes(stack)) return;
    for (const reader of all) if (reader.reads.includes(stack.name)) visit(reader, [...above, stack]);
    order.add(stack);
  };
  for (const { stack } of sorted) visit(stack, []);
  return [...order];
}
