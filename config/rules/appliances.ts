import { isMisdeclared, writeNearestKey } from "../nearest";
import { foundTwice } from "../twice";
import type { Rule } from "./rule";

/** Appliances have keys of their own: the stack that accepts connections is named by the key alone, and so are load balancers. */
export const applianceNameRule: Rule = ({ file, services, appliances }) =>
  [...(appliances?.keys() ?? [])].flatMap((key) =>
    services?.has(key)
      ? [
          file.problemAtKey(
            ["appliances", key],
            "a key that no service has",
            "rename one of the two",
            foundTwice(key, [
              { file, path: ["services", key] },
              { file, path: ["appliances", key] },
            ]),
          ),
        ]
      : [],
  );

/** Connections by key lead to appliances that there are. */
export const applianceKeyRule: Rule = (environment) => {
  const { appliances } = environment;
  if (appliances === undefined) return [];
  return environment.namedKeys().flatMap(({ file, path, keys: { appliance: key } }) => {
    if (key === undefined || appliances.has(key) || isMisdeclared(key, [...appliances.keys()])) return [];
    const known = [...appliances.keys()];
    return [
      file.problemAt(
        [...path, "appliance"],
        known.length === 0
          ? `appliances of this environment, but ${environment.file.name} has none`
          : `appliances of ${environment.file.name}: ${known.join(", ")}`,
        writeNearestKey(key, known),
      ),
    ];
  });
};
