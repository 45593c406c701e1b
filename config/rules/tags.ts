import { asMapping } from "../fields";
import { sameTagKey, TAG_KEY_FIX } from "../shared-schema";
import { foundAlike } from "../twice";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** Tags of a service, a resource, appliances, a consumer or a connection go well with those of the environment, which they are put together with. */
export const tagRule: Rule = ({ file, services, resources, appliances, consumers }) => {
  const shared = Object.keys(asMapping(file.valueAt(["tags"])));
  const own: { file: YamlFile; path: KeyPath }[] = [
    ...[...(services?.keys() ?? [])].map((key) => ({ file, path: ["services", key, "tags"] })),
    ...[...(resources?.keys() ?? [])].map((key) => ({ file, path: ["resources", key, "tags"] })),
    ...[...(appliances?.keys() ?? [])].map((key) => ({ file, path: ["appliances", key, "tags"] })),
    ...consumers.map((consumer) => ({ file: consumer.file, path: ["tags"] })),
    ...consumers.map((consumer) => ({ file: consumer.file, path: ["inspection", "tags"] })),
    ...consumers.flatMap(({ file: own, connections }) =>
      [...connections.keys()].map((key) => ({ file: own, path: ["connections", key, "tags"] })),
    ),
    ...consumers.flatMap(({ file: own, gatewayEndpoints = {} }) =>
      Object.keys(gatewayEndpoints).map((service) => ({ file: own, path: ["gatewayEndpoints", service, "tags"] })),
    ),
  ];
  return own.flatMap((tags) =>
    Object.keys(asMapping(tags.file.valueAt(tags.path))).flatMap((key) => {
      const other = shared.find((each) => each !== key && sameTagKey(each, key));
      return other === undefined
        ? []
        : [
            tags.file.problemAt(
              [...tags.path, key],
              `a key that differs from the environment's ${other} by more than its case`,
              TAG_KEY_FIX,
              foundAlike(
                [other, key],
                [
                  { file, path: ["tags", other] },
                  { file: tags.file, path: [...tags.path, key] },
                ],
              ),
            ),
          ];
    }),
  );
};
