import { existsSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { changesOf } from "./provider-changes/compare";
import { readThing } from "./provider-changes/read-bindings";
import { usedThings } from "./provider-changes/used-things";

// `npm run provider:changes -- FOLDER` says what newer bindings of the AWS provider changed of what the stacks are made of.
// FOLDER is that of their package, such as an unpacked @cdktn/provider-aws.
function main(args: readonly string[]): number {
  try {
    const [folder, ...more] = args;
    if (folder === undefined || more.length > 0)
      throw new UserError(`expected the folder of one package with bindings; got: ${args.join(" ") || "nothing"}.`);
    const library = join(folder, "lib");
    if (!existsSync(join(library, "provider", "index.d.ts")))
      throw new UserError(
        `${shown(folder)}: expected a package with bindings of the AWS provider; found no lib/provider/index.d.ts. ` +
          "Unpack one, for example what `npm pack @cdktn/provider-aws` gives.",
      );
    for (const line of lines(join(PACKAGE_ROOT, "node_modules", "@cdktf", "provider-aws", "lib"), library))
      process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function lines(installed: string, library: string): string[] {
  const things = usedThings(PACKAGE_ROOT);
  const changed = things.flatMap((thing) => {
    const before = readThing(installed, thing);
    if (before === undefined) throw new UserError(`${thing}: the stacks use it, and the installed bindings lack it.`);
    const changes = changesOf(before, readThing(library, thing));
    return changes.length === 0 ? [] : [[thing, ...changes.map((change) => `  ${change}`)]];
  });
  return [...changed.flat(), `${things.length} compared, ${changed.length} changed`];
}

process.exitCode = main(process.argv.slice(2));
