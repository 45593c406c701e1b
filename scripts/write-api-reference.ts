import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { UserError } from "../support/user-error";
import { readApi } from "./api/typedoc";
import { undocumented } from "./api/undocumented";

// Writes the API reference to docs/api: `npm run api`, after a change of a docstring or of what an entry of the package
// exports. docs/api/README.md is written by hand.
function main(): number {
  try {
    const { pages, model } = readApi();
    const problems = undocumented(model);
    if (problems.length > 0) throw new UserError(`${problems.join("\n")}\nNothing was written.`);
    const folder = join(PACKAGE_ROOT, "docs/api");
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (name !== "README.md") rmSync(join(folder, name), { recursive: true });
    for (const [name, text] of pages) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      process.stdout.write(`docs/api/${name}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = main();
