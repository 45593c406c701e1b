import { sha256 } from "../support/sha256";
import type { Problem } from "./problem";
import { readContent } from "./text-file";

/** A file of a user as it was read once. What is made of it, and its digest, are of the same bytes. */
export interface ReadFile {
  /** Absolute, or relative to the working folder. */
  readonly path: string;
  /** The bytes; or, if the file cannot be read, the problem. */
  readonly content: Buffer | Problem;
  /** SHA-256 digest of the content; empty where the file cannot be read. */
  readonly digest: string;
}

/** Reads a file. @param path absolute or relative to the working folder. */
export function readFile(path: string): ReadFile {
  const content = readContent(path);
  return { path, content, digest: Buffer.isBuffer(content) ? sha256(content) : "" };
}
