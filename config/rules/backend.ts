import { partitionOf } from "../../modules/aws/region";
import type { Rule } from "./rule";

/** The states are kept in the partition of the environment: credentials are of one partition only. */
export const backendRule: Rule = ({ file, region }) => {
  const path = ["backend", "region"];
  const there = file.valueAt(path);
  return region === undefined || typeof there !== "string" || partitionOf(there) === partitionOf(region)
    ? []
    : [
        file.problemAt(
          path,
          `a region of the same partition as ${region}, ${partitionOf(region)}: credentials of one partition open no bucket of another`,
          "keep the states in a bucket there",
        ),
      ];
};
