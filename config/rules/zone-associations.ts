import { hostedZonesOf } from "../connection/names-schema";
import type { ConsumerDraft, EnvironmentDraft } from "../draft";
import { consumerTitle } from "../hub/places";
import type { Problem } from "../problem";
import { type FilePlace, foundTwice, lineOf } from "../twice";

/** An association of a VPC with a hosted zone that exists, as a connection asks for it. */
interface Association {
  readonly zone: string;
  /** The same for one VPC in all environments. */
  readonly vpc: string;
  /** What reports call the VPC. */
  readonly title: string;
  readonly by: string;
  /** Whether `associate` asks for it, or an entry of `vpcs`. */
  readonly way: "associate" | "vpcs";
  readonly place: FilePlace;
}

/** Route 53 associates a VPC with a hosted zone once, however many names connections give in it. */
export function sameAssociationProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, Association>();
  return environments.flatMap(associations).flatMap((each) => {
    const { zone, vpc, title, way, place } = each;
    const key = `${zone} ${vpc}`;
    const first = seen.get(key);
    seen.set(key, first ?? each);
    // Of a shared connection with one name for several consumers, the name is told.
    if (first === undefined || lineOf(first.place) + first.place.path.join() === lineOf(place) + place.path.join())
      return [];
    return [
      place.file.problemAt(
        place.path,
        `one association of ${title} with the hosted zone ${zone}: ${first.by} makes it already`,
        `take this ${way === "associate" ? "`associate`" : "entry of `vpcs`"} out: ${title} knows all names in the zone`,
        foundTwice(way === "associate" && first.way === "associate" ? "associate: true" : vpc, [first.place, place]),
      ),
    ];
  });
}

function associations(environment: EnvironmentDraft): Association[] {
  return environment.consumers.flatMap((consumer) => ofConsumer(environment, consumer));
}

function ofConsumer({ name: environment }: EnvironmentDraft, consumer: ConsumerDraft): Association[] {
  const { file, vpc, connections } = consumer;
  const title = consumerTitle(consumer);
  return [...connections].flatMap(([connection, spec]) =>
    hostedZonesOf(spec ?? {}).flatMap(({ path, spec: { id: zone, associate, vpcs } }): Association[] => {
      if (zone === undefined) return [];
      const at = (...keys: string[]) => ({ file, path: ["connections", connection, ...path, ...keys] });
      const by = `connection ${connection} of ${title}`;
      const own = {
        ...{ zone, by, way: "associate" as const, place: at("associate") },
        vpc: vpc?.id ?? `${environment} ${title}`,
        title: vpc?.id ?? `the VPC of ${title}`,
      };
      // The consumer's own VPC among the further ones is refused by another rule.
      const further = Object.keys(vpcs).filter((id) => id !== vpc?.id);
      return [
        ...(associate ? [own] : []),
        ...further.map((id) => ({
          ...{ zone, by, way: "vpcs" as const, place: at("vpcs", id) },
          vpc: id,
          title: id,
        })),
      ];
    }),
  );
}
