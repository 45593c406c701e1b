import { parseArn, placeProblem } from "../../modules/aws/arn";
import type { KeyPath } from "../yaml-file";
import type { Rule } from "./rule";

/** Keys of a service that name, by ARN, things which must be in its region and account. `*` is any key of a mapping or list. */
const OF_ITS_OWN = [
  "listeners.*.certificateArn",
  "listeners.*.additionalCertificateArns.*",
  "loadBalancer.existing.*.arn",
  "listeners.*.targets.arn",
  "listeners.*.targetGroups.*.targets.arn",
  "targets.arn",
].map((path) => path.split("."));

/** What a service uses is in its region and account, where AWS wants it there: another's is told by its ARN. */
export const arnPlaceRule: Rule = ({ file, region, services }) => {
  if (region === undefined) return [];
  return [...(services ?? [])].flatMap(([key, { account }]) =>
    OF_ITS_OWN.flatMap((pattern) => placesOf(file.valueAt(["services", key]), pattern)).flatMap(({ path, value }) => {
      const arn = typeof value === "string" ? parseArn(value) : undefined;
      const expected = arn && placeProblem(arn, { region, account });
      return expected === undefined ? [] : [file.problemAt(["services", key, ...path], expected)];
    }),
  );
};

/** A value somewhere within another. */
interface Place {
  readonly path: KeyPath;
  readonly value: unknown;
}

/** All that is found where a pattern leads. */
function placesOf(value: unknown, [first, ...rest]: readonly string[]): Place[] {
  if (first === undefined) return [{ path: [], value }];
  if (typeof value !== "object" || value === null) return [];
  const keys = Object.keys(value).filter((key) => first === "*" || key === first);
  return keys.flatMap((key) =>
    placesOf(Reflect.get(value, key), rest).map(({ path, value: found }) => ({
      path: [Array.isArray(value) ? Number(key) : key, ...path],
      value: found,
    })),
  );
}
