import { awsServiceName, awsServiceRegion, hasPrivateDns } from "../../modules/aws/aws-service";
import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { expandServices } from "../../modules/consumer/aws-service-sets";
import { zoneOfName } from "../../modules/consumer/private-dns/names";
import { wantsPrivateDns } from "../connection/names";
import { hostedZonesOf } from "../connection/names-schema";
import { type ConnectionDraft, type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import { consumerTitle } from "../hub/places";
import type { FilePlace } from "../twice";
import type { VpcSpec } from "../vpc-schema";
import { vpcsOf } from "./networks";

/** Where names are known: a VPC, or the Profile of a hub. */
export interface Knower {
  /** The same for what is the same, in all environments. */
  readonly key: string;
  /** What reports call it. */
  readonly title: string;
}

/** A name that a VPC knows by what the files ask for. */
export interface KnownName {
  readonly knowers: readonly Knower[];
  /** The same for names that AWS takes once in a VPC. */
  readonly zone: string;
  /** The name as it is written, or the service that it is of. */
  readonly text: string;
  /** What reports call the name. */
  readonly title: string;
  /** Who asks for it: a consumer, or whoever else has the VPC. */
  readonly owner: string;
  /** Connection that asks for it. @default - `awsEndpoints` of a VPC */
  readonly connection?: string;
  /** Whether a hub has the name, and the VPC knows it by the hub's Profile. */
  readonly viaHub: boolean;
  readonly place: FilePlace;
}

/** Names of `awsEndpoints`: private DNS of services of AWS. */
export function endpointNames(environment: EnvironmentDraft): KnownName[] {
  return vpcsOf(environment).flatMap(({ owner, file, path, vpc, region = "" }) =>
    expandServices(vpc.awsEndpoints ?? [])
      .filter((service) => hasPrivateDns(service, region))
      .map((service) => ({
        knowers: [vpcKnower(environment, vpc, owner)],
        ...ofAwsService(service, region),
        owner,
        viaHub: false,
        place: { file, path: [...path, "awsEndpoints"] },
      })),
  );
}

/** Names of connections: private DNS, and new hosted zones. */
export function connectionNames(environment: EnvironmentDraft): KnownName[] {
  const seen = new Set<string>();
  return environment.consumers.flatMap((consumer) => {
    const { hubVpc, vpc } = consumer;
    const own = vpcKnower(environment, vpc, consumerTitle(consumer));
    const hub = hubVpc && { key: `${environment.name} hub ${hubVpc.hub}`, title: `the Profile of hub ${hubVpc.hub}` };
    const knowers = hub ? [hub, own] : [own];
    // Of several consumers in one VPC, another rule tells who has a hub's connection too.
    const viaHub = Object.entries(consumer.viaHub ?? {}).flatMap(([name, { connection, shared }]) => {
      const key = `${own.key} ${shared}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ name, connection, viaHub: true }];
    });
    const connections = [...consumer.connections].map(([name, connection]) => ({ name, connection, viaHub: false }));
    return [...connections, ...viaHub].flatMap(({ name, connection, viaHub }) =>
      connection === undefined ? [] : namesOf(environment, consumer, name, connection, knowers, viaHub),
    );
  });
}

function namesOf(
  environment: EnvironmentDraft,
  consumer: ConsumerDraft,
  name: string,
  connection: ConnectionDraft,
  knowers: readonly Knower[],
  viaHub: boolean,
): KnownName[] {
  const known = { knowers, owner: consumerTitle(consumer), connection: name, viaHub };
  const at = (keys: readonly string[]) => ({ file: consumer.file, path: ["connections", name, ...keys] });
  const privateName = wantsPrivateDns(environment.region ?? "", connection)
    ? privateNameOf(environment, connection, regionOf(environment, consumer))
    : undefined;
  const key = connection.privateDns === undefined ? "awsService" : "privateDns";
  const further = hostedZonesOf(connection).filter(({ spec }) => spec.id === undefined);
  return [
    ...(privateName ? [{ ...known, ...privateName, place: at([key]) }] : []),
    ...further.map(({ path, spec }) => ({ ...known, ...named(spec.name), place: at([...path, "name"]) })),
    // Other rules refuse further VPCs where the consumer's own is isolated, and the consumer's own among them.
    ...further.flatMap(({ path, spec }) =>
      Object.keys(viaHub || consumer.vpc?.id === undefined ? {} : spec.vpcs)
        .filter((id) => id !== consumer.vpc?.id)
        .map((id) => ({
          ...known,
          ...named(spec.name),
          knowers: [{ key: id, title: id }],
          place: at([...path, "vpcs", id]),
        })),
    ),
  ];
}

type Name = Pick<KnownName, "zone" | "text" | "title">;

/** The private DNS name of what a connection leads to, as far as it is known. */
function privateNameOf(
  { services, cards, resources }: EnvironmentDraft,
  { service, card, serviceName, serviceArn, awsService, region, resource }: ConnectionDraft,
  here: string | undefined,
): Name | undefined {
  if (awsService !== undefined) return ofAwsService(awsService, here, region);
  const name =
    resource !== undefined
      ? resources?.get(resource)?.spec?.customDomainName
      : service === undefined
        ? cards.get(card ?? "")?.card?.privateDnsName
        : services?.get(service)?.spec?.privateDns?.name;
  if (name !== undefined) return named(zoneOfName(name));
  const parsed = serviceName === undefined ? parseServiceArn(serviceArn ?? "") : parseServiceName(serviceName);
  return typeof parsed === "string" ? undefined : ofService(parsed.serviceName, serviceName ?? serviceArn ?? "");
}

function named(zone: string): Name {
  return { zone, text: zone, title: zone };
}

/** The name of a service that only AWS knows: it is the same whenever the service is. */
function ofService(serviceName: string, text: string): Name {
  return { zone: `that of ${serviceName}`, text, title: `that of ${text}` };
}

function ofAwsService(service: string, here = "", region?: string): Name {
  const text = region === undefined || region === here ? service : `${service} ${region}`;
  return ofService(awsServiceName(service, awsServiceRegion(service, here, region)), text);
}

/** A VPC that exists is the same for all; a new one is whose it is. */
function vpcKnower({ name }: EnvironmentDraft, vpc: VpcSpec | undefined, owner: string): Knower {
  return { key: vpc?.id ?? `${name} ${owner}`, title: vpc?.id ?? "the VPC" };
}
