import { parseArn, placeProblem } from "../../modules/aws/arn";
import { vpcsOf } from "./networks";
import type { Rule } from "./rule";

/** Buckets and keys of flow logs are of the region's partition, and keys of the region. */
export const flowLogsRule: Rule = (environment) => {
  const { region } = environment;
  if (region === undefined) return [];
  return vpcsOf(environment).flatMap(({ file, path, vpc }) =>
    (["destination", "kmsKeyArn"] as const).flatMap((key) => {
      const arn = parseArn(vpc.flowLogs?.[key] ?? "");
      const expected = arn && placeProblem(arn, { region });
      return expected === undefined ? [] : [file.problemAt([...path, "flowLogs", key], expected)];
    }),
  );
};
