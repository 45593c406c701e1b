import { environmentSchema } from "../../config/environment-schema";
import { REGIONS } from "../../modules/aws/region";
import { ENVIRONMENT, edit, environmentProblems, keysOf, type Mistake, problem } from "../support/environments";

test("the environment that the mistakes are made in has none", () => {
  expect(environmentProblems(ENVIRONMENT)).toEqual([]);
});

const MISTAKES: readonly Mistake[] = [
  [
    "no backend",
    "backend:\n  type: local\n",
    "",
    "1:1 backend",
    "a mapping: Where Terraform keeps the states.",
    "nothing: the key is missing",
  ],
  [
    "an unknown type of backend",
    "type: local",
    "type: locl",
    "2:9 backend.type",
    "one of local, s3",
    '"locl"',
    "write `local`",
  ],
  ["a backend that is a text", "backend:\n  type: local", "backend: local", "1:10 backend", "a mapping", '"local"'],
  [
    "a key that the backend has not",
    "type: local",
    "type: local\n  bucket: states",
    "3:3 backend.bucket",
    "one of the keys type",
    'the key "bucket"',
    "take the key out",
  ],
  [
    "a bad bucket",
    "type: local",
    "type: s3\n  region: us-east-1\n  bucket: My_Bucket",
    "4:11 backend.bucket",
    "the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at each end",
    '"My_Bucket"',
  ],
  [
    "a bucket with an expression",
    "type: local",
    "type: s3\n  region: us-east-1\n  bucket: a-${var.x}",
    "4:11 backend.bucket",
    "the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at each end",
    '"a-${var.x}"',
  ],
  [
    "a bad region of the bucket",
    "type: local",
    "type: s3\n  bucket: states\n  region: us-east1",
    "4:11 backend.region",
    "a region of AWS, such as us-east-1",
    '"us-east1"',
    "write `us-east-1`",
  ],
  [
    "a prefix with a slash",
    "type: local",
    "type: s3\n  bucket: states\n  region: us-east-1\n  prefix: /a",
    "5:11 backend.prefix",
    "a key prefix without a slash at either end, such as privatelink",
    '"/a"',
  ],
  [
    "a prefix with an expression",
    "type: local",
    "type: s3\n  bucket: states\n  region: us-east-1\n  prefix: ${terraform.workspace}",
    "5:11 backend.prefix",
    "a key prefix without a slash at either end, such as privatelink",
    '"${terraform.workspace}"',
  ],
  [
    "a KMS key by id",
    "type: local",
    "type: s3\n  bucket: states\n  region: us-east-1\n  kmsKeyArn: 1234",
    "5:14 backend.kmsKeyArn",
    "a text",
    "1234 (number)",
  ],
  [
    "no region",
    "region: us-east-1\n",
    "",
    "1:1 region",
    "a text: Region that everything of the environment is in, such as us-east-1.",
    "nothing: the key is missing",
  ],
  [
    "a region that is nearly one",
    "region: us-east-1",
    "region: us-eats-1",
    "3:9 region",
    "a region of AWS, such as us-east-1",
    '"us-eats-1"',
    "write `us-east-1`",
  ],
  ["a region that is a list", "region: us-east-1", "region: [us-east-1]", "3:9 region", "a text", "a list of 1"],
  ["tags that are a list", "tags:\n  Owner: platform", "tags: [Owner]", "4:7 tags", "a mapping", "a list of 1"],
  [
    "a tag that is a number",
    "Owner: platform",
    "CostCenter: 1000",
    "5:15 tags.CostCenter",
    "a text",
    "1000 (number)",
    'write `"1000"`',
  ],
  ["a tag that is empty", "Owner: platform", "Owner:", "5:9 tags.Owner", "a text", "nothing: the value is empty"],
  [
    "a tag that belongs to AWS",
    "Owner: platform",
    "aws:x: y",
    "5:3 tags.aws:x",
    "a tag key: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with aws: or privatelink:",
    'the key "aws:x"',
  ],
  [
    "a tag key with an expression",
    "Owner: platform",
    '"${x}": y',
    "5:3 tags.${x}",
    "a tag key: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with aws: or privatelink:",
    'the key "${x}"',
  ],
  [
    "a tag value with an expression",
    "Owner: platform",
    "Owner: ${var.owner}",
    "5:10 tags.Owner",
    "a tag value: up to 256 letters, digits, spaces or _.:/=+-@",
    '"${var.owner}"',
  ],
  [
    "a tag value with a directive",
    "Owner: platform",
    'Owner: "%{if true}x%{endif}"',
    "5:10 tags.Owner",
    "a tag value: up to 256 letters, digits, spaces or _.:/=+-@",
    '"%{if true}x%{endif}"',
  ],
  [
    "an unknown cidrOverlap",
    "region: us-east-1",
    "region: us-east-1\ncidrOverlap: yes",
    "4:14 cidrOverlap",
    "one of deny, allow",
    '"yes"',
  ],
  [
    "an unknown key, nearly a known one",
    "region: us-east-1",
    "region: us-east-1\nquota: {}",
    "4:1 quota",
    `one of the keys ${keysOf(environmentSchema)}`,
    'the key "quota"',
    "write `quotas`",
  ],
  [
    "an unknown key, nearly one that is there already",
    "region: us-east-1",
    "region: us-east-1\nservice: {}",
    "4:1 service",
    `one of the keys ${keysOf(environmentSchema)}`,
    'the key "service"',
    "take the key out",
  ],
  [
    "an unknown key, like no other",
    "region: us-east-1",
    "region: us-east-1\nbananas: 1",
    "4:1 bananas",
    `one of the keys ${keysOf(environmentSchema)}`,
    'the key "bananas"',
    "take the key out",
  ],
  [
    "a key of the backend that is indented too little",
    "backend:\n  type: local",
    "backend:\n  type: s3\n  bucket: states\n  region: us-east-1\nprefix: mine",
    "5:1 prefix",
    `one of the keys ${keysOf(environmentSchema)}`,
    'the key "prefix"',
    "move it in, under `backend`",
  ],
  [
    "a key of the file that is indented too far",
    "type: local",
    "type: local\n  cidrOverlap: allow",
    "3:3 backend.cidrOverlap",
    "one of the keys type",
    'the key "cidrOverlap"',
    "move it out, to the top of the file",
  ],
  [
    "misspelt services, which are not missing as well",
    "services:",
    "servces:",
    "6:1 servces",
    `one of the keys ${keysOf(environmentSchema)}`,
    'the key "servces"',
    "write `services`",
  ],
  [
    "a misspelt region, which is not missing as well",
    "region: us-east-1",
    "regoin: us-east-1",
    "3:1 regoin",
    `one of the keys ${keysOf(environmentSchema)}`,
    'the key "regoin"',
    "write `region`",
  ],
  [
    "a tag that is a flag",
    "Owner: platform",
    "Shared: true",
    "5:11 tags.Shared",
    "a text",
    "true (boolean)",
    'write `"true"`',
  ],
  [
    "services that are a list",
    "region: us-east-1\ntags:\n  Owner: platform\nservices:\n  orders:",
    "region: us-east-1\nservices:\n  - name: orders\n  #",
    "5:3 services",
    "a mapping",
    "a list of 1",
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([problem(`dev/environment.yaml:${place}`, ...rest)]);
});

