/** What users of a release depend on. A release that breaks any of it is a major one: docs/releases.md. */
export interface Contract {
  /** The release. */
  readonly version: string;
  /** Git trees of the release: what its stacks were synthesized from, and its schemas. */
  readonly inputs: Readonly<Record<InputName, string>>;
  /** Stacks by path: `environments/prod-service-orders`. */
  readonly stacks: Readonly<Record<string, StackFacts>>;
  /** Types of the public entries by `entry name`, and their members. The member `()` is the thing itself. */
  readonly api: Groups;
  /** Commands by name, and what they take. */
  readonly commands: Groups;
  /** Lists of names: rules of the policies, exit codes, variables of the environment, fields of package.json. */
  readonly names: Readonly<Record<NamesOf, Facts>>;
}

/** Folders of the repository that a contract is of. */
export const INPUTS = ["environments", "examples", "schemas"] as const;

export type InputName = (typeof INPUTS)[number];

export const NAMES = ["rules", "exit codes", "variables", "package", "terraform"] as const;

export type NamesOf = (typeof NAMES)[number];

/** Names, and what is said of each. */
export type Facts = Readonly<Record<string, string>>;

export type Groups = Readonly<Record<string, Facts>>;

/** What a deployed stack depends on. */
export interface StackFacts {
  /** Where the state is: the backend's settings as JSON. */
  readonly state: string;
  /** Addresses of managed resources, with `count` or `for_each` where they have instances. */
  readonly addresses: Facts;
  /** Former addresses that Terraform moves, and where to. */
  readonly moved: Facts;
  /** Outputs, with `sensitive` where they are. */
  readonly outputs: Facts;
}

/** Facts in the order of their names: the same contract is the same bytes. */
export function sorted<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
