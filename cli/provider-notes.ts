import { allowsSeveral, allowsTested, canonicalVersions, TESTED_AWS_PROVIDER } from "../config/aws-provider-versions";
import type { Environment } from "../config/environment";
import { LOCK_FILE, type LockOf } from "../pipeline/terraform/initializer";

/** What to know of each environment that allows other versions of the AWS provider than the one that is tested. */
export function providerNotes(environments: readonly Environment[], lockOf: LockOf): string[] {
  return environments.flatMap(({ name, terraform }) => {
    const { awsProvider } = terraform;
    const versions = `${name} allows versions ${canonicalVersions(awsProvider)} of the AWS provider`;
    const isLocked = lockOf(name) !== undefined;
    return [
      ...(allowsTested(awsProvider)
        ? []
        : [`${versions}. The version that is tested is ${TESTED_AWS_PROVIDER}: read the plans with care`]),
      ...(allowsSeveral(awsProvider) && !isLocked
        ? [
            `${versions}, and no ${LOCK_FILE} says which one: each run may take a newer one. ` +
              `Keep a lock file in the folder of the environment or in the working folder, and commit it`,
          ]
        : []),
    ];
  });
}
