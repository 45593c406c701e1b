import { relative, resolve } from "node:path";

/** A file or folder as the user would name it from where they are. */
export function shown(path: string): string {
  return relative(process.cwd(), resolve(path)) || ".";
}
