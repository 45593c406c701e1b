import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject } from "../support/json-object";
import { isNpmsOwn } from "./package-json";

/** File of npm that says what a project depends on. */
export const PACKAGE_FILE = "package.json";

/** What git and npm put into a folder before there is a project. */
const NOTHING = [".git", ".npmrc", "node_modules", "package-lock.json"];

/** What a project's package.json is, where there is one. */
export type FoundPackage = { readonly text: string; readonly content: JsonObject } | { readonly problem: string };

/**
 * Reads package.json of a folder.
 *
 * @returns undefined where there is none.
 */
export function readPackage(dir: string): FoundPackage | undefined {
  const path = join(dir, PACKAGE_FILE);
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  try {
    const content: unknown = JSON.parse(text);
    if (!isObject(content)) return { problem: "expected an object; found something else" };
    const wrong = ["scripts", "dependencies", "devDependencies"].find(
      (key) => content[key] !== undefined && !isObject(content[key]),
    );
    if (wrong !== undefined) return { problem: `expected an object as \`${wrong}\`; found something else` };
    return { text, content };
  } catch (error) {
    return { problem: `expected JSON; found: ${(error as Error).message}` };
  }
}

/**
 * What is in a folder already, besides what git and npm put there.
 *
 * @param dependencies names that npm may have installed before.
 * @returns names, sorted; those of folders end with a slash. None where the folder is not there.
 */
export function somethingIn(dir: string, dependencies: readonly string[]): string[] {
  if (lstatSync(dir, { throwIfNoEntry: false }) === undefined) return [];
  const found = readPackage(dir);
  const content = found !== undefined && "content" in found ? found.content : undefined;
  const packed = content === undefined ? [] : packedFiles(content);
  return readdirSync(dir, { withFileTypes: true })
    .filter(({ name }) => !NOTHING.includes(name) && !packed.includes(name))
    .filter(({ name }) => name !== PACKAGE_FILE || content === undefined || !isNpmsOwn(content, dependencies))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

/** Packages in the folder itself, which `npm install ./package.tgz` was given. */
function packedFiles({ dependencies }: JsonObject): string[] {
  return Object.values(isObject(dependencies) ? dependencies : {}).flatMap((spec) =>
    typeof spec === "string" && /^file:(\.\/)?[^/]+\.tgz$/.test(spec) ? [spec.replace(/^file:(\.\/)?/, "")] : [],
  );
}
