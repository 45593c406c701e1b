import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { shown } from "../support/shown";
import type { Problem } from "./problem";

/** Largest file that is read: far more than a person writes, far less than memory holds. */
const MAX_MEGABYTES = 10;

/**
 * Reads a text file of a user.
 *
 * @param path absolute or relative to the working folder.
 * @returns the text without a byte order mark; or, if the file cannot be read as text, the problem.
 */
export function readTextFile(path: string): string | Problem {
  const content = readContent(path);
  return Buffer.isBuffer(content) ? textOf(path, content) : content;
}

/**
 * Reads the bytes of a text file of a user.
 *
 * @param path absolute or relative to the working folder.
 * @returns the content; or, if the file cannot be read, the problem.
 */
export function readContent(path: string): Buffer | Problem {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return problemOf(path, "a file that can be read", "a folder");
    // To read a pipe or a device may never end.
    if (!stats.isFile()) return problemOf(path, "a file that can be read", "a pipe, a socket or a device");
    if (stats.size > MAX_MEGABYTES * 1024 * 1024)
      return problemOf(path, `a file of at most ${MAX_MEGABYTES} MB`, `${Math.ceil(stats.size / 1024 / 1024)} MB`);
    return readFileSync(path);
  } catch (error) {
    return problemOf(path, "a file that can be read", causeOf(error));
  }
}

/**
 * The text that a file holds.
 *
 * @param path of the file, for the problem.
 * @returns the text without a byte order mark; or, if the content is no text in UTF-8, the problem.
 */
export function textOf(path: string, content: Buffer): string | Problem {
  const encoding = otherEncoding(content);
  if (encoding !== undefined) return problemOf(path, "text in UTF-8", encoding, "save it as UTF-8");
  if (!isUtf8(content)) {
    const { line, column } = placeOfBadByte(content);
    const found = "bytes that are not UTF-8, as older encodings write letters with accents";
    return { ...problemOf(path, "text in UTF-8", found, "save it as UTF-8"), line, column };
  }
  return withoutMark(content.toString("utf8"));
}

/** A text without its byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** A problem with a file as a whole. */
function problemOf(path: string, expected: string, found: string, fix?: string): Problem {
  return {
    ...{ file: shown(path), line: 1, column: 1, path: "", expected, found },
    ...(fix === undefined ? {} : { fix }),
  };
}

/** Why the file system refused, in words. */
export function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const causes: Readonly<Record<string, string>> = {
    EACCES: "no permission to read it",
    EPERM: "no permission to read it",
    ELOOP: "a symbolic link that leads back to itself",
    ENOENT: "nothing: a symbolic link leads to a file that does not exist, or the file was deleted",
    ENOTDIR: "a path through something that is not a folder",
    ENAMETOOLONG: "a name that is too long",
    EMFILE: "too many open files",
    EIO: "an error of the disk",
  };
  return causes[code ?? ""] ?? message;
}

/** The encoding of a text that is UTF-16 or UTF-32, by its mark or its zero bytes; undefined for any other. */
function otherEncoding(content: Buffer): string | undefined {
  const [a, b, c, d] = content;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return "another encoding (UTF-32)";
  const zeroAt = (rest: number) => content.length > 3 && content.subarray(0, 64).every(everyOther(rest));
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || zeroAt(0) || zeroAt(1))
    return "another encoding (PowerShell's `>` writes UTF-16)";
  return undefined;
}

function everyOther(rest: number): (byte: number, index: number) => boolean {
  return (byte, index) => (byte === 0) === (index % 2 === rest);
}

/** Place of the first byte that is not UTF-8. */
function placeOfBadByte(content: Buffer): { line: number; column: number } {
  // A byte that is not UTF-8 becomes the replacement character, and so does that character itself, which is UTF-8.
  const decoded = new TextDecoder("utf-8").decode(content);
  let before = decoded.indexOf("\ufffd");
  while (before >= 0 && isUtf8(content.subarray(0, Buffer.byteLength(decoded.slice(0, before + 1)))))
    before = decoded.indexOf("\ufffd", before + 1);
  return placeIn(decoded, Math.max(before, 0));
}

/** Line and column of a place in a text, each from 1. A column is a character, even where UTF-16 takes two units for it. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const line = (text.slice(0, start).match(/\n/g)?.length ?? 0) + 1;
  return { line, column: [...text.slice(start, offset)].length + 1 };
}
