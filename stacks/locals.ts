import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/**
 * Many local values as one construct. A `TerraformLocal` for each takes a kilobyte of memory: too much for ten
 * thousand.
 */
export class Locals extends TerraformElement {
  private readonly values: Record<string, string> = {};

  constructor(scope: Construct, id: string) {
    super(scope, id, "local");
  }

  /**
   * Adds a local value.
   *
   * @param name letters, digits, `-` and `_`; no other local value of the stack has it.
   * @param value text of it, with expressions in `${}`.
   * @returns its address, to be used in an expression: `local.<name>`.
   * @throws Error when there is one of this name already.
   */
  add(name: string, value: string): string {
    if (Object.hasOwn(this.values, name)) throw new Error(`there are two local values with the name ${name}`);
    this.values[name] = value;
    return `local.${name}`;
  }

  override toTerraform(): object {
    return Object.keys(this.values).length === 0 ? {} : { locals: this.values };
  }

  override toHclTerraform(): object {
    const entries = Object.entries(this.values).map(([name, value]) => [name, { value, isBlock: false, type: "any" }]);
    return entries.length === 0 ? {} : { locals: Object.fromEntries(entries) };
  }
}
