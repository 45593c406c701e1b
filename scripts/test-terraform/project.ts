import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Document, parseDocument, stringify } from "yaml";
import type { Environment } from "../../config/environment";
import { loadEnvironments } from "../../config/load";
import { departedConsumers } from "../../engine/departed";
import { synthesize } from "../../engine/synthesize";
import { PACKAGE_ROOT } from "../../support/package-root";

/** Environments in a temporary folder, the stacks made of them, and their local states beside these. */
export class Project {
  private readonly environmentsFolder: string;
  /** Folder of the synthesized stacks. */
  readonly out: string;

  constructor(folder: string) {
    this.environmentsFolder = join(folder, "environments");
    this.out = join(folder, "cdktf.out");
  }

  /** Takes a copy of the environments that this project ships. */
  copyShippedEnvironments(): void {
    this.copyEnvironments("environments");
  }

  /** Takes a copy of a folder of environments, given from the root of this project. */
  copyEnvironments(folder: string): void {
    cpSync(join(PACKAGE_ROOT, folder), this.environmentsFolder, { recursive: true });
  }

  /** Writes a file below the folder of the environments: texts as they are, anything else as YAML. */
  write(file: string, content: unknown): void {
    const path = join(this.environmentsFolder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : stringify(content));
  }

  /** Removes a file below the folder of the environments. */
  remove(file: string): void {
    rmSync(join(this.environmentsFolder, file));
  }

  /** Changes a file below the folder of the environments, as somebody with an editor would. */
  edit(file: string, change: (document: Document) => void): void {
    const path = join(this.environmentsFolder, file);
    const document = parseDocument(readFileSync(path, "utf8"));
    change(document);
    writeFileSync(path, document.toString());
  }

  /** Text of a file below the folder of the environments. */
  read(file: string): string {
    return readFileSync(join(this.environmentsFolder, file), "utf8");
  }

  /** Environments as they are now, checked as `npm start` does. */
  environments(): Environment[] {
    const checks = [departedConsumers(this.out, this.environmentsFolder)];
    return loadEnvironments(this.environmentsFolder, undefined, { checks });
  }

  /**
   * Synthesizes all environments.
   *
   * @returns bytes of each stack by name, in an order that they can be deployed in.
   */
  async synthesize(): Promise<Map<string, string>> {
    const { stacks } = await synthesize({ environments: this.environments(), outdir: this.out });
    return new Map(stacks.map((name) => [name, readFileSync(join(this.out, "stacks", name, "cdk.tf.json"), "utf8")]));
  }
}
