import type { OrderedStack } from "../order-file";

/** A stack as it was before. */
export type EarlierStack = Pick<
  OrderedStack,
  "name" | "environment" | "kind" | "account" | "region" | "engine" | "dependencies" | "digest"
>;

/** Stacks as a commit declares them. */
export interface Earlier {
  /** By name. */
  readonly stacks: ReadonlyMap<string, EarlierStack>;
  /** Folder that the stacks were built in, as `<folder>/stacks/<name>`: each that is no longer declared is there. */
  readonly folder: string;
}

/** What the stacks of a commit are compared with. */
export interface Now {
  /** Digests of what each stack is built from now, by name: `inputs` of a synthesis. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Digests of the stacks' bytes now, by name. */
  readonly digests: ReadonlyMap<string, string>;
}
