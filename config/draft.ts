import type { z } from "zod";
import type { PortSpec } from "../modules/aws/port";
import type { DnsRecordIpType, EndpointAddressType, PrivateAddresses } from "../modules/consumer";
import { type ApplianceSpec, applianceSchema } from "./appliance/appliance-schema";
import { withReason } from "./appliance/refused-keys";

import type { CardDraft } from "./card-file";
import { connectionSchema } from "./connection/connection-schema";
import type { HostedZoneSpec } from "./connection/names-schema";
import { type ConsumerSpec, externalConsumerSchema, managedConsumerSchema } from "./consumer-schema";
import { type EnvironmentSpec, environmentSchema } from "./environment-schema";
import { asMapping, isMapping, type Mapping, part, soundParts } from "./fields";
import { type HubSpec, hubSchema } from "./hub/hub-schema";
import type { HubVpc, ViaHub } from "./hub/places";
import { type SharedConnectionSpec, sharedConnectionSchema } from "./hub/shared-connection-schema";
import type { Problem } from "./problem";
import { type QuotasSpec, quotas } from "./quotas";
import { type ResourceSpec, resourceSchema } from "./resource/resource-schema";
import { decode } from "./schema-problems";
import { loadBalancer } from "./service/load-balancer-schema";
import { type ServiceSpec, serviceSchema } from "./service/service-schema";
import { regionSchema } from "./shared-schema";
import { type VpcSpec, vpc } from "./vpc-schema";
import { asFlag } from "./wording";
import type { YamlFile } from "./yaml-file";

/**
 * An environment as far as it could be read. The rules between files work on this, so that they find what they can even
 * where some part was refused: a part that was is undefined, but its key is known.
 */
export interface EnvironmentDraft {
  readonly name: string;
  readonly file: YamlFile;
  /** The whole file; undefined where something in it was refused. */
  readonly spec: EnvironmentSpec | undefined;
  readonly region: string | undefined;
  /** Undefined where some quota was refused. */
  readonly quotas: QuotasSpec | undefined;
  /** Services by key; undefined where the file is too broken to tell which there are. */
  readonly services: ReadonlyMap<string, ServiceDraft> | undefined;
  /** Resources by key; undefined where the file is too broken to tell which there are. */
  readonly resources: ReadonlyMap<string, ResourceDraft> | undefined;
  /** Appliances by key; undefined where the file is too broken to tell which there are. */
  readonly appliances: ReadonlyMap<string, ApplianceDraft> | undefined;
  readonly consumers: readonly ConsumerDraft[];
  /** Hubs by key; undefined is one of which something was refused. */
  readonly hubs: ReadonlyMap<string, HubSpec | undefined>;
  /** Shared connections by key; undefined is one of which something was refused. */
  readonly shared: ReadonlyMap<string, SharedConnectionSpec | undefined>;
  /** Connections of consumers that name a shared one, where they do. */
  readonly sharedUses: readonly { readonly file: YamlFile; readonly name: string; readonly key: string }[];
  /** Service cards by name; undefined is one whose file could not be read. */
  readonly cards: ReadonlyMap<string, CardDraft | undefined>;
}

/** A service as far as it could be read. */
export interface ServiceDraft {
  /** The whole service; undefined where something in it was refused. */
  readonly spec: ServiceSpec | undefined;
  readonly account: string | undefined;
  readonly vpc: VpcSpec | undefined;
  readonly acceptance: ServiceSpec["acceptance"] | undefined;
  readonly allowedPrincipals: readonly string[];
  /** Undefined where some listener was refused. */
  readonly listeners: ServiceSpec["listeners"] | undefined;
  readonly privateLinkRules: ServiceSpec["loadBalancer"]["privateLinkRules"];
}

/** A resource as far as it could be read. */
export interface ResourceDraft {
  /** The whole resource; undefined where something in it was refused. */
  readonly spec: ResourceSpec | undefined;
  readonly account: string | undefined;
  readonly vpc: VpcSpec | undefined;
}

/** Appliances as far as they could be read. */
export interface ApplianceDraft {
  /** All of it; undefined where something in it was refused. */
  readonly spec: ApplianceSpec | undefined;
  readonly account: string | undefined;
  readonly vpc: VpcSpec | undefined;
  readonly acceptance: ApplianceSpec["acceptance"] | undefined;
  readonly allowedPrincipals: readonly string[];
}

