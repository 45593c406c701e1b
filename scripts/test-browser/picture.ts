import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

/** What can be told of a picture without drawing it. */
export interface Picture {
  /** Brightness of its first pixel, the background: 0 is black, 255 is white. */
  readonly background: number;
  /** How many different values its lines have: a blank page has a few. */
  readonly variety: number;
}

const SIGNATURE_LENGTH = 8;

/** Looks at a PNG with 8 bits for each colour, as browsers write it. */
export function readPicture(file: string): Picture {
  const bytes = readFileSync(file);
  const data: Buffer[] = [];
  for (let at = SIGNATURE_LENGTH; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const lines = inflateSync(Buffer.concat(data));
  // The first byte of a line is its filter, which leaves the first pixel of the first line as it is.
  const background = Math.round(((lines[1] ?? 0) + (lines[2] ?? 0) + (lines[3] ?? 0)) / 3);
  return { background, variety: new Set(lines).size };
}
