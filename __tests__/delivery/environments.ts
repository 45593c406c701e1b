import { CONSUMER, ENVIRONMENT, folderOf } from "../support/environments";

/** The backend of an environment that CI deploys. */
export const S3 = "backend:\n  type: s3\n  bucket: example-states\n  region: eu-central-1\n";

/** An environment with its states in S3, and an account and a range of its own. @param index from 0. */
export function inS3(index: number = 0): string {
  return ENVIRONMENT.replace("backend:\n  type: local\n", S3)
    .replace("111111111111", `11111111111${index}`)
    .replace("10.10.", `10.1${index}.`);
}

/** A folder of environments with these names, each with its states in S3. */
export function environmentsOf(...names: readonly string[]): string {
  return folderOf(
    Object.fromEntries(
      names.flatMap((name, index) => [
        [`${name}/environment.yaml`, inS3(index)],
        [`${name}/consumers/web.yaml`, CONSUMER.replace("222222222222", `22222222222${index}`)],
      ]),
    ),
  );
}
