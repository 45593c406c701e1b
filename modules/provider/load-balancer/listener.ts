import type { ProtocolPort } from "../../aws/port";
import type { HealthCheckProps } from "./health-check";
import type { TargetGroupAttributes } from "./target-group-attributes";
import type { WeightedTargetGroup } from "./target-groups";
import type { TargetsProps } from "./targets";
import type { AlpnPolicy } from "./tls";

/** What a listener speaks. */
export const LISTENER_PROTOCOLS = ["TCP", "TLS", "UDP", "TCP_UDP"] as const;

/** `TCP`, `UDP`, both at one port (`TCP_UDP`), or `TLS`, which ends at the load balancer. */
export type ListenerProtocol = (typeof LISTENER_PROTOCOLS)[number];

/** What the load balancer speaks to the targets of a TLS listener. */
export const TARGET_PROTOCOLS = ["TCP", "TLS"] as const;

/** `TCP`, or `TLS` once more, without a look at the targets' certificates. */
export type TargetProtocol = (typeof TARGET_PROTOCOLS)[number];

/** A port that consumers connect to, and where its connections go. */
export interface ListenerProps extends TargetGroupAttributes {
  /** Port that consumers connect to. */
  readonly port: number;
  /** What consumers speak there. @default "TCP" */
  readonly protocol?: ListenerProtocol;
  /** Port of the targets; of an Application Load Balancer, that of its listener. @default - the listener's own port */
  readonly targetPort?: number;
  /** What the targets of a TLS listener speak. With `TLS` it is encrypted anew. @default "TCP" */
  readonly targetProtocol?: TargetProtocol;
  /**
   * ARN of the certificate (of ACM or IAM, in the load balancer's account and region) that a TLS listener shows where a
   * client names no other. A TLS listener needs one.
   *
   * @default - none
   */
  readonly certificateArn?: string;
  /**
   * ARNs of certificates that a TLS listener shows to clients which name their host (SNI), by a name for each. The name is
   * part of the Terraform address. 25 certificates a load balancer, by a quota that can be raised.
   *
   * @default - none
   */
  readonly additionalCertificateArns?: Readonly<Record<string, string>>;
  /** Versions and ciphers of a TLS listener. @default DEFAULT_SSL_POLICY */
  readonly sslPolicy?: string;
  /** How a TLS listener and its clients agree on HTTP/1 or HTTP/2. @default "None" */
  readonly alpnPolicy?: AlpnPolicy;
  /**
   * Seconds without data after which a TCP connection is forgotten, from 60 to 6000. Only with protocol TCP. The
   * consumers' endpoints have 350 seconds of their own, which nothing changes: a higher number here does not keep
   * connections over PrivateLink alive, keepalive does.
   *
   * @default 350
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * Health check of the targets.
   *
   * @default - a TCP connection every 10 seconds; of an Application Load Balancer, HTTP at `/`
   */
  readonly healthCheck?: HealthCheckProps;
  /**
   * Key that the listener had before, or all its former keys, oldest first. Terraform then moves the listener and its target
   * group. Without this, it deletes them and creates others, and AWS refuses a second listener at the port.
   *
   * The name of the target group comes from the oldest key. So keep this as long as the target group exists: if you remove
   * it, Terraform replaces the target group. Until then no other listener can have a former key.
   *
   * @default - none: the key is the first
   */
  readonly renamedFrom?: string | readonly string[];
  /** What this listener forwards to, instead of all that the load balancer's properties say of targets. @default - as those say */
  readonly targets?: TargetsProps;
  /**
   * Target groups that share the connections of this listener, by a key for each, instead of `targets`: 1 to 5. The key is
   * part of the Terraform address. What the listener says of its target group is said of each of them.
   *
   * Source of the rules: User Guide for Network Load Balancers, "Listeners", section "Default actions".
   *
   * @default - one target group, with `targets`
   */
  readonly targetGroups?: Readonly<Record<string, WeightedTargetGroup>>;
  /**
   * Key under `targetGroups` that the only target group had before, or all its former keys, oldest first, as
   * `renamedFrom` of a {@link WeightedTargetGroup}. Only without `targetGroups`.
   *
   * @default - none
   */
  readonly targetGroupRenamedFrom?: string | readonly string[];
}

/** Most listeners of a Network Load Balancer: fixed by AWS (Network Load Balancer quotas). */
export const MAX_LISTENERS = 50;

/** Port of the targets behind a listener. */
export function targetPortOf(listener: Pick<ListenerProps, "port" | "targetPort">): number {
  return listener.targetPort ?? listener.port;
}

/** What an endpoint must let through for a listener: both of `TCP_UDP`, of `TLS` the TCP that it runs over. */
export function endpointPortsOf({ port, protocol }: Pick<ListenerProps, "port" | "protocol">): ProtocolPort[] {
  const tcp: ProtocolPort = { port, protocol: "tcp" };
  const udp: ProtocolPort = { port, protocol: "udp" };
  if (protocol === "TCP_UDP") return [tcp, udp];
  return protocol === "UDP" ? [udp] : [tcp];
}

/**
 * Path that clients can ask for over HTTP at a listener's port, as far as its health check tells: where that is plain HTTP
 * at the targets' port, so are the connections that the listener forwards. Those of a `TLS` listener are encrypted.
 */
export function httpPathOf({
  protocol,
  healthCheck,
}: Pick<ListenerProps, "protocol" | "healthCheck">): string | undefined {
  if (healthCheck?.protocol !== "HTTP" || healthCheck.port !== undefined) return undefined;
  if (protocol === "TLS" || protocol === "UDP") return undefined;
  return healthCheck.path ?? "/";
}

/** Protocols of listeners, by the listeners' names. */
export function protocolsOf(
  listeners: Readonly<Record<string, Pick<ListenerProps, "protocol">>>,
): Record<string, ListenerProtocol> {
  return Object.fromEntries(Object.entries(listeners).map(([name, { protocol }]) => [name, protocol ?? "TCP"]));
}
