import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Origins } from "../config/origins";
import { ORIGINS_FILE } from "../config/origins-file";

/** Writes where a stack comes from beside it. @param folder of the stack. */
export function writeOrigins(folder: string, origins: Origins): void {
  writeFileSync(join(folder, ORIGINS_FILE), `${JSON.stringify(origins, undefined, 2)}\n`);
}
