import { type FilePlace, foundTwice } from "../twice";
import type { Rule } from "./rule";

/** No two services have one private DNS name: a consumer of both could use it for one only. */
export const privateDnsNameRule: Rule = ({ file, services }) => {
  const seen = new Map<unknown, FilePlace & { key: string }>();
  return [...(services?.keys() ?? [])].flatMap((key) => {
    const path = ["services", key, "privateDns", "name"];
    const name = file.valueAt(path);
    const other = seen.get(name);
    if (name === undefined) return [];
    seen.set(name, other ?? { file, path, key });
    return other === undefined
      ? []
      : [
          file.problemAt(
            path,
            `a private DNS name other than that of the service ${other.key}: a VPC cannot have endpoints of both under one name`,
            undefined,
            foundTwice(String(name), [other, { file, path }]),
          ),
        ];
  });
};
