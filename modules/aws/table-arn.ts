import { parseArn, placeProblem } from "./arn";
import { partitionOf } from "./region";

/** Form of the name of a DynamoDB table (Amazon DynamoDB API Reference, "CreateTable", TableName). */
const TABLE_NAME = /^[\w.-]{3,255}$/;

/**
 * Why a text is neither the name nor the ARN of a DynamoDB table, as what was expected instead; undefined when it is.
 *
 * @param region region that the table must be in, where it is known.
 */
export function tableProblem(text: string, region?: string): string | undefined {
  if (TABLE_NAME.test(text)) return undefined;
  const arn = parseArn(text);
  const name = arn?.service === "dynamodb" ? /^table\/(.+)$/.exec(arn.resource)?.[1] : undefined;
  if (arn === undefined || arn.region === "" || arn.account === "" || name === undefined || !TABLE_NAME.test(name))
    return "the name of a table, 3 to 255 letters, digits and _.-, or its ARN, arn:<partition>:dynamodb:<region>:<account>:table/<name>";
  return region === undefined ? undefined : placeProblem(arn, { region });
}

/** ARN of a DynamoDB table that is given by its ARN, or by its name in an account and region. */
export function tableArn(table: string, { region, account }: { region: string; account: string }): string {
  return table.startsWith("arn:") ? table : `arn:${partitionOf(region)}:dynamodb:${region}:${account}:table/${table}`;
}