test("fails on an S3 backend without its keys, once for each", () => {
  expect(environmentProblems(edit(ENVIRONMENT, "type: local", "type: s3"))).toEqual([
    problem(
      "dev/environment.yaml:1:1 backend.bucket",
      "a text: Bucket of the states. It must exist and should keep versions.",
      "nothing: the key is missing",
    ),
    problem("dev/environment.yaml:1:1 backend.region", "a text: Region of the bucket.", "nothing: the key is missing"),
  ]);
});

test("fails on a KMS key with an expression", () => {
  const backend = "type: s3\n  region: us-east-1\n  bucket: states\n  kmsKeyArn: ";
  const key = "arn:aws:kms:us-east-1:555555555555:key/${var.x}";
  expect(environmentProblems(edit(ENVIRONMENT, "type: local", backend + key))).toEqual([
    problem(
      "dev/environment.yaml:5:14 backend.kmsKeyArn",
      "the ARN of a KMS key or alias, such as arn:aws:kms:<region>:<account>:key/<UUID>",
      JSON.stringify(key),
    ),
  ]);
});

test.each(["key/11111111-2222-4333-8444-555555555555", "alias/states"])("a KMS key may be given as %s", (key) => {
  const backend = "type: s3\n  region: us-east-1\n  bucket: states\n  kmsKeyArn: arn:aws:kms:us-east-1:555555555555:";
  expect(environmentProblems(edit(ENVIRONMENT, "type: local", backend + key))).toEqual([]);
});

test("fails on a region like none that there is, with all there are", () => {
  expect(environmentProblems(edit(ENVIRONMENT, "region: us-east-1", "region: mars"))).toEqual([
    problem(
      "dev/environment.yaml:3:9 region",
      "a region of AWS, such as us-east-1",
      '"mars"',
      `one of ${REGIONS.join(", ")}`,
    ),
  ]);
});

test("fails on a tag value of 257 letters, of which the report shows the first", () => {
  const [only, ...more] = environmentProblems(edit(ENVIRONMENT, "Owner: platform", `Owner: ${"x".repeat(257)}`));
  expect(more).toEqual([]);
  expect(only?.found).toBe(`"${"x".repeat(116)}...`);
});

test("fails where there is neither a service nor a consumer", () => {
  expect(environmentProblems("backend: {type: local}\nregion: us-east-1\n")).toEqual([
    problem(
      "dev/environment.yaml:1:1 services",
      "at least one service, resource, appliance or consumer",
      "nothing: the key is missing",
      "add one of them, or a file under consumers/",
    ),
  ]);
});

test.each([
  ["in the file", "Owner: platform\n  owner: me"],
  ["in the file and of the stacks' own", "environment: mine"],
])("fails on tag keys that IAM takes for one, as only their case differs, %s", (_, tags) => {
  expect(environmentProblems(edit(ENVIRONMENT, "Owner: platform", tags)).map(({ path }) => path)).toEqual([
    expect.stringMatching(/^tags\.(o|e)/),
  ]);
});
