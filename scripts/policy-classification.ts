import { PACKAGE_ROOT } from "../support/package-root";
import { UserError } from "../support/user-error";
import { checkClassification, writeClassification } from "./policy/classification/check";

// `npm run policy:classification` compares the classification with the installed bindings, and what an upgrade of the provider
// added, and says what to do; with `--write` it writes what the policies read.
function main(args: readonly string[]): number {
  try {
    const [option, ...more] = args;
    if (more.length > 0 || (option !== undefined && option !== "--write")) {
      throw new UserError(`expected --write or nothing, got: ${args.join(" ")}.`);
    }
    const lines = option === "--write" ? writeClassification(PACKAGE_ROOT) : [checkClassification(PACKAGE_ROOT)];
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
