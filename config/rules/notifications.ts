import { parseArn, placeProblem } from "../../modules/aws/arn";
import type { Rule } from "./rule";

/** Topics that exist are in the environment's region, where the services publish to them. */
export const topicRegionRule: Rule = ({ file, region, services }) => {
  if (region === undefined) return [];
  return [...(services?.keys() ?? [])].flatMap((key) => {
    const path = ["services", key, "notifications", "topicArn"];
    const arn = parseArn(String(file.valueAt(path) ?? ""));
    const expected = arn && placeProblem(arn, { region });
    return expected === undefined ? [] : [file.problemAt(path, expected)];
  });
};
