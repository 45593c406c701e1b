import { tableArn, tableProblem } from "../../../modules/aws/table-arn";

const ARN = "arn:aws:dynamodb:us-east-1:111111111111:table/stock";

test("takes names and ARNs of tables", () => {
  for (const text of ["stock", "Stock_1.old-2", ARN, "arn:aws-cn:dynamodb:cn-north-1:111111111111:table/stock"])
    expect(tableProblem(text)).toBeUndefined();
});

test("fails on what is no table", () => {
  for (const text of [
    "",
    "ab",
    "a".repeat(256),
    "stock/index/all",
    "sto*",
    `${ARN}/index/*`,
    `${ARN}*`,
    ARN.replace("111111111111", ""),
    ARN.replace("us-east-1", ""),
    ARN.replace("dynamodb", "s3"),
    ARN.replace("table/", "global-table/"),
  ])
    expect(tableProblem(text)).toContain("the name of a table");
});

test("fails on a table of another region or partition, where the region is known", () => {
  expect(tableProblem(ARN, "us-east-1")).toBeUndefined();
  expect(tableProblem("stock", "eu-west-1")).toBeUndefined();
  expect(tableProblem(ARN, "eu-west-1")).toBe("an ARN in the region eu-west-1");
  expect(tableProblem(ARN, "cn-north-1")).toBe("an ARN of the region's partition, arn:aws-cn:...");
});

test("gives the ARN of a table", () => {
  expect(tableArn("stock", { region: "us-east-1", account: "111111111111" })).toBe(ARN);
  expect(tableArn(ARN, { region: "eu-west-1", account: "222222222222" })).toBe(ARN);
});
