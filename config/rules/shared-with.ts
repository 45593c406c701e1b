import { parseArn, placeProblem } from "../../modules/aws/arn";
import { asList, asMapping } from "../fields";
import type { Problem } from "../problem";
import type { KeyPath } from "../yaml-file";
import type { Rule } from "./rule";

/** AWS RAM shares a service's card and a hub's Profile with others in the partition. */
export const sharedWithRule: Rule = ({ file, region, services, hubs }) => {
  const cards = [...(services?.keys() ?? [])].map((key) => ["services", key, "card", "parameter", "shareWith"]);
  const profiles = [...(hubs?.keys() ?? [])].map((key) => ["hubs", key, "profile", "principals"]);
  const foreign = (path: KeyPath, principals: readonly unknown[]): Problem[] =>
    principals.flatMap((principal, index) => {
      const arn = parseArn(String(principal));
      const expected = arn && region !== undefined ? placeProblem(arn, { region }) : undefined;
      return expected === undefined ? [] : [file.problemAt([...path, index], expected)];
    });
  const own = (path: KeyPath, hub: string | undefined, principals: readonly unknown[]): Problem[] =>
    principals.flatMap((principal, index) =>
      principal === asMapping(file.valueAt(["hubs", hub ?? ""])).account
        ? [
            file.problemAt(
              [...path, index],
              "an account other than the hub's own, which has the Profile",
              "take it out",
            ),
          ]
        : [],
    );
  return [
    ...cards.flatMap((path) => foreign(path, asList(file.valueAt(path)))),
    ...profiles.flatMap((path) => {
      const principals = asList(file.valueAt(path));
      return [...foreign(path, principals), ...own(path, path[1], principals)];
    }),
  ];
};
