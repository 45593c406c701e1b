import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { PACKAGE_ROOT } from "../../support/package-root";
import { folderOf, temporaryFolder } from "./environments";
import { parse, type Synthesized } from "./synth";

/** Folder of the environments that the project ships. */
export const SHIPPED = join(PACKAGE_ROOT, "environments");

export interface SynthesizedStacks {
  /** Names of the stacks in the order that they can be deployed in. */
  readonly order: readonly string[];
  /** A stack by name. */
  stack(name: string): Synthesized;
  /** Bytes of every file, by path from the output folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** Synthesizes the environments of a folder to a new output folder. */
export function synthesizeFolder(
  folder: string,
  { env, consumers }: { env?: readonly string[]; consumers?: readonly string[] } = {},
): SynthesizedStacks {
  const outdir = join(temporaryFolder(), "out");
  const environments = loadEnvironments(folder, env);
  const plans = planEstate(environments, { consumers });
  const stacks = plans.map(({ name }) => name);
  mkdirSync(outdir);
  buildHere(plans, outdir);
  const files = filesOf(outdir);
  return {
    order: stacks,
    files,
    stack: (name) => {
      const text = files[`stacks/${name}/cdk.tf.json`];
      if (text === undefined) throw new Error(`${name} is none of ${stacks.join(", ")}`);
      return parse(text);
    },
  };
}

/** Synthesizes environments that are given as files. */
export function synthesizeFiles(files: Readonly<Record<string, string>>): SynthesizedStacks {
  return synthesizeFolder(folderOf(files));
}

/** Bytes of every file beneath a folder, by path; files that are not text as one byte a character. */
export function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "latin1")]));
}

/** Names of the stacks that differ between two syntheses, or are in one alone. */
export function changedStacks(a: SynthesizedStacks, b: SynthesizedStacks): string[] {
  const paths = new Set([...Object.keys(a.files), ...Object.keys(b.files)]);
  const changed = [...paths].filter((path) => path.startsWith("stacks/") && a.files[path] !== b.files[path]);
  return [...new Set(changed.map((path) => path.split("/")[1] ?? ""))].sort();
}
