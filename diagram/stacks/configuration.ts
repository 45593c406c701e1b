import { objectOf } from "../../support/json-object";
import { list } from "./json-values";

/** A resource or data source of a configuration. */
export interface Block {
  /** As Terraform names it: `aws_vpc.main`, or `data.aws_vpc.main`. */
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const REFERENCE = /\b(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*/g;

/** A Terraform configuration in JSON: one `cdk.tf.json`. */
export class Configuration {
  private readonly json: Readonly<Record<string, unknown>>;
  private readonly blocks: ReadonlyMap<string, Block>;

  constructor(json: unknown) {
    this.json = objectOf(json);
    const all = [...blocksOf(this.json.resource, ""), ...blocksOf(this.json.data, "data.")];
    this.blocks = new Map(all.map((block) => [block.address, block]));
  }

  /** Resources of a type, and data sources of `data.TYPE`, by address. */
  all(...types: readonly string[]): readonly Block[] {
    return [...this.blocks.values()].filter(({ type }) => types.includes(type));
  }

  /** What stands at an address. */
  at(address: string): Block | undefined {
    return this.blocks.get(address);
  }

  /** Values of the outputs, by name. */
  output(name: string): unknown {
    return objectOf(objectOf(this.json.output)[name]).value;
  }

  /** Arguments of the first provider of AWS. */
  get provider(): Readonly<Record<string, unknown>> {
    return objectOf(list(objectOf(this.json.provider).aws)[0]);
  }

  /** Blocks that a value refers to, also by way of locals, in the order of their names in it. */
  references(value: unknown, seen: Set<string> = new Set()): readonly Block[] {
    return (JSON.stringify(value ?? null).match(REFERENCE) ?? []).flatMap((name) => {
      if (seen.has(name)) return [];
      seen.add(name);
      if (name.startsWith("local.")) return this.references(this.local(name.slice("local.".length)), seen);
      const block = this.blocks.get(name);
      return block === undefined ? [] : [block];
    });
  }

  private local(name: string): unknown {
    return objectOf(this.json.locals)[name];
  }
}

function blocksOf(byType: unknown, prefix: string): readonly Block[] {
  return Object.entries(objectOf(byType)).flatMap(([type, byName]) =>
    Object.entries(objectOf(byName)).map(([name, values]) => ({
      address: `${prefix}${type}.${name}`,
      type: `${prefix}${type}`,
      values: objectOf(values),
    })),
  );
}

/**
 * What a block is called, from its address: cdktf writes the path of the construct and a hash of it.
 *
 * @returns parts of the path, without the hash: `aws_vpc_endpoint.endpoint-orders_endpoint_229E63C4` gives
 *   `endpoint-orders` and `endpoint`.
 */
export function pathOf(address: string): readonly string[] {
  const name = address.slice(address.lastIndexOf(".") + 1).replace(/\[.*$/, "");
  return name.replace(/_[0-9A-F]{8}$/, "").split("_");
}
