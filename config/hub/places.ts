import type { ConnectionSpec } from "../connection/connection-schema";

/** Paths from a VPC to those of a hub. */
export const HUB_PATHS = ["transitGateway", "cloudWan", "peering"] as const;

/** A VPC of a hub. */
export interface HubVpc {
  /** Key of the hub. */
  readonly hub: string;
  /** Name of the VPC among the hub's. */
  readonly vpc: string;
}

/** A shared connection that a consumer has through a hub. */
export interface ViaHub extends HubVpc {
  /** Key of the shared connection. */
  readonly shared: string;
  readonly connection: ConnectionSpec;
  /** Whether the share of the hub's Profile must be accepted. */
  readonly acceptShare: boolean;
}

/** What a consumer has besides what its file says by itself: one that stands for a hub's VPC, or one with hubs. */
export interface HubParts {
  /** The VPC of a hub that this stands for: its endpoints are the hub's. */
  readonly hubVpc?: HubVpc | undefined;
  /** Connections that are a hub's, by name. */
  readonly viaHub?: Readonly<Record<string, ViaHub>> | undefined;
}

/** Name of what stands for a VPC of a hub among the consumers; the name of its stack behind that of the environment. */
export function hubConsumerName({ hub, vpc }: HubVpc): string {
  return `hub-${hub}-${vpc}`;
}

/** What reports call a consumer, or the VPC of a hub that stands among the consumers. */
export function consumerTitle({
  name,
  hubVpc,
}: {
  readonly name: string;
  readonly hubVpc?: HubVpc | undefined;
}): string {
  return hubVpc === undefined ? `consumer ${name}` : `VPC ${hubVpc.vpc} of hub ${hubVpc.hub}`;
}
