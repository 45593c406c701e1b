import { join } from "node:path";
import type { TerraformStack } from "cdktf";
// Only the manifest: all of cdktf takes 0.3 s to load, and this thread needs no more when nothing is built in it.
import { Manifest } from "cdktf/lib/manifest";
import { version } from "cdktf/package.json";
import { makeFolder } from "../support/make-folder";
import type { BuiltStack } from "./build-one";
import type { StackEntry } from "./job";
import { STACKS } from "./stack-files";

/**
 * Writes the manifest that the cdktf command line reads, by cdktf itself.
 *
 * @param folder output folder.
 * @param stacks the stacks in it.
 * @param built what building each of them gave, by name.
 */
export function writeManifest(
  folder: string,
  stacks: readonly Pick<StackEntry, "name" | "dependencies">[],
  built: ReadonlyMap<string, Pick<BuiltStack, "annotations">>,
): void {
  makeFolder(join(folder, STACKS));
  const manifest = new Manifest(version, folder, process.env.SYNTH_HCL_OUTPUT === "true");
  for (const { name, dependencies } of stacks) {
    const entry = manifest.forStack(asStack(name, dependencies));
    manifest.stacks[name] = { ...entry, annotations: [...(built.get(name)?.annotations ?? [])] };
  }
  manifest.writeToFile();
}

/** What the manifest reads of a stack, which is forgotten by now. The path of a stack is its name. */
function asStack(name: string, dependencies: readonly string[]): TerraformStack {
  const stack = { node: { id: name, path: name }, dependencies: dependencies.map((path) => ({ node: { path } })) };
  return stack as unknown as TerraformStack;
}
