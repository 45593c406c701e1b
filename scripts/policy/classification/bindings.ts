import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A resource type of the provider, with the dotted paths of all arguments that are no blocks. */
export interface ResourceType {
  readonly type: string;
  readonly arguments: readonly string[];
}

/** What the installed bindings say of the provider that they were generated from. */
export interface Bindings {
  readonly version: string;
  readonly types: readonly ResourceType[];
  /** Names of arguments that are maps, whose keys their author chooses. */
  readonly maps: readonly string[];
}

const LIBRARY = join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");

/**
 * The provider's managed resource types, in order, as the declarations of the bindings have them: Terraform's names of
 * arguments stand in the comments, and the nesting in the types.
 */
export function readBindings(library: string = LIBRARY): Bindings {
  const texts = readdirSync(library, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("data-aws-"))
    .map((entry) => declarations(join(library, entry.name)));
  const types = texts.flatMap((text) => resourceType(text) ?? []);
  if (types.length === 0) throw new Error(`${library} must hold the provider's bindings, got: no resource type.`);
  const version = /\/hashicorp\/aws\/([\d.]+)\/docs\//.exec(texts[0] ?? "")?.[1] ?? "unknown";
  const maps = new Set(texts.flatMap((text) => [...text.matchAll(PROPERTY)].flatMap(mapName)));
  return { version, types: types.sort((a, b) => (a.type < b.type ? -1 : 1)), maps: [...maps].sort() };
}

/** Large types have their blocks in files of their own. */
function declarations(folder: string): string {
  const blocks = join(folder, "index-structs");
  const files = existsSync(blocks) ? readdirSync(blocks).filter((name) => name.endsWith(".d.ts")) : [];
  return [join(folder, "index.d.ts"), ...files.map((name) => join(blocks, name))]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

// The successor of cdktf writes `cdktn`: docs/cdktn.md.
const RESOURCE = /extends cdkt[fn]\.TerraformResource \{\s+static readonly tfResourceType = "(\w+)"/;
const CONFIG = /^export interface (\w+) extends cdkt[fn]\.TerraformMetaArguments/m;
const INTERFACE = /^export interface (\w+)(?: extends cdkt[fn]\.TerraformMetaArguments)? \{\n([\s\S]*?)^\}/gm;
/** The name in a link such as `#vpc_id Subnet#vpc_id}`, and then the property's type up to its end. */
const PROPERTY = /#(\w+) \w+#\1\}[\s\S]*?readonly \w+\??: (\{[^}]*\}|[^;{]+);/g;
/** The type of a block, single, in a list, or in either way by an expression. */
const BLOCK = /^(\w+)(?:\[\])?(?: \| cdkt[fn]\.IResolvable)?$/;

/** The name of a property that is a map; nothing of another. */
function mapName([, name = "", type = ""]: RegExpMatchArray): string[] {
  return type.startsWith("{") ? [name] : [];
}

interface Property {
  readonly name: string;
  readonly type: string;
}

function resourceType(text: string): ResourceType | undefined {
  const type = RESOURCE.exec(text)?.[1];
  const config = CONFIG.exec(text)?.[1];
  if (type === undefined || config === undefined) return undefined;
  const interfaces = new Map<string, readonly Property[]>();
  for (const [, name = "", body = ""] of text.matchAll(INTERFACE)) {
    const properties = [...body.matchAll(PROPERTY)];
    interfaces.set(
      name,
      properties.map(([, property = "", ofType = ""]) => ({ name: property, type: ofType })),
    );
  }
  return { type, arguments: paths(config, interfaces, []).sort() };
}

function paths(name: string, interfaces: ReadonlyMap<string, readonly Property[]>, above: readonly string[]): string[] {
  return (interfaces.get(name) ?? []).flatMap((property) => {
    const block = BLOCK.exec(property.type)?.[1];
    if (block === undefined || !interfaces.has(block)) return [property.name];
    if (block === name || above.includes(block)) return [];
    return paths(block, interfaces, [...above, name]).map((path) => `${property.name}.${path}`);
  });
}
