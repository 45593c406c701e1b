import { statSync } from "node:fs";
import { CouldNotJudge } from "../policies/checker/could-not-judge";
import { readDocument } from "../policies/checker/documents";
import { type JsonObject, objectOf } from "../support/json-object";
import { sha256 } from "../support/sha256";
import { shown } from "../support/shown";

/** A document that was judged: what it says, and its digest. */
export interface ReadDocument {
  readonly values: JsonObject;
  readonly sha256: string;
}

/**
 * Reads documents after they were judged, and refuses those that changed in between. The last two stay in memory: a
 * stack and its plan, which all VPCs of the stack are in.
 */
export class ReadDocuments {
  private readonly before: ReadonlyMap<string, string>;
  private readonly last = new Map<string, ReadDocument>();

  /** @param sources files, before they are judged. */
  constructor(sources: readonly string[]) {
    this.before = new Map(sources.map((source) => [source, stamp(source)]));
  }

  /** @throws CouldNotJudge where the file is not the one that was judged, or is no document: it is never empty then. */
  read(source: string): ReadDocument {
    const known = this.last.get(source);
    if (known !== undefined) return known;
    const { source: place, json, content, problem } = readDocument({ source });
    if (stamp(source) !== this.before.get(source))
      throw new CouldNotJudge(
        `${shown(source)}: expected the file that was judged; found that it changed since. Run again.`,
      );
    if (json === undefined || content === undefined)
      throw new CouldNotJudge(`${shown(place)}: expected a stack or a plan; found: ${problem}. Nothing was written.`);
    const document = { values: objectOf(JSON.parse(new TextDecoder().decode(json))), sha256: sha256(content) };
    const [oldest] = this.last.keys();
    if (this.last.size > 1 && oldest !== undefined) this.last.delete(oldest);
    this.last.set(source, document);
    return document;
  }
}

/** What changes when a file is written; a file that is not there has none. */
function stamp(source: string): string {
  const stats = statSync(source, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? "" : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}
