import { join } from "node:path";
import { withTemporaryFolder } from "../../../support/temporary-folder";
import { publicApi } from "./api";
import { exitCodes, programCommands } from "./commands";
import { type Contract, type Facts, INPUTS, type InputName } from "./contract";
import { writeTree } from "./git-inputs";
import { environmentVariables, packageFields, policyRules } from "./names";
import { synthesizedStacks } from "./stacks";

/** What this program promises, and what it refuses of the files that it was asked to read. */
export interface Collected extends Omit<Contract, "version" | "inputs"> {
  readonly refused: Facts;
}

/**
 * What this program promises, with the stacks that it makes of the files of a release.
 *
 * @param root folder of the package and of its repository.
 * @param inputs trees of the release.
 */
export async function collect(root: string, inputs: Readonly<Record<InputName, string>>): Promise<Collected> {
  return withTemporaryFolder("privatelink-release", async (folder) => {
    for (const name of INPUTS) writeTree(root, inputs[name], join(folder, name));
    const { stacks, terraform, refused } = synthesizedStacks(folder, join(folder, "out"));
    return {
      ...{ stacks, refused },
      api: publicApi(root),
      commands: programCommands(),
      names: {
        rules: policyRules(root),
        "exit codes": exitCodes(),
        variables: environmentVariables(root),
        package: packageFields(root),
        terraform,
      },
    };
  });
}
