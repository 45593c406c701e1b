import { existsSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * Path of a file that is no TypeScript, beside the module that wants it. Compiled modules are in dist/, where no such file
 * is: there it is the one beside the source.
 *
 * @param folder `__dirname` of the module.
 */
export function beside(folder: string, file: string): string {
  const parts = folder.split(sep);
  const dist = parts.lastIndexOf("dist");
  const source = parts.filter((_, index) => index !== dist).join(sep);
  const found = [folder, source].map((candidate) => join(candidate, file)).find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(`${file} is neither in ${folder} nor in ${source}: copy it beside the module`);
  return found;
}
