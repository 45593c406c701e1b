import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deployRoleArn } from "../stacks/deploy-role-arn";
import { compare } from "../support/compare";

/** What the stacks of an environment make, and look up, in an account by one role. */
export interface RoleUse {
  readonly account: string;
  /** Name of the role that deploys, with its path. @default - none: the stacks have no `role` */
  readonly role?: string | undefined;
  readonly environment: string;
  /** Whose side of the connections the stacks are on. */
  readonly sides: readonly Side[];
  readonly regions: readonly string[];
  /** Types of resources, and of data sources with `data.` before them, by name; each with its blocks. */
  readonly types: ReadonlyMap<string, readonly Block[]>;
}

/** Sides of a connection. */
export type Side = "consumer" | "provider";

/** Arguments of a resource or a data source. */
export type Block = Readonly<Record<string, unknown>>;

/** A stack to look through. */
export interface StackOf {
  readonly name: string;
  readonly environment: string;
  readonly kind: string;
}

interface Document {
  readonly provider?: { readonly aws?: readonly Block[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** Kinds of stacks that a consumer's account has. What is set for a whole account is set for consumers. */
const CONSUMER_KINDS = ["consumer", "dns", "account"];

/** By what uses are told apart. */
type Key = Pick<RoleUse, "account" | "role" | "environment">;

/** What stacks use, collected role by role. */
interface Collected {
  readonly sides: Set<Side>;
  readonly regions: Set<string>;
  readonly types: Map<string, Block[]>;
}

/**
 * Looks through synthesized stacks for what each role makes. A provider that names no account, such as the one that
 * lists the states, belongs to whoever runs Terraform, and is left out.
 *
 * @param folder output folder of the synthesis.
 */
export function usesOf(folder: string, stacks: readonly StackOf[]): RoleUse[] {
  const found = new Map<string, Collected>();
  for (const stack of stacks) {
    const text = readFileSync(join(folder, "stacks", stack.name, "cdk.tf.json"), "utf8");
    collect(JSON.parse(text) as Document, stack, found);
  }
  return [...found]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, { sides, regions, types }]) => {
      const sorted = [...types].sort(([a], [b]) => compare(a, b));
      return {
        ...(JSON.parse(key) as Key),
        types: new Map(sorted),
        sides: [...sides].sort(),
        regions: [...regions].sort(),
      };
    });
}

function collect(document: Document, { environment, kind }: StackOf, found: Map<string, Collected>): void {
  const providers = new Map<string, { readonly key: string; readonly region: string }>();
  for (const provider of document.provider?.aws ?? []) {
    const key = keyOf(provider, environment);
    const name = typeof provider.alias === "string" ? `aws.${provider.alias}` : "aws";
    if (key !== undefined) providers.set(name, { key, region: String(provider.region) });
  }
  const add = (type: string, blocks: readonly Block[]): void => {
    for (const block of blocks) {
      const provider = providers.get(typeof block.provider === "string" ? block.provider : "aws");
      if (provider === undefined || !type.replace("data.", "").startsWith("aws_")) continue;
      const use = found.get(provider.key) ?? emptyUse();
      found.set(provider.key, use);
      use.sides.add(CONSUMER_KINDS.includes(kind) ? "consumer" : "provider");
      use.regions.add(provider.region);
      use.types.set(type, [...(use.types.get(type) ?? []), withKnown(block, document)]);
    }
  };
  for (const [type, blocks] of Object.entries(document.resource ?? {})) add(type, Object.values(blocks));
  for (const [type, blocks] of Object.entries(document.data ?? {})) add(`data.${type}`, Object.values(blocks));
}

/** A block in which what a data source is looked up by stands in place of a reference to it, such as a zone's id. */
function withKnown(block: Block, { data = {} }: Document): Block {
  const known = Object.entries(block).map(([argument, value]) => {
    const [, type = "", name = "", attribute = ""] =
      (typeof value === "string" && /^\$\{data\.(\w+)\.([\w-]+)\.(\w+)\}$/.exec(value)) || [];
    const text = data[type]?.[name]?.[attribute];
    return [argument, typeof text === "string" && !text.includes("${") ? text : value];
  });
  return Object.fromEntries(known);
}

function emptyUse(): Collected {
  return { sides: new Set(), regions: new Set(), types: new Map() };
}

/** Account and name of the role that a provider deploys with, as a key; undefined where it names no account. */
function keyOf(provider: Block, environment: string): string | undefined {
  const [account] = (provider.allowed_account_ids ?? []) as readonly unknown[];
  if (typeof account !== "string") return undefined;
  const [assumed] = (provider.assume_role ?? []) as readonly { readonly role_arn?: unknown }[];
  const arn = typeof assumed?.role_arn === "string" ? deployRoleArn(assumed.role_arn) : "";
  const key: Key = { account, role: /:role\/(.+)$/.exec(arn)?.[1], environment };
  return JSON.stringify(key);
}
