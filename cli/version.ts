import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../support/project-root";

/** Version of the program, as package.json has it. */
export function programVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"));
  return version;
}
