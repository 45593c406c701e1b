import { parseArn, placeProblem } from "../../modules/aws/arn";
import { regionOf } from "../draft";
import type { Rule } from "./rule";

/** The key that the volume of a client's instance is encrypted with is in the region of the consumer. */
export const instanceKeyRule: Rule = (environment) =>
  environment.consumers.flatMap((consumer) => {
    const path = ["client", "instance", "kmsKeyArn"];
    const arn = parseArn(String(consumer.file.valueAt(path)));
    const region = regionOf(environment, consumer);
    const expected = arn && region !== undefined ? placeProblem(arn, { region }) : undefined;
    return expected === undefined ? [] : [consumer.file.problemAt(path, expected)];
  });
