import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ORIGINS_FILE, type Origins } from "../config/origins";

/** Writes where a stack comes from beside it. @param folder of the stack. */
export function writeOrigins(folder: string, origins: Origins): void {
  writeFileSync(join(folder, ORIGINS_FILE), `${JSON.stringify(origins, undefined, 2)}\n`);
}
