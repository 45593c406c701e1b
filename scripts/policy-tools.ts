import { PACKAGE_ROOT } from "../support/package-root";
import { UserError } from "../support/user-error";
import { writeModule } from "./policy/build";
import { check, format, rebuild, test, verify } from "./policy/checks";
import { writeClassification } from "./policy/classification/check";
import { requireOpa } from "./policy/opa";
import { parity } from "./policy/parity";

const COMMANDS: Readonly<Record<string, () => Generator<string> | AsyncGenerator<string>>> = {
  /** Builds the WebAssembly module and its manifest, and writes what shows the rules and the classification. */
  *build() {
    requireOpa();
    yield* writeModule(PACKAGE_ROOT);
    yield* writeClassification(PACKAGE_ROOT);
  },
  /** Checks by hash, with Node alone. */
  *verify() {
    yield verify(PACKAGE_ROOT);
  },
  /** All checks, with OPA. */
  async *ci() {
    requireOpa();
    for (const step of [verify, format, check, test, rebuild]) yield step(PACKAGE_ROOT);
    yield* await parity(PACKAGE_ROOT);
  },
};

async function main(name: string | undefined): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name];
  try {
    if (command === undefined) {
      throw new UserError(`expected one of ${Object.keys(COMMANDS).join(", ")}, got: ${name ?? "nothing"}.`);
    }
    for await (const line of command()) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

void main(process.argv[2]).then((code) => {
  process.exitCode = code;
});
