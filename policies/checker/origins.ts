import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { isMapping } from "../../config/fields";
import { type KeyPlace, keyPlaces } from "../../config/origin-keys";
import { type Origins, originsSchema } from "../../config/origins";
import { ORIGINS_FILE } from "../../config/origins-file";
import { type KeyPath, pathText, YamlFile } from "../../config/yaml-file";
import { withoutLastIndex } from "../../support/addresses";
import { shown } from "../../support/shown";
import { stackFiles } from "./documents";
import { STACK_FILE } from "./files-below";
import type { Origin } from "./report/report-schema";
import { RowFinder } from "./row-finder";

/** Where origins are looked up. */
export interface OriginOptions {
  /** Folder of the environments. */
  readonly environments: string;
  /** Folders with the stacks that plans are of, in or below them. */
  readonly stacks: readonly string[];
}

/** Something in a document whose origin is asked for. */
export interface Located {
  /** Terraform's address. */
  readonly address: string;
  /** Path of the construct that made it; null where it is not known. */
  readonly construct_path: string | null;
  /** What was found, with the names of the arguments that it is about in brackets. */
  readonly message?: string;
}

/** Tells of one document where what is in it comes from. */
export interface DocumentOrigins {
  /** Path of the construct that made a resource; null where it is not known. @param address Terraform's. */
  constructPath(address: string): string | null;
  /** Where something comes from; null where it is not known. */
  origin(of: Located): Origin | null;
}

const NOWHERE: DocumentOrigins = { constructPath: () => null, origin: () => null };

/**
 * Finds in the files of environments what documents come from: by the file beside a stack that says it, and, for a
 * plan, by the stack that it is of. A help for those who read the report: what is not found is left out, and no verdict
 * hangs on it.
 */
export class OriginFinder {
  private readonly files = new Map<string, YamlFile | undefined>();
  private stackFolders: ReadonlyMap<string, string> | undefined;

  private readonly rows: RowFinder;

  constructor(private readonly options: OriginOptions) {
    this.rows = new RowFinder(options.environments);
  }

  /** @param stack name of the stack that the document is of, where it has it. */
  of(source: string, stack: string | null): DocumentOrigins {
    const folder = this.folderOf(source, stack);
    const origins = folder === undefined ? undefined : readOrigins(join(folder, ORIGINS_FILE));
    if (folder === undefined || origins === undefined) return NOWHERE;
    let paths: ReadonlyMap<string, string> | undefined;
    return {
      constructPath: (address) => {
        paths ??= constructPaths(join(folder, STACK_FILE));
        return paths.get(withoutLastIndex(address)) ?? null;
      },
      origin: ({ address, construct_path, message = "" }) => {
        const construct = construct_path?.split("/").slice(1).join("/") ?? nameIn(address);
        return this.origin(keyPlaces(origins, construct, argumentsIn(message)));
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

  /**
   * The first place that is there as a whole; otherwise the nearest key around the likeliest one. The last place is
   * that of the stack as a whole, which is there for each of them.
   */
  private origin(places: readonly KeyPlace[]): Origin {
    const isThere = ({ file, path }: KeyPlace) => presentKeys(this.read(file), path).length === path.length;
    const whole = places.slice(0, -1).find((place) => this.read(place.file) && isThere(place));
    const { file, path } = whole ?? (places[0] as KeyPlace);
    const full = join(this.options.environments, file);
    const yaml = this.read(file);
    if (yaml === undefined)
      return { file: shown(full), line: null, column: null, key: "", status: this.statusOf(file) };
    const keys = presentKeys(yaml, path);
    // A consumer may be in a row of a table.
    return { file: yaml.name, ...yaml.place(keys), key: pathText(keys), status: "found" };
  }

  /** A file of an environment that is there was deleted; otherwise it may be the wrong folder of environments. */
  private statusOf(file: string): Origin["status"] {
    if (existsSync(join(this.options.environments, file))) return "found";
    return existsSync(join(this.options.environments, dirname(file).split("/")[0] ?? "")) ? "deleted" : "unknown";
  }

  private read(file: string): YamlFile | undefined {
    if (!this.files.has(file))
      this.files.set(file, readYaml(join(this.options.environments, file)) ?? this.rows.of(file));
    return this.files.get(file);
  }
}

/** The keys of a path that a file has, up to the first that it has not. */
function presentKeys(file: YamlFile | undefined, path: KeyPath): KeyPath {
  let value = file?.value;
  const missing = path.findIndex((key) => {
    const isThere = isMapping(value) && Object.hasOwn(value, key);
    value = isThere ? (value as Record<PropertyKey, unknown>)[key] : undefined;
    return !isThere;
  });
  return missing === -1 ? path : path.slice(0, missing);
}

/** The name in a Terraform address, without the hash that CDKTF puts behind it. Nothing for what is in a module. */
function nameIn(address: string): string {
  return /^(?:data\.)?\w+\.([\w-]+)_[0-9A-F]{8}(?:\[.*\])?$/s.exec(address)?.[1] ?? "";
}

/** Names of arguments in a message, where they stand in brackets: `(subnets, subnet_mapping.subnet_id)`. */
function argumentsIn(message: string): string[] {
  const groups = [...message.matchAll(/\(([^()]*)\)/g)].map(([, text = ""]) => text);
  return groups.flatMap((text) => text.match(/[a-z][a-z0-9_]*(?=[.,\s]|$)/g) ?? []);
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
