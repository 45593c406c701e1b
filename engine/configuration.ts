import { closeSync, openSync, writeSync } from "node:fs";
import { TerraformElement, TerraformOutput, type TerraformStack, Token, Tokenization } from "cdktf";
import { resolve } from "cdktf/lib/_tokens";
import { deepMerge } from "cdktf/lib/util";

type Part = Record<string, unknown>;

/** What cdktf keeps private of a stack. */
interface Insides {
  readonly cdktfVersion: string;
  readonly rawOverrides: Readonly<Part>;
  readonly synthesizer: { readonly hclOutput: boolean };
}

/** Levels of a configuration above the arguments of a resource: the section, the type and the name. */
const LEVELS = 3;

/**
 * Writes the configuration of a stack: the bytes that cdktf writes, in a third of the memory. Plain cdktf holds what
 * each element gives, all of it merged, all of that resolved once more, and all of that as one text, at the same time.
 * Here each part is forgotten when the next one is made of it. A stack that cdktf writes as HCL stays as it is.
 *
 * @param stack a stack without stacks in it.
 * @param path of the file, which is written over.
 */
export function writeConfiguration(stack: TerraformStack, path: string): void {
  if ((stack as unknown as Insides).synthesizer.hclOutput) return;
  const configuration = configurationOf(stack);
  const file = new ChunkedFile(path);
  try {
    writePieces(configuration, LEVELS, 0, file);
    file.flush();
  } finally {
    file.close();
  }
}

/** What `TerraformStack.toTerraform` of plain cdktf gives. */
function configurationOf(stack: TerraformStack): Part {
  const elements = stack.node.findAll().filter(TerraformElement.isTerraformElement);
  const { cdktfVersion, rawOverrides } = stack as unknown as Insides;
  const overrides = Object.keys(rawOverrides);
  const metadata: Part = {
    version: cdktfVersion,
    stackName: stack.node.id,
    backend: "local",
    cloud: undefined,
    ...(overrides.length > 0 ? { overrides: { stack: overrides } } : {}),
  };
  for (const element of elements) deepMerge(metadata, resolve(stack, element.toMetadata()));
  const outputs: Part = {};
  for (const element of elements)
    if (TerraformOutput.isTerraformOutput(element)) deepMerge(outputs, nested(element.node.path, element));
  const configuration: Part = { "//": { metadata, outputs } };
  for (const element of elements) deepMerge(configuration, resolve(stack, element.toTerraform()));
  deepMerge(configuration, rawOverrides);
  resolveInPlace(stack, configuration, LEVELS);
  return configuration;
}

/** The name of an output below the words of its path. */
function nested(path: string, { friendlyUniqueId }: TerraformOutput): Part {
  const [last = "", ...outer] = path.split("/").reverse();
  return outer.reduce<Part>((inner, part) => ({ [part]: inner }), { [last]: friendlyUniqueId });
}

/** Resolves what is below some levels of a value, piece by piece. The value must be nobody else's. */
function resolveInPlace(stack: TerraformStack, value: Part, levels: number): void {
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (levels > 1 && isPlain(part)) {
      resolveInPlace(stack, part, levels - 1);
      continue;
    }
    const resolved = resolve(stack, part);
    if (resolved === undefined) delete value[key];
    else value[key] = resolved;
  }
}

/**
 * Whether a value is a mapping whose values can be resolved each on its own: no token as a whole, and no key is one.
 */
function isPlain(value: unknown): value is Part {
  return (
    isMapping(value) &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !Tokenization.isResolvable(value) &&
    !Object.keys(value).some((key) => Token.isUnresolved(key))
  );
}

function isMapping(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Writes a mapping as {@link stableText} does, and what is below some levels of it as one text each. */
function writePieces(value: Part, levels: number, level: number, file: ChunkedFile): void {
  let before = "{";
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    const start = `${before}${newLine(level + 1)}${JSON.stringify(key)}: `;
    if (levels > 1 && isMapping(item)) {
      file.write(start);
      writePieces(item, levels - 1, level + 1, file);
    } else {
      const text = stableText(item, level + 1);
      if (text === undefined) continue;
      file.write(start + text);
    }
    before = ",";
  }
  file.write(`${before === "{" ? before : ""}${newLine(level)}}`);
}

/**
 * A value as JSON in the form that cdktf writes it: keys are sorted, two spaces for each level, and an empty list or
 * mapping is on two lines. Undefined for what JSON does not have.
 */
function stableText(value: unknown, level: number): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) as string | undefined;
  const line = newLine(level + 1);
  let lines = "";
  if (Array.isArray(value)) {
    for (const item of value) lines += `${lines && ","}${line}${stableText(item, level + 1) ?? "null"}`;
    return `[${lines}${newLine(level)}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const text = stableText((value as Part)[key], level + 1);
    if (text !== undefined) lines += `${lines && ","}${line}${JSON.stringify(key)}: ${text}`;
  }
  return `{${lines}${newLine(level)}}`;
}

function newLine(level: number): string {
  return `\n${"  ".repeat(level)}`;
}

/** Characters that are written at once. */
const CHUNK = 64 * 1024;

/** A file that is written from its beginning, chunk by chunk. */
class ChunkedFile {
  private readonly file: number;
  private pending: string[] = [];
  private length = 0;

  constructor(path: string) {
    this.file = openSync(path, "w");
  }

  write(text: string): void {
    this.pending.push(text);
    this.length += text.length;
    if (this.length >= CHUNK) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.pending.join(""));
    // One call may write fewer bytes than it is given.
    for (let start = 0; start < bytes.length; ) start += writeSync(this.file, bytes, start);
    this.pending = [];
    this.length = 0;
  }

  close(): void {
    closeSync(this.file);
  }
}
