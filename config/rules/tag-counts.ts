import { VPC_ROLE_TAG } from "../../modules/aws/marks";
import { MOST_TAGS } from "../../modules/aws/tags";
import type { EnvironmentDraft } from "../draft";
import { asMapping } from "../fields";
import type { Problem } from "../problem";
import type { VpcSpec } from "../vpc-schema";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** Keys of the tags that every stack gives to all that is in it, besides the one that says what the stack is of. */
const OF_EVERY_STACK = ["Environment", "ManagedBy", "Stack"];

/** Key of the tag that all but a few things in a stack have besides. */
const NAME = "Name";

/** Something that gets the tags of the environment and its own. */
interface Tagged {
  readonly what: string;
  readonly file: YamlFile;
  /** Where its own tags stand. */
  readonly path: KeyPath;
  /** Key of the tag that says what the stack is of. */
  readonly kind: string;
  readonly vpc?: VpcSpec | undefined;
  /** Endpoints of a consumer, which have tags of their own. */
  readonly endpoints?: readonly TaggedEndpoint[];
}

/** An endpoint with tags of its own. */
interface TaggedEndpoint {
  readonly what: string;
  /** Where it stands. */
  readonly path: KeyPath;
}

/** No resource has more tags than AWS takes: those of the environment, its own, and those of the stack together. */
export const tagCountRule: Rule = (environment) => {
  const shared = Object.keys(asMapping(environment.file.valueAt(["tags"])));
  const tagged = taggedIn(environment);
  // Those of the environment alone are told once, not at each that has them.
  const [ofAll] = tagged.flatMap((each) =>
    excess(environment.file, ["tags"], each.what, new Set(shared), addedTo(each)),
  );
  return ofAll ? [ofAll] : tagged.flatMap((each) => countProblems(shared, each));
};

function countProblems(shared: readonly string[], tagged: Tagged): Problem[] {
  const { what, file, path, endpoints = [] } = tagged;
  const given = new Set([...shared, ...Object.keys(asMapping(file.valueAt(path)))]);
  const ofStack = excess(file, path, what, given, addedTo(tagged));
  if (ofStack.length > 0) return ofStack;
  return endpoints.flatMap((endpoint) => {
    const place = [...endpoint.path, "tags"];
    const keys = Object.keys(asMapping(file.valueAt(place)));
    return excess(file, place, endpoint.what, new Set([...given, ...keys]), addedTo({ kind: tagged.kind }));
  });
}

/** Keys of the tags that a stack adds to the one of its resources that has most. */
function addedTo({ kind, vpc }: Pick<Tagged, "kind" | "vpc">): string[] {
  // A new VPC is marked with its side of the connection.
  return [...OF_EVERY_STACK, kind, NAME, ...(vpc?.cidr === undefined ? [] : [VPC_ROLE_TAG])];
}

function excess(
  file: YamlFile,
  path: KeyPath,
  what: string,
  given: ReadonlySet<string>,
  added: readonly string[],
): Problem[] {
  const own = added.filter((key) => !given.has(key));
  const total = given.size + own.length;
  return total <= MOST_TAGS
    ? []
    : [
        file.problemAt(
          path,
          `at most ${MOST_TAGS - own.length} tags of the files for ${what}: AWS takes ${MOST_TAGS} of a resource, and the stack adds ${own.join(", ")}`,
          `take ${total - MOST_TAGS} out, here or of the environment's \`tags\``,
          `${given.size} tags, with those of the environment`,
        ),
      ];
}

function taggedIn({ file, services, resources, appliances, consumers, hubs }: EnvironmentDraft): Tagged[] {
  const offered = Object.entries({ Service: services, Resource: resources, Appliance: appliances }).flatMap(
    ([kind, all]) =>
      [...(all ?? [])].map(([key, { vpc }]) => ({
        what: `${kind.toLowerCase()} ${key}`,
        file,
        path: [`${kind.toLowerCase()}s`, key, "tags"],
        kind,
        vpc,
      })),
  );
  const ofHubs = [...(hubs?.keys() ?? [])].map((hub) => ({
    what: `hub ${hub}`,
    file,
    path: ["hubs", hub, "tags"],
    kind: "Hub",
  }));
  const ofConsumers = consumers.flatMap((consumer) => {
    const { name, file: own, external, hubVpc, vpc } = consumer;
    if (external) return [];
    const endpoints = [
      ...[...consumer.connections.keys()].map((key) => ({
        what: `the endpoint of connection ${key}`,
        path: ["connections", key],
      })),
      ...Object.keys(consumer.gatewayEndpoints ?? {}).map((service) => ({
        what: `the gateway endpoint to ${service}`,
        path: ["gatewayEndpoints", service],
      })),
      ...(own.valueAt(["inspection"]) === undefined
        ? []
        : [{ what: "the endpoints of the appliances", path: ["inspection"] }]),
    ];
    const kind = hubVpc ? "Hub" : "Consumer";
    return [
      { what: hubVpc ? `hub ${hubVpc.hub}` : `consumer ${name}`, file: own, path: ["tags"], kind, vpc, endpoints },
    ];
  });
  return [...offered, ...ofConsumers, ...ofHubs];
}
