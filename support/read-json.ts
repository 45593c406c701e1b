import { readFileSync } from "node:fs";

/** What is in a JSON file; undefined where there is no such file, or it is not JSON. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
