import { parseArn, placeProblem } from "../../modules/aws/arn";
import { type EnvironmentDraft, regionOf } from "../draft";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Topics that exist are where AWS publishes to them: in the region of the service, or of the endpoint. */
export const topicRegionRule: Rule = (environment) => [...ofServices(environment), ...ofEndpoints(environment)];

function ofServices({ file, region, services }: EnvironmentDraft): Problem[] {
  return [...(services?.keys() ?? [])].flatMap((key) => problemsAt(file, ["services", key], region));
}

function ofEndpoints(environment: EnvironmentDraft): Problem[] {
  return eachConnection(environment, (consumer, name) =>
    problemsAt(consumer.file, ["connections", name], regionOf(environment, consumer)),
  );
}

function problemsAt(file: YamlFile, of: KeyPath, region: string | undefined): Problem[] {
  const path = [...of, "notifications", "topicArn"];
  const arn = parseArn(String(file.valueAt(path) ?? ""));
  const expected = region === undefined ? undefined : arn && placeProblem(arn, { region });
  return expected === undefined ? [] : [file.problemAt(path, expected)];
}
