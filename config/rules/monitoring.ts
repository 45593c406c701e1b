import { parseArn, placeProblem } from "../../modules/aws/arn";
import { asList } from "../fields";
import type { Rule } from "./rule";

/** Alarms tell topics of their own region alone. */
export const alarmTopicRule: Rule = ({ file, region, services }) => {
  if (region === undefined) return [];
  return [...(services?.keys() ?? [])].flatMap((key) => {
    const path = ["services", key, "monitoring", "alarmTopicArns"];
    return asList(file.valueAt(path)).flatMap((topic, index) => {
      const arn = parseArn(String(topic));
      const expected = arn && placeProblem(arn, { region });
      const fix =
        "CloudWatch alarms tell topics of their own region alone: name one there, and let it pass messages on";
      return expected === undefined ? [] : [file.problemAt([...path, index], expected, fix)];
    });
  });
};
