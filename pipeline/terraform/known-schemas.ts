import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK_FILE } from "./initializer";
import { type ResourceSchemas, resourceSchemas } from "./resource-schemas";
import type { Terraform } from "./terraform";

/** Schemas of providers. Each version of them is asked once: what a provider prints is long. */
export class KnownSchemas {
  private readonly known = new Map<string, Promise<ResourceSchemas | undefined>>();

  /** Schemas of the providers of a stack that is initialized: see {@link resourceSchemas}. */
  of(terraform: Terraform, folder: string): Promise<ResourceSchemas | undefined> {
    const lock = join(folder, LOCK_FILE);
    const key = `${terraform.engine} ${existsSync(lock) ? readFileSync(lock, "utf8") : folder}`;
    const found = this.known.get(key) ?? resourceSchemas(terraform, folder);
    this.known.set(key, found);
    return found;
  }
}
