import { parseArn, placeProblem } from "../../modules/aws/arn";
import { regionOf } from "../draft";
import { asList } from "../fields";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** An alarm notifies only topics in its own region. */
export const alarmTopicRule: Rule = (environment) => {
  const { file, region, services, appliances, hubs, consumers } = environment;
  const ofServices = Object.entries({ services, appliances }).flatMap(([kind, all]) =>
    [...(all?.keys() ?? [])].flatMap((key) =>
      ["monitoring", "acceptor"].flatMap((of) => elsewhere(file, [kind, key, of, "alarmTopicArns"], region)),
    ),
  );
  const ofHubs = [...(hubs?.keys() ?? [])].flatMap((key) =>
    elsewhere(file, ["hubs", key, "monitoring", "alarmTopicArns"], region),
  );
  const ofClients = consumers.flatMap((consumer) =>
    // What stands for a VPC of a hub has the topics of its hub.
    consumer.hubVpc
      ? []
      : ["client", "monitoring"].flatMap((of) =>
          elsewhere(consumer.file, [of, "alarmTopicArns"], regionOf(environment, consumer)),
        ),
  );
  return [...ofServices, ...ofHubs, ...ofClients];
};

function elsewhere(file: YamlFile, path: KeyPath, region: string | undefined): Problem[] {
  if (region === undefined) return [];
  return asList(file.valueAt(path)).flatMap((topic, index) => {
    const arn = parseArn(String(topic));
    const expected = arn && placeProblem(arn, { region });
    const fix = "name a topic in this region: a CloudWatch alarm notifies only topics in its own region";
    return expected === undefined ? [] : [file.problemAt([...path, index], expected, fix)];
  });
}
