import { isAbsolute, normalize, relative, resolve } from "node:path";

/** A file or folder as the user named it: an absolute path stays absolute, another one is from the working folder. */
export function shown(path: string): string {
  return isAbsolute(path) ? normalize(path) : relative(process.cwd(), resolve(path)) || ".";
}

/** A file as programs want it: from the working folder where it is below it, otherwise absolute. */
export function fromHere(path: string): string {
  const here = relative(process.cwd(), resolve(path));
  return here === ".." || here.startsWith("../") ? resolve(path) : here || ".";
}