/** A consumer as far as its file could be read. */
export interface ConsumerDraft {
  readonly name: string;
  readonly file: YamlFile;
  /** The whole file; undefined where something in it was refused. */
  readonly spec: ConsumerSpec | undefined;
  readonly external: boolean;
  readonly account: string | undefined;
  readonly principal: string | undefined;
  readonly role: string | undefined;
  /** Undefined where it is the environment's, or was refused: see {@link regionOf}. */
  readonly region: string | undefined;
  readonly vpc: VpcSpec | undefined;
  /** How the VPC gets to those of hubs. */
  readonly hubPath?: string | undefined;
  /** The VPC of a hub that this stands for. */
  readonly hubVpc?: HubVpc | undefined;
  /** Connections that are a hub's, by name. */
  readonly viaHub?: Readonly<Record<string, ViaHub>> | undefined;
  /** Connections by name; of one that was refused, nothing but its name. */
  readonly connections: ReadonlyMap<string, ConnectionDraft | undefined>;
}

/** A connection of either kind of consumer. */
export interface ConnectionDraft {
  readonly shared?: string | undefined;
  readonly service?: string | undefined;
  readonly card?: string | undefined;
  readonly serviceName?: string | undefined;
  readonly serviceArn?: string | undefined;
  readonly awsService?: string | undefined;
  readonly region?: string | undefined;
  readonly ports?: readonly PortSpec[] | undefined;
  readonly zones?: readonly string[] | undefined;
  readonly httpPaths?: Readonly<Record<string, string>> | undefined;
  readonly minimumZones?: number | undefined;
  readonly allowFrom?: readonly string[] | undefined;
  readonly securityGroupIds?: readonly string[] | undefined;
  readonly inZones?: readonly string[] | undefined;
  readonly ipAddressType?: EndpointAddressType | undefined;
  readonly dnsRecordIpType?: DnsRecordIpType | undefined;
  readonly privateAddresses?: Readonly<Record<string, PrivateAddresses>> | undefined;
  readonly policy?: Mapping | undefined;
  readonly clientRanges?: readonly string[] | undefined;
  readonly endpointId?: string | undefined;
  readonly resource?: string | undefined;
  readonly appliance?: string | undefined;
  readonly resourceConfigurationArn?: string | undefined;
  readonly resourceShareArn?: string | undefined;
  readonly privateDns?: boolean | undefined;
  readonly acceptShare?: boolean | undefined;
  readonly hostedZone?: HostedZoneSpec | undefined;
}

/** The file as an environment, and what its schema finds wrong. */
export function draftEnvironment(
  name: string,
  file: YamlFile,
  consumers: readonly ConsumerDraft[],
  cards: EnvironmentDraft["cards"],
): { draft: EnvironmentDraft; problems: Problem[] } {
  const value = asMapping(file.value);
  const { value: spec, problems } = read(file, environmentSchema);
  // Without problems, a file may leave services out; with some, they may be there and not be seen.
  const stray = Object.keys(value).some((key) => !Object.hasOwn(environmentSchema.shape, key));
  const drafts = <T>(all: unknown, draft: (value: Mapping) => T): ReadonlyMap<string, T> | undefined => {
    const told = all !== undefined ? isMapping(all) && !stray : problems.length === 0;
    const entries = Object.entries(asMapping(all)).map(([key, each]): [string, T] => [key, draft(asMapping(each))]);
    return told ? new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
  };
  return {
    draft: {
      name,
      file,
      spec,
      region: part(regionSchema, value.region),
      quotas: part(quotas, value.quotas),
      services: drafts(value.services, draftService),
      resources: drafts(value.resources, draftResource),
      appliances: drafts(value.appliances, draftAppliance),
      consumers,
      hubs: parts(hubSchema, value.hubs),
      shared: parts(sharedConnectionSchema, value.sharedConnections),
      sharedUses: consumers.flatMap((consumer) =>
        [...consumer.connections].flatMap(([connection, to]) =>
          to?.shared === undefined ? [] : [{ file: consumer.file, name: connection, key: to.shared }],
        ),
      ),
      cards,
    },
    problems: problems.map(withReason),
  };
}

