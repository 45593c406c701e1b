import { type Cidr, overlaps, parseCidr } from "../../modules/aws/cidr";
import type { EnvironmentDraft } from "../draft";
import { asList } from "../fields";
import type { Problem } from "../problem";
import { lineOf, listed } from "../twice";
import type { VpcSpec } from "../vpc-schema";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/**
 * Clients of an endpoint in a new VPC are in the range of the VPC, since nothing leads into it. In one that exists
 * they may come from anywhere that has a path to it.
 */
export const clientsInVpcRule: Rule = (environment) => {
  const ofShared = new Map<string, Outsider[]>();
  const shared = sharedConnections(environment);
  const problems = environment.consumers.flatMap((consumer) => {
    const { file, vpc, connections, hubVpc } = consumer;
    // The ranges of a hub's clients are not in its VPCs, and a new VPC of a hub is refused by itself.
    if (hubVpc !== undefined) return [];
    return [...connections].flatMap(([name, connection]) => {
      const sources = connection?.allowFrom ?? [];
      if (sources.length === 0) return [];
      const path = ["connections", name, "allowFrom"];
      const outside = placesOutside(vpc, sources);
      if (!shared.has(placeKey(file.name, name)))
        return outside.map((index) =>
          file.problemAt([...path, index], `a range in the VPC, ${vpc?.cidr}: ${NO_PATH}`, WRITE_RANGE),
        );
      // Of ranges that consumers share, each is in the VPC of one of them.
      if (outside.length < sources.length) return [];
      const place = lineOf({ file, path });
      const outsider = { file, path, name: consumer.name, cidr: vpc?.cidr };
      const others = ofShared.get(place);
      if (others) others.push(outsider);
      else ofShared.set(place, [outsider]);
      return [];
    });
  });
  return [...problems, ...[...ofShared.values()].map(sharedRangesProblem)];
};

const NO_PATH = "nothing outside a new VPC has a path to its endpoints";
const WRITE_RANGE = "write a range of the clients in the VPC";

/** A consumer that shares a connection of which no range is in the consumer's VPC. */
interface Outsider {
  readonly file: YamlFile;
  readonly path: KeyPath;
  readonly name: string;
  readonly cidr: string | undefined;
}

/** One problem of a shared connection, for all whose VPC has none of its ranges. */
function sharedRangesProblem(outsiders: readonly Outsider[]): Problem {
  const [{ file, path }] = outsiders as [Outsider];
  const vpcs = listed(outsiders.map(({ name, cidr }) => `${name} (${cidr})`));
  return file.problemAt(
    path,
    `a range in the VPC of each consumer: ${NO_PATH}; none of these is in that of ${vpcs}`,
    "add the ranges of these consumers' clients",
  );
}

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

/** The connections of consumers that are shared ones, by {@link placeKey}. */
function sharedConnections({ namedKeys }: EnvironmentDraft): ReadonlySet<string> {
  return new Set(
    namedKeys().flatMap(({ file, path, keys }) =>
      keys.shared === undefined ? [] : [placeKey(file.name, String(path.at(-1)))],
    ),
  );
}

function placeKey(file: string, connection: string): string {
  return `${file}\n${connection}`;
}
