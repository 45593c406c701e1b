import { bucketNameProblem } from "../../../modules/aws/bucket-name";

test.each(["abc", "my-logs.example.com", "1.2.3.4.5", "a".repeat(63)])("%s is a bucket's name", (text) => {
  expect(bucketNameProblem(text)).toBeUndefined();
});

test.each(["ab", "Logs", "a_b", "a..b", "192.168.5.4", "-ab", "ab-", "a".repeat(64), ""])(
  "fails on the bucket name %j",
  (text) => {
    expect(bucketNameProblem(text)).toMatch(/^the name of a bucket: 3 to 63 lower-case letters/);
  },
);

test.each([
  ["xn--logs", "xn--"],
  ["sthree-logs", "sthree-"],
  ["logs-s3alias", "-s3alias"],
  ["logs--x-s3", "--x-s3"],
])("fails on the bucket name %s, whose %s is S3's own", (text, reserved) => {
  expect(bucketNameProblem(text)).toBe(`the name of a bucket without \`${reserved}\`, which S3 keeps for itself`);
});
