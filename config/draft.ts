import type { State } from "../ledger/state";
import type { PortSpec } from "../modules/aws/port";
import type { DnsRecordIpType, EndpointAddressType, PrivateAddresses, PrivateDnsPreference } from "../modules/consumer";
import type { ApplianceSpec } from "./appliance/appliance-schema";
import type { CardDraft } from "./card-file";
import type { HostedZoneSpec } from "./connection/names-schema";
import type { ConsumerSpec } from "./consumer-schema";
import type { EnvironmentSpec } from "./environment-schema";
import type { Mapping } from "./fields";
import type { GatewayEndpointsSpec } from "./gateway-endpoint-schema";
import type { HubSpec } from "./hub/hub-schema";
import type { HubVpc, ViaHub } from "./hub/places";
import type { SharedConnectionSpec } from "./hub/shared-connection-schema";
import type { QuotasSpec } from "./quotas";
import type { ResourceSpec } from "./resource/resource-schema";
import type { ServiceSpec } from "./service/service-schema";
import type { VpcSpec } from "./vpc-schema";
import type { KeyPath, YamlFile } from "./yaml-file";

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
  /** Consumers that the rules judge: all but the revoked ones. */
  readonly consumers: readonly ConsumerDraft[];
  /** All consumers that there are records of, in the order of the files: the revoked ones, too. */
  readonly records: readonly ConsumerDraft[];
  /** Whether every record that there is could be read, with its name. */
  readonly allRecordsRead: boolean;
  /** Hubs by key; undefined where the file is too broken to tell which there are. */
  readonly hubs: ReadonlyMap<string, HubDraft> | undefined;
  /** Shared connections by key: see {@link hubs}. Undefined is one of which something was refused. */
  readonly shared: ReadonlyMap<string, SharedConnectionSpec | undefined> | undefined;
  /** Where shared connections are, by key, as far as it could be read. */
  readonly sharedPlaces: ReadonlyMap<string, SharedPlace>;
  /** What all connections name by key, also those of which something else was refused. */
  readonly namedKeys: () => readonly NamedKeys[];
  /** Service cards by name; undefined is one whose file could not be read. */
  readonly cards: ReadonlyMap<string, CardDraft | undefined>;
}

/** A hub as far as it could be read. */
export interface HubDraft {
  /** The whole hub; undefined where something in it was refused. */
  readonly spec: HubSpec | undefined;
  readonly account: string | undefined;
  readonly role: string | undefined;
  readonly clientRanges: readonly string[] | undefined;
  /** Its VPCs by name; undefined is one of which something was refused. */
  readonly vpcs: ReadonlyMap<string, VpcSpec | undefined>;
}

/** The hub's VPC that a shared connection is in, as its file says. */
export type SharedPlace = Partial<Pick<SharedConnectionSpec, "mode" | "hub" | "hubVpc">>;

/** What a connection names by key, and where it stands. */
export interface NamedKeys {
  readonly file: YamlFile;
  /** Path of the connection. */
  readonly path: KeyPath;
  /** Whether it is an external consumer's. */
  readonly external: boolean;
  readonly keys: Pick<ConnectionDraft, "service" | "card" | "resource" | "appliance" | "shared">;
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
  /** Whether nothing was refused: the file is YAML without a fault, and all of it is what the schema takes. */
  readonly isSound: boolean;
  readonly external: boolean;
  /** Undefined where it was refused. */
  readonly state: State | undefined;
  /** Account of the consumer; of an external one with several, the first. */
  readonly account: string | undefined;
  /** All accounts; undefined where one was refused. */
  readonly accounts: readonly string[] | undefined;
  /** Who may ask for connections, as far as the file says it and it could be read. */
  readonly principals: readonly PlacedPrincipal[];
  readonly role: string | undefined;
  /** Undefined where it is the environment's, or was refused: see {@link regionOf}. */
  readonly region: string | undefined;
  readonly vpc: VpcSpec | undefined;
  /** Gateway endpoints of the VPC; undefined where something in them was refused. */
  readonly gatewayEndpoints?: GatewayEndpointsSpec | undefined;
  /** How the VPC gets to those of hubs. */
  readonly hubPath?: string | undefined;
  /** The VPC of a hub that this stands for. */
  readonly hubVpc?: HubVpc | undefined;
  /** Connections that are a hub's, by name. */
  readonly viaHub?: Readonly<Record<string, ViaHub>> | undefined;
  /** Connections by name; of one that was refused, nothing but its name. */
  readonly connections: ReadonlyMap<string, ConnectionDraft | undefined>;
}

/** A principal of a consumer, and where in the file it stands. */
export interface PlacedPrincipal {
  readonly arn: string;
  readonly path: KeyPath;
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
  readonly endpointIds?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly resource?: string | undefined;
  readonly appliance?: string | undefined;
  readonly resourceConfigurationArn?: string | undefined;
  readonly serviceNetworkArn?: string | undefined;
  readonly resourceShareArn?: string | undefined;
  readonly privateDns?: boolean | undefined;
  readonly privateDnsPreference?: PrivateDnsPreference | undefined;
  readonly privateDnsOnlyForInboundResolvers?: boolean | undefined;
  readonly privateDnsSpecifiedDomains?: readonly string[] | undefined;
  readonly acceptShare?: boolean | undefined;
  readonly hostedZone?: HostedZoneSpec | undefined;
  readonly hostedZones?: Readonly<Record<string, HostedZoneSpec>> | undefined;
}

/** An environment with these consumers. */
export function withRecords(environment: EnvironmentDraft, records: readonly ConsumerDraft[]): EnvironmentDraft {
  return { ...environment, records, consumers: records.filter(isJudged) };
}

/** Whether the rules judge a consumer. Of a revoked one the record stays, whatever becomes of what it names. */
export function isJudged({ state }: ConsumerDraft): boolean {
  return state !== "revoked";
}

/** Region that the VPC of a consumer is in: its own, else the environment's. Undefined where it could not be read. */
export function regionOf(
  { region: own }: Pick<EnvironmentDraft, "region">,
  consumer: ConsumerDraft,
): string | undefined {
  const { file, external, region } = consumer;
  return external || file.valueAt(["region"]) === undefined ? own : region;
}
