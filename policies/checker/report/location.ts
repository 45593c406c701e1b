import { isAbsolute, sep } from "node:path";
import { fromHere } from "../../../support/shown";
import type { JudgedDocument, Origin } from "./report-schema";

/** A file, and a place in it where it is known. */
export interface Location {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

const JSON_PLACE = /^(.+):(\d+):(\d+)$/s;

/**
 * The file to show something at: the environment's where it is there, else the document, with the place where it is no
 * valid JSON. None for standard input.
 */
export function fileOf({ source }: JudgedDocument, origin: Origin | null = null): Location {
  if (origin?.status === "found")
    return origin.line === null || origin.column === null
      ? { file: fileName(origin.file) }
      : { file: fileName(origin.file), line: origin.line, column: origin.column };
  if (source === "-" || source === "(no path)") return {};
  const [, file, line, column] = JSON_PLACE.exec(source) ?? [];
  return file === undefined
    ? { file: fileName(source) }
    : { file: fileName(file), line: Number(line), column: Number(column) };
}

/** A file as a URI: from the working folder where it is below it, else in full. */
export function uriOf(file: string): string {
  const path = file
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  return isAbsolute(file) ? `file://${path}` : path;
}

/** A file by the name that the servers which read a report know it by: from the working folder, where it is below it. */
export function fileName(file: string): string {
  return fromHere(file).replaceAll(sep, "/");
}