/** What a schema accepts of the values of a mapping, by key, in the order of the keys. */
function parts<T>(schema: z.ZodType<T>, all: unknown): ReadonlyMap<string, T | undefined> {
  const entries = Object.entries(asMapping(all)).map(([key, each]): [string, T | undefined] => [
    key,
    part(schema, each),
  ]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function draftService(value: Mapping): ServiceDraft {
  const { account, vpc, acceptance, allowedPrincipals, listeners } = serviceSchema.shape;
  return {
    spec: part(serviceSchema, value),
    account: part(account, value.account),
    vpc: part(vpc, value.vpc),
    acceptance: part(acceptance, value.acceptance),
    allowedPrincipals: part(allowedPrincipals, value.allowedPrincipals) ?? [],
    listeners: part(listeners, value.listeners),
    privateLinkRules: soundParts(loadBalancer, value.loadBalancer).privateLinkRules,
  };
}

function draftResource(value: Mapping): ResourceDraft {
  const { account, vpc } = resourceSchema.shape;
  return {
    spec: part(resourceSchema, value),
    account: part(account, value.account),
    vpc: part(vpc, value.vpc),
  };
}

function draftAppliance(value: Mapping): ApplianceDraft {
  const { account, vpc, acceptance, allowedPrincipals } = applianceSchema.shape;
  return {
    spec: part(applianceSchema, value),
    account: part(account, value.account),
    vpc: part(vpc, value.vpc),
    acceptance: part(acceptance, value.acceptance),
    allowedPrincipals: part(allowedPrincipals, value.allowedPrincipals) ?? [],
  };
}

/** The file as a consumer, and what its schema finds wrong. */
export function draftConsumer(name: string, file: YamlFile): { draft: ConsumerDraft; problems: Problem[] } {
  const value = asMapping(file.value);
  // `yes` is a text in YAML 1.2, and refused; but who writes it means an external consumer.
  const external = asFlag(value.external) === true;
  const connection = external ? externalConsumerSchema.shape.connections.valueType : connectionSchema;
  const connections = Object.entries(asMapping(value.connections)).map(
    ([key, each]): [string, ConnectionDraft | undefined] => [key, part<ConnectionDraft>(connection, each)],
  );
  const { value: spec, problems } = external ? read(file, externalConsumerSchema) : read(file, managedConsumerSchema);
  return {
    draft: {
      name,
      file,
      spec,
      external,
      account: part(managedConsumerSchema.shape.account, value.account),
      principal: part(managedConsumerSchema.shape.principal, value.principal),
      role: part(managedConsumerSchema.shape.role, value.role),
      region: part(regionSchema, value.region),
      vpc: part(vpc, value.vpc),
      ...(external ? {} : { hubPath: part(managedConsumerSchema.shape.hubPath, value.hubPath) }),
      connections: new Map(connections),
    },
    problems: external ? problems : problems.map(meantExternal),
  };
}

/** Why a consumer that is built here connects to no appliances. */
const NO_APPLIANCE = {
  expected:
    "no appliances: packets get to them by routes to an endpoint, and a consumer's VPC here is isolated, without a route that leaves it",
  fix: "connect from a VPC of your own, with `external: true` in the consumer's file",
};
/** Region that the VPC of a consumer is in: its own, else the environment's. Undefined where it could not be read. */
export function regionOf(
  { region: own }: Pick<EnvironmentDraft, "region">,
  consumer: ConsumerDraft,
): string | undefined {
  const { file, external, region } = consumer;
  return external || file.valueAt(["region"]) === undefined ? own : region;
}

/** Keys that only the file of an external consumer has say what is missing there. */
function meantExternal(problem: Problem): Problem {
  if (/^connections\.[^.]+\.appliance$/.test(problem.path)) return { ...problem, ...NO_APPLIANCE };
  return /^(contact|connections\.[^.]+\.endpointId)$/.test(problem.path)
    ? { ...problem, fix: "write `external: true` if the consumer runs their own side, else take the key out" }
    : problem;
}

function read<T>(file: YamlFile, schema: z.ZodType<T>): ReturnType<typeof decode<T>> {
  return file.syntaxProblems.length > 0
    ? { value: undefined, problems: [...file.syntaxProblems] }
    : decode(file, schema);
}
