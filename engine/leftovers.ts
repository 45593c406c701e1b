import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { ENVIRONMENT_FILE } from "../config/environments-folder";
import { originsSchema } from "../config/origins";
import { ORIGINS_FILE } from "../config/origins-file";
import { STACK_ROLES, type StackRole } from "../modules/aws/marks";
import type { Engine } from "../pipeline/terraform/engine";
import { readJson } from "../support/read-json";
import { type Deployed, deployedBy } from "./deployed";
import { REMOVED, stackFolders } from "./removed";
import { STACKS } from "./stack-files";

/** A stack that an earlier synthesis wrote, that is no longer declared, and that is deployed or may be. */
export interface Leftover {
  readonly name: string;
  /** Its folder, from the output folder. */
  readonly folder: string;
  /** What its name says it is; undefined where the name says nothing. */
  readonly role: StackRole | undefined;
  /** Whether its state says that it is deployed, or cannot be read here. */
  readonly deployed: Exclude<Deployed, "no">;
  /** Whether Terraform was initialized in its folder. */
  readonly initialized: boolean;
  /** What it was initialized by. Terraform where it was not. */
  readonly engine: Engine;
  /** Whether Terraform, or AWS, refuses to destroy something in it until that is deployed otherwise. */
  readonly isProtected: boolean;
  /**
   * Whether it looks up an endpoint service of somebody's, which AWS no longer shows once the principal is removed. It
   * always shows its own services.
   */
  readonly looksUpService: boolean;
  /** Names of the stacks whose states it reads. */
  readonly reads: readonly string[];
}

/** A stack in the output folder, and the file of an environment that it comes from. */
export interface FoundStack {
  readonly name: string;
  /** Its folder, from the output folder. */
  readonly folder: string;
  /** From the folder of the environments; undefined where nothing tells. */
  readonly file: string | undefined;
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

/**
 * Stacks in an output folder that are not declared, those that were set aside among them.
 *
 * @param names of the stacks that are declared.
 */
export function undeclaredIn(outdir: string, names: ReadonlySet<string>): FoundStack[] {
  return [STACKS, REMOVED].flatMap((parent) =>
    stackFolders(join(outdir, parent))
      .filter((name) => !names.has(name))
      .map((name) => {
        const folder = join(parent, name);
        return { name, folder, file: fileOf(join(outdir, folder)) };
      }),
  );
}

/** File of an environment that the stack in a folder comes from; undefined where nothing tells. */
export function fileOf(folder: string): string | undefined {
  const origins = originsSchema.safeParse(readJson(join(folder, ORIGINS_FILE)));
  return origins.success ? origins.data.file : undefined;
}

/** Name of the environment that a stack is of, as far as anything tells. */
export function environmentOf({ file }: FoundStack): string | undefined {
  return file?.split("/")[0];
}

/**
 * Stacks that are deployed or may be, in the order to destroy them in: each before the stacks whose states it reads,
 * and names before acceptances, before consumers, before services.
 *
 * @param outdir output folder.
 * @param undeclared stacks in it that are no longer declared.
 */
export function leftoversAmong(outdir: string, undeclared: readonly FoundStack[]): Leftover[] {
  return inDestroyOrder(undeclared.flatMap((stack) => leftover(outdir, stack)));
}

/**
 * The same of the stacks that are certainly no longer declared, whatever is wrong with the files that are there:
 * those whose environment is gone, and those that were set aside and whose consumer has no file any more. A consumer
 * whose stacks were declared until now must be revoked before its file is deleted.
 *
 * @param environments folder of the environments.
 * @param names of the environments. @default - all
 */
export function leftoversOfMissingFiles(outdir: string, environments: string, names?: readonly string[]): Leftover[] {
  // What is no folder of environments tells nothing about them.
  if (!existsSync(environments) || existsSync(join(environments, ENVIRONMENT_FILE))) return [];
  const isGone = (stack: FoundStack) => {
    const environment = environmentOf(stack);
    if (stack.file === undefined || environment === undefined || existsSync(join(environments, stack.file)))
      return false;
    if (names !== undefined && !names.includes(environment)) return false;
    return !existsSync(join(environments, environment)) || dirname(stack.folder) === REMOVED;
  };
  return leftoversAmong(outdir, undeclaredIn(outdir, new Set()).filter(isGone));
}

function leftover(outdir: string, stack: FoundStack): Leftover[] {
  const { name, folder } = stack;
  const path = join(outdir, folder);
  const deployed = deployedBy(path);
  if (deployed === "no") return [];
  const document = readJson(join(path, "cdk.tf.json")) as Synthesized | undefined;
  return [
    {
      name,
      folder,
      role: roleOf(stack),
      deployed,
      initialized: existsSync(join(path, ".terraform")),
      engine: existsSync(join(path, ".terraform/providers/registry.opentofu.org")) ? "tofu" : "terraform",
      isProtected: /"(prevent_destroy|enable_deletion_protection)":true/.test(JSON.stringify(document ?? null)),
      looksUpService: Object.values(document?.data?.aws_vpc_endpoint_service ?? {}).some(isSomebodys),
      reads: statesReadBy(document),
    },
  ];
}

/**
 * Names of the stacks whose states the stack in a folder reads. Undefined where that cannot be told: it is written as
 * HCL.
 */
export function statesReadIn(folder: string): readonly string[] | undefined {
  const document = readJson(join(folder, "cdk.tf.json")) as Synthesized | undefined;
  return document === undefined ? undefined : statesReadBy(document);
}

/** Names of the stacks whose states a synthesized stack reads: the names of the states' files. */
function statesReadBy(document: Synthesized | undefined): string[] {
  const states = document?.data?.terraform_remote_state ?? {};
  const names = Object.values(states).flatMap(({ config }) => {
    const where = config?.path ?? config?.key ?? "";
    return /([^/]+)\.tfstate$/.exec(where)?.slice(1) ?? [];
  });
  return [...new Set(names)].sort();
}

/** Whether a look-up is of a service that its owner shows to some accounts only, or its name does not tell. */
function isSomebodys({ service_name: name = "" }: LookedUpService): boolean {
  return name === "" || name.includes("${") || name.includes("vpce-svc-");
}

interface LookedUpService {
  readonly service_name?: string;
}

/** What is read here of a synthesized stack. */
interface Synthesized {
  readonly data?: {
    readonly aws_vpc_endpoint_service?: Readonly<Record<string, LookedUpService>>;
    readonly terraform_remote_state?: Readonly<
      Record<string, { readonly config?: { readonly path?: string; readonly key?: string } }>
    >;
  };
}

/** What a stack is, by its name: `<environment>-<role>-...`. */
function roleOf(stack: FoundStack): StackRole | undefined {
  const environment = environmentOf(stack) ?? "";
  const rest = stack.name.startsWith(`${environment}-`) ? stack.name.slice(environment.length + 1) : stack.name;
  return STACK_ROLES.find((each) => rest.startsWith(`${each}-`));
}

function inDestroyOrder(all: readonly Leftover[]): Leftover[] {
  const rank = ({ role }: Leftover) => (role === undefined ? DESTROY_ORDER.length : DESTROY_ORDER.indexOf(role));
  const sorted = [...all].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  const order = new Set<Leftover>();
  const visit = (stack: Leftover, above: readonly Leftover[]): void => {
    if (order.has(stack) || above.includes(stack)) return;
    for (const reader of all) if (reader.reads.includes(stack.name)) visit(reader, [...above, stack]);
    order.add(stack);
  };
  for (const stack of sorted) visit(stack, []);
  return [...order];
}
