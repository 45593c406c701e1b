import { type Arn, parseArn, placeProblem } from "../../../modules/aws/arn";

const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012";

test.each<[string, Arn]>([
  [
    CERTIFICATE,
    {
      partition: "aws",
      service: "acm",
      region: "us-east-1",
      account: "111111111111",
      resource: "certificate/12345678-1234-1234-1234-123456789012",
    },
  ],
  [
    "arn:aws-us-gov:iam::111111111111:server-certificate/team/a+b=c,d.e@f_g",
    {
      partition: "aws-us-gov",
      service: "iam",
      region: "",
      account: "111111111111",
      resource: "server-certificate/team/a+b=c,d.e@f_g",
    },
  ],
  ["arn:aws-cn:s3:::logs", { partition: "aws-cn", service: "s3", region: "", account: "", resource: "logs" }],
  [
    "arn:aws:ecs:us-east-1:111111111111:task-definition/web:3",
    {
      partition: "aws",
      service: "ecs",
      region: "us-east-1",
      account: "111111111111",
      resource: "task-definition/web:3",
    },
  ],
])("%s is read", (text, arn) => {
  expect({ ...parseArn(text) }).toEqual(arn);
});

test.each([
  "",
  "arn",
  "certificate/12345678",
  "arn:aws:acm:us-east-1:111111111111",
  "arn:aws:acm:us-east-1:111111111111:",
  "arn:aws:acm:us-east-1:11111111111:certificate/a",
  "arn:aws:acm:us-east-1:111111111111:certificate/*",
  "arn:aws:acm:us-east-1:111111111111:certificate/${var.id}",
  "arn:aws:acm:${var.region}:111111111111:certificate/a",
  "arn:gcp:acm:us-east-1:111111111111:certificate/a",
  `${CERTIFICATE}\n`,
  ` ${CERTIFICATE}`,
])("fails on %j", (text) => {
  expect(parseArn(text)).toBeUndefined();
});

describe("where something is", () => {
  const problem = (text: string, region: string, account?: string) =>
    placeProblem(parseArn(text) as Arn, { region, account });

  test("is told by its ARN", () => {
    expect(problem(CERTIFICATE, "us-east-1")).toBeUndefined();
    expect(problem(CERTIFICATE, "us-east-1", "111111111111")).toBeUndefined();
  });

  test("is not judged where the ARN does not tell it", () => {
    expect(problem("arn:aws:s3:::logs", "eu-west-1", "111111111111")).toBeUndefined();
  });

  test("fails in another partition, region or account", () => {
    expect(problem(CERTIFICATE, "cn-north-1")).toBe("an ARN of the region's partition, arn:aws-cn:...");
    expect(problem(CERTIFICATE, "eu-west-1")).toBe("an ARN in the region eu-west-1");
    expect(problem(CERTIFICATE, "us-east-1", "222222222222")).toBe("an ARN of the account 222222222222");
  });
});
