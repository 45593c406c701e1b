import { parseArn, placeProblem } from "../../modules/aws/arn";
import { vpcsOf } from "./networks";
import type { Rule } from "./rule";

/** Buckets and keys of flow logs are of the region's partition, and keys of the region. */
export const flowLogsRule: Rule = (environment) =>
  vpcsOf(environment).flatMap(({ file, path, vpc, region }) =>
    (["destination", "kmsKeyArn"] as const).flatMap((key) => {
      const arn = parseArn(vpc.flowLogs?.[key] ?? "");
      const expected = region !== undefined && arn && placeProblem(arn, { region });
      return expected ? [file.problemAt([...path, "flowLogs", key], expected)] : [];
    }),
  );
