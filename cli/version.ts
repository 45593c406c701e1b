import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";

/** Version of the program, as package.json has it. */
export function programVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));
  return version;
}
