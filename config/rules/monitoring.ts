import { parseArn, placeProblem } from "../../modules/aws/arn";
import { asList } from "../fields";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** Alarms tell topics of their own region alone. */
export const alarmTopicRule: Rule = ({ file, region, services, appliances, consumers }) => {
  if (region === undefined) return [];
  const ofServices = Object.entries({ services, appliances }).flatMap(([kind, all]) =>
    [...(all?.keys() ?? [])].flatMap((key) => elsewhere(file, [kind, key, "monitoring", "alarmTopicArns"], region)),
  );
  const ofClients = consumers.flatMap((consumer) => elsewhere(consumer.file, ["client", "alarmTopicArns"], region));
  return [...ofServices, ...ofClients];
};

function elsewhere(file: YamlFile, path: KeyPath, region: string): Problem[] {
  return asList(file.valueAt(path)).flatMap((topic, index) => {
    const arn = parseArn(String(topic));
    const expected = arn && placeProblem(arn, { region });
    const fix = "CloudWatch alarms tell topics of their own region alone: name one there, and let it pass messages on";
    return expected === undefined ? [] : [file.problemAt([...path, index], expected, fix)];
  });
}
