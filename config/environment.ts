import type { DeployedServiceCard } from "../modules/card";
import type { AccountSpec } from "./account-schema";
import type { ApplianceSpec } from "./appliance/appliance-schema";
import type { BackendSpec } from "./backend-schema";
import type { ConsumerSpec, ManagedConsumerSpec } from "./consumer-schema";
import type { DeliverySpec } from "./delivery-schema";
import type { HubSpec } from "./hub/hub-schema";
import type { QuotasSpec } from "./quotas";
import type { ResourceSpec } from "./resource/resource-schema";
import type { ServiceSpec } from "./service/service-schema";
import type { TerraformSpec } from "./terraform-schema";

/** An environment, read and checked as a whole. Services, resources, appliances and consumers are in the order of their names. */
export interface Environment {
  /** Name: that of its folder. */
  readonly name: string;
  readonly backend: BackendSpec;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether services are kept from being deleted, where they do not say it themselves. */
  readonly protect: boolean;
  /** How CI plans and applies it. */
  readonly delivery: DeliverySpec;
  /** What plans and applies it. */
  readonly terraform: TerraformSpec;
  /** Quotas of accounts that are not AWS's defaults. */
  readonly quotas: QuotasSpec;
  /** What is set for whole accounts, by account id. */
  readonly accounts: Readonly<Record<string, AccountSpec>>;
  readonly services: Readonly<Record<string, ServiceSpec>>;
  /** Private resources that are offered without a load balancer. */
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  /** Appliances that are offered behind a Gateway Load Balancer; no key is a service's. */
  readonly appliances: Readonly<Record<string, ApplianceSpec>>;
  /** Consumers in any state: of those that are `invited` or `revoked`, nothing is built. */
  readonly consumers: Readonly<Record<string, ConsumerSpec>>;
  /** Hubs: VPCs with endpoints for other VPCs. Each of their VPCs is among the consumers, too. */
  readonly hubs: Readonly<Record<string, HubSpec>>;
  /** Cards of somebody else's services, by the names of their files. */
  readonly cards: Readonly<Record<string, DeployedServiceCard>>;
}

/** Whether the environment builds the consumer's side. */
export function isManaged(consumer: ConsumerSpec): consumer is ManagedConsumerSpec {
  return consumer.external !== true;
}

/** Accounts of a consumer: at least one. */
export function accountsOf(consumer: ConsumerSpec): readonly string[] {
  return isManaged(consumer) ? [consumer.account] : consumer.accounts;
}

/** Whether a consumer may be connected: then what connects it is deployed, and stays. */
export function mayBeConnected({ state }: Pick<ConsumerSpec, "state">): boolean {
  return state === "allowed" || state === "draining";
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
