import { readRecords, writeRecords } from "../support/records";
import type { ConsumerSpec } from "./consumer-schema";
import { asList, asMapping, isMapping } from "./fields";

/** What a sound consumer file says. */
export interface KeptConsumer {
  /** As plain values. */
  readonly value: unknown;
  /** As the schema decodes it. */
  readonly spec: ConsumerSpec;
}

/** Consumers by the digests of their files. */
type Kept = Readonly<Record<string, KeptConsumer>>;

/** Kind of the records: see {@link readRecords}. */
const KIND = "files";

/** Most values in a file that is kept. Aliases let a short file stand for very many. */
const MOST_VALUES = 5_000;

/** Most sets of sound files that are known: one for each selection of environments. */
const MOST_SETS = 50;

/**
 * What earlier runs read in files in which nothing was wrong.
 *
 * What a consumer file says follows from its bytes only, so that it is kept by their digest: not by the file's name,
 * place or time. What the rules say follows from all files that were loaded together. So the digest of all of them,
 * with their names, is kept when nothing was wrong. What is wrong is never kept.
 */
export class FileRecords {
  private readonly used = new Map<string, Map<string, KeptConsumer>>();
  private isChanged = false;
  /** Names of all environments that there are; undefined where not all were loaded. */
  private existing: readonly string[] | undefined;

  private constructor(
    private readonly file: string | undefined,
    private readonly environments: ReadonlyMap<string, Kept>,
    private sets: readonly string[],
  ) {}

  /** No records, of a run that keeps none. */
  static none(): FileRecords {
    return new FileRecords(undefined, new Map(), []);
  }

  /** Records of a run that believes no earlier one, and keeps what it reads for the next. */
  static fresh(file: string): FileRecords {
    return new FileRecords(file, new Map(), []);
  }

  /** Records of earlier runs; none where there is no such file, or where it is not this program's own. */
  static read(file: string): FileRecords {
    const { environments, sets } = readRecords(file, KIND) ?? {};
    return new FileRecords(
      file,
      new Map(Object.entries(asMapping(environments)) as [string, Kept][]),
      asList(sets) as readonly string[],
    );
  }

  /** Notes that an environment is loaded: of its records, only those that are used from now on stay. */
  loads(environment: string): void {
    this.used.set(environment, new Map());
  }

  /** What the consumer file with this digest said in an earlier run. @param environment that it is of. */
  consumer(environment: string, digest: string): KeptConsumer | undefined {
    const kept = this.environments.get(environment);
    const found = kept && Object.hasOwn(kept, digest) ? kept[digest] : undefined;
    if (found !== undefined) this.used.get(environment)?.set(digest, found);
    return found;
  }

  /** Keeps what a sound consumer file says. */
  keepConsumer(environment: string, digest: string, consumer: KeptConsumer): void {
    if (this.file === undefined || valuesIn(consumer.value) > MOST_VALUES) return;
    this.used.get(environment)?.set(digest, consumer);
    this.isChanged = true;
  }

  /** Whether nothing was wrong in an earlier run that loaded the same files. @param all digest of them. */
  isSound(all: string): boolean {
    return this.sets.includes(all);
  }

  /** Keeps that nothing is wrong with the files that were loaded together. @param all digest of them. */
  keepSound(all: string): void {
    // The one that was used last stands first.
    if (this.sets[0] !== all) this.isChanged = true;
    this.sets = [all, ...this.sets.filter((each) => each !== all)].slice(0, MOST_SETS);
  }

  /** Notes that all environments of the folder were loaded: records of others go. @param names of them. */
  loadedAll(names: readonly string[]): void {
    this.existing = names;
  }

  /** Writes the records for the next run. Those of environments that were not loaded stay. */
  write(): void {
    if (this.file === undefined) return;
    const others = [...this.environments].filter(([name]) => this.existing?.includes(name) ?? true);
    if (others.length === this.environments.size && !this.isChanged && !this.hasUnused()) return;
    const loaded = Object.fromEntries([...this.used].map(([name, files]) => [name, Object.fromEntries(files)]));
    writeRecords(this.file, KIND, { environments: { ...Object.fromEntries(others), ...loaded }, sets: this.sets });
  }

  private hasUnused(): boolean {
    return [...this.used].some(([name, files]) => files.size < Object.keys(this.environments.get(name) ?? {}).length);
  }
}

/** How many values there are in a value; infinitely many where JSON does not have one of them. */
function valuesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + valuesIn(each), 1);
  if (isMapping(value)) return Object.values(value).reduce<number>((sum, each) => sum + valuesIn(each), 1);
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? 1 : Number.POSITIVE_INFINITY;
  return value === null || typeof value === "string" || typeof value === "boolean" ? 1 : Number.POSITIVE_INFINITY;
}
