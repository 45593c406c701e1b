import type { DeployedServiceCard } from "../modules/card";
import type { AccountSpec } from "./account-schema";
import type { ApplianceSpec } from "./appliance/appliance-schema";
import type { BackendSpec } from "./backend-schema";
import type { ConnectionSpec } from "./connection/connection-schema";
import type { ConsumerSpec, ExternalConsumerSpec, ManagedConsumerSpec } from "./consumer-schema";
import type { HubSpec } from "./hub/hub-schema";
import type { QuotasSpec } from "./quotas";
import type { ResourceSpec } from "./resource/resource-schema";
import type { ServiceSpec } from "./service/service-schema";

/** An environment, read and checked as a whole. Services, resources, appliances and consumers are in the order of their names. */
export interface Environment {
  /** Name: that of its folder. */
  readonly name: string;
  readonly backend: BackendSpec;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether services are kept from being deleted, where they do not say it themselves. */
  readonly protect: boolean;
  /** Quotas of accounts that are not AWS's defaults. */
  readonly quotas: QuotasSpec;
  /** What is set for whole accounts, by account id. */
  readonly accounts: Readonly<Record<string, AccountSpec>>;
  readonly services: Readonly<Record<string, ServiceSpec>>;
  /** Private resources that are offered without a load balancer. */
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  /** Appliances that are offered behind a Gateway Load Balancer; no key is a service's. */
  readonly appliances: Readonly<Record<string, ApplianceSpec>>;
  readonly consumers: Readonly<Record<string, ConsumerSpec>>;
  /** Hubs: VPCs with endpoints for other VPCs. Each of their VPCs is among the consumers, too. */
  readonly hubs: Readonly<Record<string, HubSpec>>;
  /** Cards of somebody else's services, by the names of their files. */
  readonly cards: Readonly<Record<string, DeployedServiceCard>>;
}

/** A connection of a consumer to a service, or to appliances, of the same environment. */
export interface RegisteredConnection {
  /** Name of the consumer. */
  readonly consumer: string;
  /** Name of the connection. */
  readonly connection: string;
  /** Id of the endpoint, for an external consumer who has told it; undefined where the consumer's own stack knows it. */
  readonly endpointId: string | undefined;
}

/** Whether the environment builds the consumer's side. */
export function isManaged(consumer: ConsumerSpec): consumer is ManagedConsumerSpec {
  return consumer.external !== true;
}

/** What keeps a service from being deleted. */
export interface Protection {
  /** Whether AWS refuses to delete its load balancers. */
  readonly deletionProtection: boolean;
  /** Whether Terraform refuses to destroy its load balancers and the endpoint service. */
  readonly preventDestroy: boolean;
}

/** What keeps a service, or appliances, from being deleted: what they say themselves, else what the environment does. */
export function protectionOf(
  { protect }: Pick<Environment, "protect">,
  offered: ServiceSpec | ApplianceSpec,
): Protection {
  return {
    deletionProtection: offered.loadBalancer.deletionProtection ?? protect,
    preventDestroy: offered.preventDestroy ?? protect,
  };
}

/** Connections to a service, or to appliances, that can be accepted: of consumers that are built here, and of others whose endpoint is known. */
export function registeredConnections(environment: Environment, key: string): RegisteredConnection[] {
  return Object.entries(environment.consumers).flatMap(([consumer, spec]) =>
    connectionsOf(spec)
      .filter(([, to]) => acceptorOf(to) === key && (isManaged(spec) || endpointIdOf(to) !== undefined))
      .map(([connection, to]) => ({ consumer, connection, endpointId: endpointIdOf(to) })),
  );
}

/** Names of the consumers with a connection to a service or to appliances, those who run their own side among them. */
export function consumersOf(environment: Environment, key: string): string[] {
  return Object.entries(environment.consumers)
    .filter(([, spec]) => connectionsOf(spec).some(([, to]) => acceptorOf(to) === key))
    .map(([name]) => name);
}

/** Keys of the services of this environment that a consumer connects to. */
export function servicesOf(consumer: ConsumerSpec): string[] {
  const keys = connectionsOf(consumer).flatMap(([, to]) => (to.service === undefined ? [] : [to.service]));
  return [...new Set(keys)].sort();
}

/** Keys of the private resources of this environment that a consumer connects to. */
export function resourcesOf(consumer: ConsumerSpec): string[] {
  const keys = connectionsOf(consumer).flatMap(([, to]) => (to.resource === undefined ? [] : [to.resource]));
  return [...new Set(keys)].sort();
}

/** Keys of the appliances of this environment that a consumer connects to. */
export function appliancesOf(consumer: ConsumerSpec): string[] {
  const keys = connectionsOf(consumer).flatMap(([, to]) => ("appliance" in to && to.appliance ? [to.appliance] : []));
  return [...new Set(keys)].sort();
}

/** Accounts of the consumers with a connection to a private resource, other than its own: those that it is shared with. */
export function accountsOfResource(environment: Environment, resource: string): string[] {
  const own = environment.resources[resource]?.account;
  const consumers = Object.values(environment.consumers).filter((spec) => resourcesOf(spec).includes(resource));
  return [...new Set(consumers.map(({ account }) => account))].filter((account) => account !== own).sort();
}

type AnyConnection = ConnectionSpec | ExternalConsumerSpec["connections"][string];

function connectionsOf(consumer: ConsumerSpec): [string, AnyConnection][] {
  return Object.entries<AnyConnection>(consumer.connections).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Key of the service, or of the appliances, whose owner accepts a connection. */
function acceptorOf(to: AnyConnection): string | undefined {
  return to.service ?? ("appliance" in to ? to.appliance : undefined);
}

function endpointIdOf(connection: AnyConnection): string | undefined {
  return "endpointId" in connection ? connection.endpointId : undefined;
}
