import { asMapping } from "../fields";
import { sameTagKey, TAG_KEY_FIX } from "../shared-schema";
import type { Rule } from "./rule";

/** Tags of a consumer go well with those of the environment, which they are put together with. */
export const tagRule: Rule = ({ file, consumers }) => {
  const shared = Object.keys(asMapping(file.valueAt(["tags"])));
  return consumers.flatMap(({ file: own }) =>
    Object.keys(asMapping(own.valueAt(["tags"]))).flatMap((key) => {
      const other = shared.find((each) => each !== key && sameTagKey(each, key));
      return other === undefined
        ? []
        : [
            own.problemAt(
              ["tags", key],
              `a key that differs from the environment's ${other} by more than its case`,
              TAG_KEY_FIX,
            ),
          ];
    }),
  );
};
