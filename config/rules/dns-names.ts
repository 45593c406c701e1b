import { hasPrivateDns } from "../../modules/aws/aws-service";
import { zoneOfName } from "../../modules/consumer/private-dns";
import { wantsPrivateDns } from "../connection/names";
import { hostedZonesOf } from "../connection/names-schema";
import type { ConnectionDraft, ConsumerDraft, EnvironmentDraft } from "../draft";
import { provesDomain } from "../service/private-dns-schema";
import { type FilePlace, foundTwice } from "../twice";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Private DNS is for services that have a name, which is verified before the consumers come. */
export const privateDnsServiceRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { privateDns, service, card, awsService }) => {
    if (privateDns !== true) return [];
    const expected = (text: string, fix: string) => [file.problemAt(["connections", name, "privateDns"], text, fix)];
    const instead = "or give the endpoint a name of your own with `hostedZone`";
    if (awsService !== undefined)
      return environment.region === undefined || hasPrivateDns(awsService, environment.region)
        ? []
        : expected(
            `no private DNS: endpoints of ${awsService} have none there, and clients are told the endpoint's own name`,
            `take it out, ${instead}`,
          );
    if (card !== undefined) {
      const document = environment.cards.get(card)?.card;
      return document === undefined || document.privateDnsName !== undefined
        ? []
        : expected(
            `a service with a private DNS name; card ${card} tells of none`,
            `ask the provider for one, ${instead}`,
          );
    }
    const spec = environment.services?.get(service ?? "")?.spec;
    if (spec === undefined || (spec.privateDns && provesDomain(spec.privateDns))) return [];
    return spec.privateDns === undefined
      ? expected(
          `a service with a private DNS name, which ${service} has not`,
          `give it \`privateDns\` in ${environment.file.name}, ${instead}`,
        )
      : expected(
          `a service whose private DNS name is verified before its consumers are deployed, which that of ${service} is not`,
          `give its \`privateDns\` a \`hostedZone\`, or \`verify: true\` once the record is in public DNS, in ${environment.file.name}`,
        );
  });

/**
 * Names that are known in one VPC are each once: Route 53 takes no two zones of one name for a VPC, nor for a Profile, and
 * a VPC's own go before those of its Profile.
 */
export const nameOnceRule: Rule = (environment) =>
  [...namedTogether(environment.consumers)].flatMap(([where, all]) => {
    const several = new Set(all.map(({ consumer }) => consumer.name)).size > 1;
    const seen = new Map<string, FilePlace & { who: string }>();
    return all.flatMap(({ consumer, name, connection }) =>
      zonesOf(environment, connection).flatMap(({ zone, key }) => {
        const who = `connection ${name}${several && consumer.hubVpc === undefined ? ` of ${consumer.name}` : ""}`;
        const other = seen.get(zone);
        const place = { file: consumer.file, path: ["connections", name, ...key] };
        seen.set(zone, other ?? { ...place, who });
        return other === undefined
          ? []
          : [
              consumer.file.problemAt(
                place.path,
                `a name other than ${zone}, which ${other.who} has in ${where.startsWith("hub ") ? `the Profile of ${where}` : "the VPC"} already`,
                "give one of them another name with `hostedZone`, or take the name from one",
                foundTwice(zone.replace(OF_UNKNOWN, ""), [other, place]),
              ),
            ];
      }),
    );
  });

/** Nobody but the VPC itself gets to an endpoint in a VPC that is isolated. */
export const zoneVpcRule: Rule = (environment) =>
  eachConnection(environment, ({ file, vpc }, name, connection) =>
    hostedZonesOf(connection).flatMap(({ path, spec }) => {
      const vpcs = Object.keys(spec.vpcs);
      return vpcs.length === 0 || vpc === undefined || vpc.id !== undefined
        ? []
        : [
            file.problemAt(
              ["connections", name, ...path, "vpcs"],
              "no further VPCs: the consumer's own is isolated, so that none of them has a path to the endpoint in it",
              "take them out and give each VPC a connection of its own, or put the endpoint into a VPC that exists and that they have a path to",
              vpcs.join(", "),
            ),
          ];
    }),
  );

/** A connection of a consumer. */
interface Named {
  readonly consumer: ConsumerDraft;
  readonly name: string;
  readonly connection: ConnectionDraft;
}

/** Connections whose names are known in one place: a VPC, which several consumers may share if it exists, or a hub's Profile. */
function namedTogether(consumers: readonly ConsumerDraft[]): Map<string, Named[]> {
  const found = new Map<string, Named[]>();
  const seen = new Set<string>();
  for (const consumer of consumers) {
    const { hubVpc, vpc, name: own } = consumer;
    const where = hubVpc ? `hub ${hubVpc.hub}` : (vpc?.id ?? own);
    // Of several consumers in one VPC, who has a hub's connection too is told elsewhere.
    const viaHub = Object.entries(consumer.viaHub ?? {}).flatMap(([name, { connection, shared }]) => {
      const key = `${where} ${shared}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [[name, connection] as const];
    });
    const named = [...consumer.connections, ...viaHub].flatMap(([name, connection]) =>
      connection ? [{ consumer, name, connection }] : [],
    );
    found.set(where, [...(found.get(where) ?? []), ...named]);
  }
  return found;
}

/** Zones that a connection brings into its VPC, as far as their names are known, and the keys that say so. */
function zonesOf(
  { services, cards, resources, region: own = "" }: EnvironmentDraft,
  connection: ConnectionDraft,
): { zone: string; key: string[] }[] {
  const { service, card, serviceName, serviceArn, awsService, region, resource, privateDns } = connection;
  const privateName =
    resource !== undefined
      ? resources?.get(resource)?.spec?.customDomainName
      : service === undefined
        ? (cards.get(card ?? "")?.card?.privateDnsName ??
          nameOfUnknown(awsService ? [awsService, region].join(" ").trim() : (serviceName ?? serviceArn)))
        : services?.get(service)?.spec?.privateDns?.name;
  return [
    ...(wantsPrivateDns(own, connection) && privateName !== undefined
      ? [{ zone: zoneOfName(privateName), key: privateDns === undefined ? ["awsService"] : ["privateDns"] }]
      : []),
    ...hostedZonesOf(connection)
      .filter(({ spec }) => spec.id === undefined)
      .map(({ path, spec }) => ({ zone: spec.name, key: [...path, "name"] })),
  ];
}

const OF_UNKNOWN = "that of ";

/** Stands for the name of a service of which nothing is known but what it is: whatever it is, it is one. */
function nameOfUnknown(service: string | undefined): string | undefined {
  return service === undefined ? undefined : `${OF_UNKNOWN}${service}`;
}
