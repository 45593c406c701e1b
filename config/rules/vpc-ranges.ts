import { type Cidr, overlaps, parseCidr } from "../../modules/aws/cidr";
import type { EnvironmentDraft } from "../draft";
import { asList } from "../fields";
import type { Problem } from "../problem";
import type { VpcSpec } from "../vpc-schema";
import type { Rule } from "./rule";

/**
 * Clients of an endpoint in a new VPC are in the range of the VPC, since nothing leads into it. In one that exists
 * they may come from anywhere that has a path to it.
 */
export const clientsInVpcRule: Rule = (environment) =>
  environment.consumers.flatMap(({ file, vpc, connections }) =>
    [...connections].flatMap(([name, connection]) => {
      const path = ["connections", name, "allowFrom"];
      const sources = connection?.allowFrom ?? [];
      const outside = placesOutside(vpc, sources);
      const expected = `a range in the VPC, ${vpc?.cidr}: nothing outside a new VPC has a path to its endpoints`;
      // Of ranges that consumers share, each is in the VPC of one of them.
      if (isShared(environment, file.name, name))
        return sources.length > 0 && outside.length === sources.length
          ? [file.problemAt(path, `${expected}; of these none is`, "add the range of the consumer's clients")]
          : [];
      return outside.map((index) =>
        file.problemAt([...path, index], expected, "write a range of the clients in the VPC"),
      );
    }),
  );

/** A resource gateway in a new VPC connects to what is in the range of the VPC, since nothing leads out of it. */
export const destinationsInVpcRule: Rule = ({ file, resources }) =>
  [...(resources ?? [])].flatMap(([key, { vpc }]): Problem[] => {
    const path = ["resources", key, "gateway", "allowTo"];
    const destinations = asList(file.valueAt(path)).map((each) => String(each));
    return placesOutside(vpc, destinations).map((index) =>
      file.problemAt(
        [...path, index],
        `a range in the VPC, ${vpc?.cidr}: nothing leads out of a new VPC`,
        "write a range of the resource in the VPC, or adopt a VPC that has a path to it, by `id`",
      ),
    );
  });

/** Places in a list of the IPv4 ranges that share no address with a new VPC. */
function placesOutside(vpc: VpcSpec | undefined, texts: readonly string[]): number[] {
  const range = parseCidr(vpc?.cidr ?? "");
  if (typeof range === "string") return [];
  return texts.flatMap((text, index) => {
    const parsed: Cidr | string = parseCidr(text);
    return typeof parsed === "string" || overlaps(parsed, range) ? [] : [index];
  });
}

/** Whether the connection of a consumer is one that consumers share. */
function isShared({ namedKeys }: EnvironmentDraft, file: string, connection: string): boolean {
  return namedKeys.some(
    ({ file: user, path, keys }) => keys.shared !== undefined && user.name === file && path.at(-1) === connection,
  );
}
