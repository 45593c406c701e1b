import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";

/** A place in the sources of the modules that refuses something. */
export interface Validation {
  /** File, from the folder of the modules. */
  readonly file: string;
  /** Property that is judged, as the source has it: `listeners.${name}.port`; of an error that is thrown, `throw`. */
  readonly property: string;
  readonly line: number;
}

/** Methods of `PropertyProblems` that note a problem. The first argument of most of them is the property. */
const METHODS = ["add", "addWithin", "check", "checkKnownName", "checkName", "checkPort"];

const MODULES = join(__dirname, "../../modules");
/** It defines the methods, so that its own calls are none of a module. */
const DEFINITION = "aws/property-problems.ts";

/** Every place in the modules that refuses something: calls on `problems`, errors that are thrown, `addValidation`. */
export function moduleValidations(): Validation[] {
  return readdirSync(MODULES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== DEFINITION)
    .sort()
    .flatMap((name) => validationsIn(name, readFileSync(join(MODULES, name), "utf8")));
}

/** The places in one source. @param file its name, for the result. */
export function validationsIn(file: string, source: string): Validation[] {
  // The parser counts bytes over all sources that it has read. The last statement of this one tells where it begins.
  const bytes = Buffer.from(`${source};`);
  const ast = parseSync(bytes.toString(), { syntax: "typescript" });
  const start = ast.span.end - bytes.length;
  const found: Validation[] = [];
  const at = (span: Span) => bytes.subarray(span.start - start, span.end - start).toString();
  visit(ast, (node) => {
    const property = propertyOf(node, at);
    if (property === undefined) return;
    const before = bytes.subarray(0, (node.span as Span).start - start).toString();
    found.push({ file, property, line: before.split("\n").length });
  });
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

type Node = Readonly<Record<string, unknown>>;

function propertyOf(node: Node, at: (span: Span) => string): string | undefined {
  if (node.type === "ThrowStatement") return "throw";
  if (isOtherName(node)) return `PropertyProblems under another name than \`problems\``;
  if (node.type !== "CallExpression") return undefined;
  const { object, property } = node.callee as { object?: Node; property?: Node };
  const method = String(property?.value);
  if (method === "addValidation") return method;
  if (object?.value !== "problems" || !METHODS.includes(method)) return undefined;
  if (method === "checkName" || method === "checkKnownName") return "name";
  const [first] = node.arguments as { expression: { span: Span } }[];
  return at(first?.expression.span as Span).replace(/^["`](.*)["`]$/, "$1");
}

/** Whether something that collects problems has another name, under which its calls would not be seen here. */
function isOtherName(node: Node): boolean {
  const { init, id, value, typeAnnotation: annotation } = node as Record<string, Node | undefined>;
  const made = node.type === "VariableDeclarator" && (init?.callee as Node | undefined)?.value === "PropertyProblems";
  const type = (annotation?.typeAnnotation as { typeName?: Node } | undefined)?.typeName?.value;
  return made ? id?.value !== "problems" : type === "PropertyProblems" && String(value) !== "problems";
}

function visit(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) for (const child of value) visit(child, each);
  else if (typeof value === "object" && value !== null) {
    each(value as Node);
    visit(Object.values(value), each);
  }
}
