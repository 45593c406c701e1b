import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the bindings say of an argument. */
export interface Argument {
  readonly isOptional: boolean;
  /** Its type in TypeScript, without the names of the bindings' own packages. */
  readonly type: string;
}

/** The arguments of a resource or data source, and of its blocks, by `<Interface>.<argument>`; and its attributes. */
export interface Thing {
  readonly arguments: ReadonlyMap<string, Argument>;
  readonly attributes: ReadonlySet<string>;
}

const INTERFACE = /^export interface (\w+)(?: extends [\w.]+)? \{\n([\s\S]*?)^\}/gm;
const PROPERTY = /\breadonly (\w+)(\??): (\{[^}]*\}|[^;{]+);/g;
const ATTRIBUTE = /^\s+get (\w+)\(\): /gm;

/**
 * Reads what bindings declare of a resource or data source.
 *
 * @param library folder `lib` of the bindings.
 * @param thing folder of the resource or data source, such as `vpc-endpoint` or `data-aws-vpc`.
 * @returns undefined where the bindings have no such thing.
 */
export function readThing(library: string, thing: string): Thing | undefined {
  const folder = join(library, thing);
  if (!existsSync(join(folder, "index.d.ts"))) return undefined;
  const blocks = join(folder, "index-structs");
  const files = existsSync(blocks) ? readdirSync(blocks).filter((name) => name.endsWith(".d.ts")) : [];
  const text = [join(folder, "index.d.ts"), ...files.sort().map((name) => join(blocks, name))]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const found = new Map<string, Argument>();
  for (const [, name = "", body = ""] of text.matchAll(INTERFACE))
    for (const [, argument = "", optional = "", type = ""] of body.matchAll(PROPERTY))
      found.set(`${name}.${argument}`, { isOptional: optional === "?", type: type.replace(/\bcdkt[fn]\./g, "") });
  return { arguments: found, attributes: new Set([...text.matchAll(ATTRIBUTE)].map(([, name = ""]) => name)) };
}
