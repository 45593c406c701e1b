import { isAbsolute, normalize, relative, resolve } from "node:path";

/** A file or folder as the user named it: an absolute path stays absolute, another one is from the working folder. */
export function shown(path: string): string {
  return isAbsolute(path) ? normalize(path) : relative(process.cwd(), resolve(path)) || ".";
}

/**
 * A file as programs want it: from the working folder where it is below it, otherwise absolute.
 *
 * @param folder the working folder. @default - that of this process
 */
export function fromHere(path: string, folder: string = process.cwd()): string {
  const here = relative(folder, resolve(folder, path));
  return here === ".." || here.startsWith("../") ? resolve(folder, path) : here || ".";
}
