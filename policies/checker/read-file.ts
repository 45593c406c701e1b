import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { CouldNotJudge } from "./could-not-judge";

/** Most bytes of a document: beyond it, the policies' memory of 4 GB would not do. */
export const MAX_DOCUMENT = 256 << 20;

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
    // One byte more than a file has, so that its end is seen without another chunk.
    return readAll(file, stat.isFile() ? stat.size + 1 : CHUNK);
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function readAll(file: number, expected: number): Buffer {
  let content = Buffer.allocUnsafeSlow(expected);
  let length = 0;
  for (;;) {
    const read = readSync(file, content, length, content.length - length, null);
    if (read === 0) return content.subarray(0, length);
    length += read;
    if (length > MAX_DOCUMENT) throw tooLarge();
    if (length === content.length) content = Buffer.concat([content, Buffer.allocUnsafeSlow(content.length)]);
  }
}

function tooLarge(): CouldNotJudge {
  return new CouldNotJudge(`expected at most ${MAX_DOCUMENT >> 20} MiB, found more: judge its parts by themselves`);
}
