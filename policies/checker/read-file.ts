import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { CouldNotJudge } from "./could-not-judge";

/** Most bytes of a document: beyond it, the policies' memory of 4 GB would not do. */
export const MAX_DOCUMENT = 256 << 20;

/** Size in bytes up to which documents share what judges them: see Evaluator. */
export const SMALL_DOCUMENT = 1 << 20;

const CHUNK = 1 << 20;

/**
 * Reads a file, or what a program writes to a pipe, as far as a document may be long.
 *
 * @param path of the file; `-` for standard input.
 * @throws CouldNotJudge where it is longer, or neither a file nor a pipe.
 */
export function readFile(path: string): Buffer {
  const file = path === "-" ? 0 : openSync(path, "r");
  try {
    const stat = fstatSync(file);
    if (stat.isCharacterDevice() || stat.isBlockDevice())
      throw new CouldNotJudge("expected a file or a pipe, found a device");
    if (stat.size > MAX_DOCUMENT) throw tooLarge();
    return stat.isFile() ? readWhole(file, stat.size) : readAll(file);
  } finally {
    if (file !== 0) closeSync(file);
  }
}

/** What a file of a size has, in a buffer of that size: a large one is not copied again. */
function readWhole(file: number, size: number): Buffer {
  const content = Buffer.from(new ArrayBuffer(size));
  for (let length = 0; length < size; ) {
    const read = readSync(file, content, length, size - length, null);
    if (read === 0) return content.subarray(0, length);
    length += read;
  }
  return content;
}

function readAll(file: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; ; ) {
    const chunk = Buffer.allocUnsafeSlow(CHUNK);
    const read = readSync(file, chunk, 0, CHUNK, null);
    if (read === 0) return Buffer.concat(chunks);
    length += read;
    if (length > MAX_DOCUMENT) throw tooLarge();
    chunks.push(chunk.subarray(0, read));
  }
}

function tooLarge(): CouldNotJudge {
  return new CouldNotJudge(`expected at most ${MAX_DOCUMENT >> 20} MiB, found more: judge its parts by themselves`);
}
