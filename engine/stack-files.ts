import { createHash, type Hash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { ORIGINS_FILE } from "../config/origins-file";

/** Folder of the stacks within the output folder, as cdktf has it. */
export const STACKS = "stacks";

/** Name of the manifest within the output folder, as cdktf has it: this file loads nothing of cdktf. */
export const MANIFEST = "manifest.json";

/** Folder of a stack with the files that its resources upload. All of it is the engine's. */
export const ASSETS = "assets";

/**
 * Files that the engine writes into the folder of a stack, as JSON or as HCL. Terraform and users keep others there.
 */
export const STACK_FILES = ["cdk.tf", "cdk.tf.json", "metadata.json", ORIGINS_FILE] as const;

/**
 * Digest of what the engine wrote for a stack: of {@link STACK_FILES}, of everything in {@link ASSETS}, and of the card
 * of a service. A file that is missing, changed or added there gives another digest. What else is in the folder does
 * not count.
 *
 * @param folder of the stack.
 * @param card path of the card. @default - none: the stack is of no service
 * @throws an error of the file system where something cannot be read.
 */
export function outputDigest(folder: string, card?: string): string {
  const hash = createHash("sha256");
  for (const name of STACK_FILES) addFile(hash, name, join(folder, name));
  addFolder(hash, ASSETS, join(folder, ASSETS));
  if (card !== undefined) addFile(hash, "card", card);
  return hash.digest("hex");
}

/** Of {@link STACK_FILES}, those that Terraform reads. */
const TERRAFORM_FILES = ["cdk.tf", "cdk.tf.json"] as const;

/**
 * Digest of a stack as Terraform reads it: of its configuration, and of everything in {@link ASSETS}. Where it comes
 * from in the environments does not count, nor what Terraform and users keep in the folder.
 *
 * @param folder of the stack.
 * @throws an error of the file system where something cannot be read.
 */
export function terraformDigest(folder: string): string {
  const hash = createHash("sha256");
  for (const name of TERRAFORM_FILES) addFile(hash, name, join(folder, name));
  addFolder(hash, ASSETS, join(folder, ASSETS));
  return hash.digest("hex");
}

/** Every part has its name and its length before it, so that no two outputs give the same bytes to hash. */
function add(hash: Hash, kind: string, name: string, content: string | Buffer): void {
  hash.update(`${kind}\0${name}\0${content.length}\0`).update(content);
}

function addFile(hash: Hash, name: string, path: string): void {
  const content = unlessMissing(() => readFileSync(path));
  if (content !== undefined) add(hash, "file", name, content);
}

function addFolder(hash: Hash, name: string, path: string): void {
  const entries = unlessMissing(() => readdirSync(path, { withFileTypes: true }));
  if (entries === undefined) return;
  add(hash, "folder", name, "");
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
    addEntry(hash, entry, `${name}/${entry.name}`, join(path, entry.name));
}

function addEntry(hash: Hash, entry: Dirent, name: string, path: string): void {
  if (entry.isDirectory()) addFolder(hash, name, path);
  else if (entry.isFile()) addFile(hash, name, path);
  else add(hash, "other", name, entry.isSymbolicLink() ? readlinkSync(path) : "");
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
