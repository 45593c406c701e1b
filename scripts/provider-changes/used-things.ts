import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../../support/compare";

/** Folders whose code makes stacks. */
const FOLDERS = ["modules", "stacks", "bootstrap"];

const IMPORT = /"@cdktf\/provider-aws\/lib\/([a-z0-9-]+)"/g;

/** What the stacks are made of: folders of the bindings that their sources import, in order. @param root of the sources. */
export function usedThings(root: string): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => join(root, folder, name)),
  );
  const things = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, thing = ""]) => thing),
  );
  return [...new Set(things)].sort(compare);
}
