import { ENVIRONMENT, edit, environmentProblems, problem } from "../../support/environments";

const KEY = "11111111-2222-4333-8444-555555555555";
const backend = (keys: string) =>
  edit(ENVIRONMENT, "backend:\n  type: local\n", `backend: { type: s3, bucket: states, ${keys} }\n`);

test("a key of the bucket's region encrypts the states, whatever region the environment is in", () => {
  const key = `kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/${KEY}"`;
  expect(environmentProblems(backend(`region: eu-west-1, ${key}`))).toEqual([]);
});

test("fails on a key of another region than the bucket's, an alias as well", () => {
  expect(
    environmentProblems(backend(`region: us-east-1, kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/${KEY}"`)),
  ).toEqual([
    problem(
      "dev/environment.yaml:1:68 backend.kmsKeyArn",
      "an ARN in the region us-east-1, as the bucket is",
      `"arn:aws:kms:eu-west-1:111111111111:key/${KEY}"`,
      "name a key in us-east-1, or correct the bucket's `region`",
    ),
  ]);
  const alias = backend('region: us-east-1, kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:alias/states"');
  expect(environmentProblems(alias)).toMatchObject([{ path: "backend.kmsKeyArn" }]);
});

test("fails on a bucket in another partition than the environment's", () => {
  expect(environmentProblems(backend("region: cn-north-1"))).toMatchObject([
    { path: "backend.region", expected: expect.stringContaining("a region of the same partition as us-east-1, aws") },
  ]);
});
