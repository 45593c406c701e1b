import { PACKAGE_ROOT } from "../../support/package-root";
import { UserError } from "../../support/user-error";
import { BASELINE } from "./baseline";
import { checkRelease, renewBaseline } from "./check-release";

// `npm run release:check` says which part of the version the changes since the last release need, and fails where the
// pending changesets ask for less. With `--write` it writes what the next release is compared with.
async function main(args: readonly string[]): Promise<number> {
  try {
    const [option, ...more] = args;
    if (more.length > 0 || (option !== undefined && option !== "--write"))
      throw new UserError(`expected --write or nothing, got: ${args.join(" ")}.`);
    if (option === "--write") {
      await renewBaseline(PACKAGE_ROOT);
      process.stdout.write(`${BASELINE}\n`);
      return 0;
    }
    const { isEnough, text } = await checkRelease(PACKAGE_ROOT);
    process.stdout.write(`${text}\n`);
    return isEnough ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
