import { partitionOf } from "../../modules/aws/region";
import { asList } from "../fields";
import type { Rule } from "./rule";

/** Services are offered to other regions of the environment's partition; to its own they are anyway. */
export const supportedRegionRule: Rule = ({ file, region, services }) => {
  if (region === undefined) return [];
  return [...(services?.keys() ?? [])].flatMap((key) => {
    const path = ["services", key, "supportedRegions"];
    return asList(file.valueAt(path)).flatMap((other, index) => {
      if (other === region)
        return [
          file.problemAt(
            [...path, index],
            "a region besides the service's own, to which it is always offered",
            "take it out",
          ),
        ];
      return typeof other === "string" && partitionOf(other) !== partitionOf(region)
        ? [file.problemAt([...path, index], `a region of the same partition as ${region}, ${partitionOf(region)}`)]
        : [];
    });
  });
};
