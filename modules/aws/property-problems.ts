// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.

import type { Construct } from "constructs";
import { UserError } from "../../support/user-error";
import { nameProblem } from "./names";
import { isUnresolved } from "./tokens";

/** Something wrong with a property of a construct. */
export interface PropertyProblem {
  /** Path of the property, such as `listeners.https.port`. */
  readonly property: string;
  readonly expected: string;
  /** The value found, as JSON. */
  readonly found: string;
}

/** Everything wrong with the properties of a construct. */
export class InvalidPropertiesError extends UserError {
  constructor(
    readonly construct: Construct,
    readonly problems: readonly PropertyProblem[],
  ) {
    const lines = problems.map(
      ({ property, expected, found }) => `  - \`${property}\`: expected ${expected}; got ${found}`,
    );
    super(`Invalid properties of ${construct.constructor.name} at ${construct.node.path}:\n${lines.join("\n")}`);
  }
}

/**
 * Collects all that is wrong with the properties of a construct, to report it at once with the construct's path.
 *
 * Values that are known only when Terraform runs (tokens) are never judged: {@link known} filters them out.
 */
export class PropertyProblems {
  private readonly found: PropertyProblem[] = [];

  constructor(private readonly scope: Construct) {}

  /**
   * Notes a problem.
   *
   * @param property path of the property, such as `listeners.https.port`.
   * @param expected what would have been right.
   * @param got the value found.
   */
  add(property: string, expected: string, got: unknown): void {
    this.found.push({ property, expected, found: JSON.stringify(got) ?? "nothing" });
  }

  /**
   * Notes problems that a rule found within a value.
   *
   * @param property path of the property that holds the value.
   * @param value the value: what was found is looked up in it, unless a problem says what was found.
   */
  addWithin(
    property: readonly string[],
    value: unknown,
    problems: readonly { readonly path: readonly PropertyKey[]; readonly expected: string; readonly found?: unknown }[],
  ): void {
    for (const { path, expected, found = valueAt(value, path) } of problems)
      this.add([...property, ...path].join("."), expected, found);
  }

  /** Notes a problem when `expected` says one. */
  check(property: string, expected: string | undefined, got: unknown): void {
    if (expected !== undefined) this.add(property, expected, got);
  }

  /** Notes a problem when a name cannot be one that other names begin with. @param longest see {@link nameProblem}. */
  checkName(name: string, longest?: number): void {
    if (known(name)) this.check("name", nameProblem(name, longest), name);
  }

  /** The same for a name that others are cut from at synthesis, where it must be known. */
  checkKnownName(name: string, longest?: number): void {
    this.check("name", known(name) ? nameProblem(name, longest) : "a name that is known at synthesis", name);
  }

  /** Notes a problem when a port is none, or is not known at synthesis: Terraform addresses are made from ports. */
  checkPort(property: string, port: number): void {
    this.check(property, known(port) ? portProblem(port) : "a port that is known at synthesis", port);
  }

  /** @throws InvalidPropertiesError that lists every problem noted, when there is one. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new InvalidPropertiesError(this.scope, this.found);
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );
}

/** Whether a value is known at synthesis: not a token. */
export function known<T>(value: T | undefined): value is T {
  return value !== undefined && !isUnresolved(value);
}

/** Why a number is no port, as what was expected instead; undefined when it is one. */
export function portProblem(port: number): string | undefined {
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : "a port from 1 to 65535";
}
