import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { isMapping } from "../../config/fields";
import { ORIGINS_FILE, type Origins, originsSchema } from "../../config/origins";
import { type KeyPath, pathText, YamlFile } from "../../config/yaml-file";
import { shown } from "../../support/shown";
import { STACK_FILE, stackFiles } from "./documents";
import type { Origin } from "./report/report-schema";

/** Where origins are looked up. */
export interface OriginOptions {
  /** Folder of the environments. */
  readonly environments: string;
  /** Folders with the stacks that plans are of, in or below them. */
  readonly stacks: readonly string[];
}

/** Tells of one document where what is in it comes from. */
export interface DocumentOrigins {
  /** Path of the construct that made a resource; null where it is not known. @param address Terraform's. */
  constructPath(address: string): string | null;
  /** Where a construct comes from, or the whole stack where none is named; null where it is not known. */
  origin(constructPath: string | null): Origin | null;
}

const NOWHERE: DocumentOrigins = { constructPath: () => null, origin: () => null };

/**
 * Finds in the files of environments what documents come from: by the file beside a stack that says it, and, for a plan, by
 * the stack that it is of. A help for those who read the report: what is not found is left out, and no verdict hangs on it.
 */
export class OriginFinder {
  private readonly files = new Map<string, YamlFile | undefined>();
  private stackFolders: ReadonlyMap<string, string> | undefined;

  constructor(private readonly options: OriginOptions) {}

  /** @param stack name of the stack that the document is of, where it has it. */
  of(source: string, stack: string | null): DocumentOrigins {
    const folder = this.folderOf(source, stack);
    const origins = folder === undefined ? undefined : readOrigins(join(folder, ORIGINS_FILE));
    if (folder === undefined || origins === undefined) return NOWHERE;
    let paths: ReadonlyMap<string, string> | undefined;
    return {
      constructPath: (address) => {
        paths ??= constructPaths(join(folder, STACK_FILE));
        return paths.get(address.replace(/\[[^[\]]*\]$/, "")) ?? null;
      },
      origin: (constructPath) => {
        const id = constructPath?.split("/")[1] ?? "";
        return this.place(origins.file, Object.hasOwn(origins.constructs, id) ? origins.constructs[id] : origins.path);
      },
    };
  }

  private folderOf(source: string, stack: string | null): string | undefined {
    const beside = dirname(source);
    if (source !== "-" && existsSync(join(beside, STACK_FILE))) return beside;
    this.stackFolders ??= new Map(
      this.options.stacks
        .filter((folder) => existsSync(folder))
        .flatMap((folder) => stackFiles(folder).map((file) => [basename(dirname(file)), dirname(file)])),
    );
    const only = this.stackFolders.size === 1 ? [...this.stackFolders.values()][0] : undefined;
    return stack === null ? only : this.stackFolders.get(stack);
  }

  private place(file: string, keys: KeyPath = []): Origin {
    const path = join(this.options.environments, file);
    if (!this.files.has(path)) this.files.set(path, readYaml(path));
    const place = this.files.get(path)?.place(keys) ?? { line: null, column: null };
    return { file: shown(path), ...place, key: pathText(keys) };
  }
}

function readOrigins(path: string): Origins | undefined {
  const { data } = originsSchema.safeParse(readJson(path));
  return data && normalize(data.file) === data.file && !data.file.startsWith("..") ? data : undefined;
}

function readYaml(path: string): YamlFile | undefined {
  const file = existsSync(path) ? YamlFile.read(path) : undefined;
  return file instanceof YamlFile ? file : undefined;
}

/** Paths of the constructs that a stack's resources and data sources are of, by their addresses. */
function constructPaths(path: string): Map<string, string> {
  const { resource, data } = readJson(path) ?? {};
  const resources = [...bodies(resource, ""), ...bodies(data, "data.")];
  return new Map(
    resources.flatMap(([address, body]) => {
      const comment = isMapping(body) ? body["//"] : undefined;
      const metadata = isMapping(comment) ? comment.metadata : undefined;
      const path = isMapping(metadata) ? metadata.path : undefined;
      return typeof path === "string" ? [[address, path] as const] : [];
    }),
  );
}

function bodies(types: unknown, prefix: string): [string, unknown][] {
  if (!isMapping(types)) return [];
  return Object.entries(types).flatMap(([type, named]) =>
    isMapping(named)
      ? Object.entries(named).map(([name, body]): [string, unknown] => [`${prefix}${type}.${name}`, body])
      : [],
  );
}

function readJson(path: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
