import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type * as TypeScript from "../../../node_modules/api-reference/node_modules/typescript";
import { UserError } from "../../../support/user-error";
import { type Groups, sorted } from "./contract";

/**
 * The API of the compiler that TypeScript 7 does not have.
 *
 * @throws UserError where it is not installed.
 */
function typeScript(root: string): typeof TypeScript {
  const path = join(root, "node_modules/api-reference/node_modules/typescript");
  if (!existsSync(path)) throw new UserError(`expected TypeScript in ${path}; found none. Run \`npm ci\`.`);
  return createRequire(join(root, "package.json"))(path);
}

/**
 * The types of a package's public entries, by entry and name, and of each type of the package that these lead to.
 *
 * @param root folder of the package, whose declarations are compiled.
 * @param compiler folder with node_modules. @default - root
 */
export function publicApi(root: string, compiler: string = root): Groups {
  const ts = typeScript(compiler);
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: Record<string, { types?: string } | string>;
  };
  const entries = Object.entries(exports).flatMap(([name, value]) =>
    typeof value === "object" && value.types !== undefined ? [{ name, file: join(root, value.types) }] : [],
  );
  const missing = entries.filter(({ file }) => !existsSync(file)).map(({ file }) => file);
  if (missing.length > 0)
    throw new UserError(`expected the declarations of the package; missing: ${missing.join(", ")}. Build it first.`);
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      ...{ module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
      ...{ target: ts.ScriptTarget.ES2023, strict: true, skipLibCheck: true, noEmit: true, types: [] },
    },
  );
  const api = new Api(ts, program.getTypeChecker(), root);
  for (const { name, file } of entries) {
    const source = program.getSourceFile(file);
    const module = source && program.getTypeChecker().getSymbolAtLocation(source);
    // A file without an export is no module to the compiler.
    for (const symbol of module === undefined ? [] : program.getTypeChecker().getExportsOfModule(module))
      api.add(`${name} ${symbol.name}`, symbol);
  }
  return api.groups();
}

/** Types that users write values of, by the convention of this project. */
const WRITTEN_BY_USERS = /(Props|Options)$/;

/** Marks a type that users write values of: it must go on to take them. */
export const INPUT = "(input)";

/** Most levels of object types without a name. */
const MOST_LEVELS = 12;

/** Collects types, and follows them to others of the package. */
class Api {
  private readonly found = new Map<string, Map<string, string>>();
  private readonly names = new Map<TypeScript.Symbol, string>();
  private readonly reached = new Set<TypeScript.Symbol>();
  /** Types that a type is made of. */
  private readonly parts = new Map<TypeScript.Symbol, Set<TypeScript.Symbol>>();
  private readonly inputs = new Set<TypeScript.Symbol>();
  private current: Set<TypeScript.Symbol> = new Set();

  constructor(
    private readonly ts: typeof TypeScript,
    private readonly checker: TypeScript.TypeChecker,
    private readonly root: string,
  ) {}

  add(name: string, exported: TypeScript.Symbol): void {
    const isAlias = (exported.flags & this.ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.checker.getAliasedSymbol(exported) : exported;
    this.names.set(symbol, name);
    this.current = new Set();
    this.parts.set(symbol, this.current);
    if (WRITTEN_BY_USERS.test(name)) this.inputs.add(symbol);
    this.found.set(name, new Map(this.membersOf(symbol)));
  }

  /** All that was added, and what it leads to, under `type <name>`. */
  groups(): Groups {
    // A set goes on with what is added to it meanwhile.
    for (const symbol of this.reached) if (!this.names.has(symbol)) this.add(`type ${symbol.name}`, symbol);
    for (const symbol of this.inputs) {
      this.found.get(this.names.get(symbol) ?? "")?.set(INPUT, "");
      for (const part of this.parts.get(symbol) ?? []) this.inputs.add(part);
    }
    return sorted([...this.found].map(([name, members]) => [name, sorted(members)]));
  }

  private *membersOf(symbol: TypeScript.Symbol): Generator<[string, string]> {
    const { Class, Interface, TypeAlias, Value } = this.ts.SymbolFlags;
    if ((symbol.flags & Value) !== 0) {
      const type = this.checker.getTypeOfSymbol(symbol);
      if ((symbol.flags & Class) !== 0) {
        for (const signature of type.getConstructSignatures()) yield ["()", this.signature(signature)];
        for (const member of type.getProperties().filter((each) => this.isOwn(each) && each.name !== "prototype"))
          yield [`static ${member.name}`, this.text(this.checker.getTypeOfSymbol(member))];
      } else yield ["()", this.text(type)];
    }
    if ((symbol.flags & TypeAlias) !== 0)
      yield* this.shape("()", this.checker.getDeclaredTypeOfSymbol(symbol), "", true);
    if ((symbol.flags & (Class | Interface)) === 0) return;
    yield* this.properties("", this.checker.getDeclaredTypeOfSymbol(symbol), 0);
  }

  private *properties(path: string, type: TypeScript.Type, level: number): Generator<[string, string]> {
    for (const member of type.getProperties()) {
      if (!this.isOwn(member) || this.isHidden(member)) continue;
      const isOptional = (member.flags & this.ts.SymbolFlags.Optional) !== 0;
      const whole = this.checker.getTypeOfSymbol(member);
      const found = isOptional ? this.checker.getNonNullableType(whole) : whole;
      // `null` may be what is meant: then the type is said as it is.
      const shaped = this.text(whole).includes("null") ? whole : found;
      yield* this.shape(`${path}${member.name}`, shaped, isOptional ? "optional " : "", false, level);
    }
  }

  /** A type by the members of its objects that have no name, so that a new one of them is told from another type. */
  private *shape(
    path: string,
    type: TypeScript.Type,
    mark: string,
    isAlias = false,
    level = 0,
  ): Generator<[string, string]> {
    const element = this.checker.isArrayType(type) ? this.checker.getTypeArguments(type as never)[0] : undefined;
    const values = this.isNameless(type) ? type.getStringIndexType() : undefined;
    if (level < MOST_LEVELS && element !== undefined && this.isNameless(element)) {
      yield [path, `${mark}list`];
      yield* this.shape(`${path}[]`, element, "", false, level + 1);
    } else if (level < MOST_LEVELS && values !== undefined) {
      yield [path, `${mark}record`];
      yield* this.shape(`${path}.*`, values, "", false, level + 1);
    } else if (level < MOST_LEVELS && this.isNameless(type) && type.getProperties().length > 0) {
      yield [path, `${mark}object`];
      yield* this.properties(`${path}.`, type, level + 1);
    } else yield [path, `${mark}${this.text(type, isAlias)}`];
  }

  private isNameless(type: TypeScript.Type): boolean {
    return (
      (type.flags & this.ts.TypeFlags.Object) !== 0 &&
      type.getCallSignatures().length === 0 &&
      type.getConstructSignatures().length === 0 &&
      type.symbol?.name === "__type"
    );
  }

  private signature(signature: TypeScript.Signature): string {
    for (const parameter of signature.getParameters())
      this.follow(this.checker.getTypeOfSymbol(parameter), (symbol) => this.inputs.add(symbol));
    return this.checker.signatureToString(signature, undefined, this.ts.TypeFormatFlags.NoTruncation);
  }

  private text(type: TypeScript.Type, isAlias = false): string {
    this.follow(type);
    for (const signature of type.getCallSignatures()) {
      this.signature(signature);
      this.follow(signature.getReturnType());
    }
    const { NoTruncation, InTypeAlias, UseAliasDefinedOutsideCurrentScope } = this.ts.TypeFormatFlags;
    const flags = NoTruncation | UseAliasDefinedOutsideCurrentScope | (isAlias ? InTypeAlias : 0);
    return this.checker.typeToString(type, undefined, flags);
  }

  /** Notes types of the package that a type is made of. */
  private follow(
    type: TypeScript.Type,
    note: (symbol: TypeScript.Symbol) => void = (symbol) => this.current.add(symbol),
    depth = 0,
  ): void {
    for (const symbol of [type.aliasSymbol, type.symbol])
      if (symbol !== undefined && this.isNamedType(symbol)) {
        this.reached.add(symbol);
        note(symbol);
      }
    if (depth > 4) return;
    const parts = type.isUnionOrIntersection() ? type.types : this.checker.getTypeArguments(type as never);
    for (const part of [...parts, ...(type.aliasTypeArguments ?? [])]) this.follow(part, note, depth + 1);
  }

  private isNamedType(symbol: TypeScript.Symbol): boolean {
    const { Class, Interface, TypeAlias } = this.ts.SymbolFlags;
    return (symbol.flags & (Class | Interface | TypeAlias)) !== 0 && this.isOwn(symbol) && symbol.name !== "__type";
  }

  /** Whether the package declares it, and not a package that it depends on. */
  private isOwn(symbol: TypeScript.Symbol): boolean {
    const file = symbol.declarations?.[0]?.getSourceFile().fileName.split("/").join(sep) ?? "";
    return file.startsWith(this.root + sep) && !file.includes(`${sep}node_modules${sep}`);
  }

  private isHidden(member: TypeScript.Symbol): boolean {
    const [declaration] = member.declarations ?? [];
    if (declaration === undefined) return false;
    const { Private, Protected } = this.ts.ModifierFlags;
    return (this.ts.getCombinedModifierFlags(declaration) & (Private | Protected)) !== 0;
  }
}
