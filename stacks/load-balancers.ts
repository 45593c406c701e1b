import type { Construct } from "constructs";
import type { ServiceInput } from "../config/estate/service-input";
import { MAIN } from "../config/service/existing-load-balancers";
import type { ExistingLoadBalancerSpec } from "../config/service/load-balancer-schema";
import { listenersOf, targetsPropsOf } from "../config/service/targets";
import { zonesOf } from "../config/vpc-schema";
import { shortHash } from "../modules/aws/names";
import {
  AccessLogBucket,
  type AccessLogs,
  ExistingNetworkLoadBalancer,
  type ListenerProps,
  NetworkLoadBalancer,
} from "../modules/provider";
import type { IVpc } from "../modules/vpc";

/** A load balancer of a service: made, or adopted. */
export type LoadBalancer = NetworkLoadBalancer | ExistingNetworkLoadBalancer;

/** The load balancers of a service by name: the main one, and those beside it. */
export type LoadBalancers = Readonly<Record<string, LoadBalancer>> & { readonly main: LoadBalancer };

/**
 * Where a service's load balancers write access logs, all of them to one bucket, which is made where none is named.
 *
 * @returns undefined where there are to be none.
 */
export function accessLogsOf(
  scope: Construct,
  { prefix, loadBalancer }: Pick<ServiceInput, "prefix" | "loadBalancer">,
): AccessLogs | undefined {
  if (loadBalancer.accessLogs === undefined) return undefined;
  const { bucket, ...made } = loadBalancer.accessLogs;
  return {
    bucket: bucket ?? new AccessLogBucket(scope, "access-logs", { name: prefix, ...made }).bucketName,
    prefix: made.prefix,
  };
}

/** What the load balancers of a service are made from. */
export interface LoadBalancersProps {
  readonly input: ServiceInput;
  /** VPC of the service. @default - each of them exists, and Terraform looks its VPC up */
  readonly vpc: IVpc | undefined;
  /** Where they write: {@link accessLogsOf}. */
  readonly accessLogs: AccessLogs | undefined;
}

/**
 * Makes the load balancers that a service's file asks for, and adopts those that it names. Those beside the main one differ
 * from it in name and addresses alone, since every endpoint uses just one of them. Their addresses in Terraform are made from
 * their names, so that one more or less touches none of the others.
 */
export function makeLoadBalancers(scope: Construct, props: LoadBalancersProps): LoadBalancers {
  const { main, ...existing } = existingOnes(scope, props);
  return { ...(main ? { main } : madeOnes(scope, props)), ...existing };
}

function madeOnes(scope: Construct, props: LoadBalancersProps): LoadBalancers {
  const { input, vpc, accessLogs } = props;
  if (vpc === undefined) throw new Error("a load balancer that is made needs the VPC of the service");
  const { prefix, protection, ruleQuota } = input;
  const {
    additional,
    privateAddresses,
    privateLinkRules,
    securityGroupIds,
    accessLogs: _,
    existing: __,
    ...options
  } = input.loadBalancer;
  const shared = {
    vpc,
    listeners: listenersOf(input.listeners),
    ...targetsPropsOf(input.targets),
    ...options,
    accessLogs,
    ...protection,
    ipAddressType: ipAddressTypeOf(input),
  } as const;
  const main = new NetworkLoadBalancer(scope, "load-balancer", {
    name: prefix,
    ...shared,
    privateAddresses,
    privateLinkRules,
    securityGroupIds,
    ruleQuota,
  });
  const beside = [...additional].sort().map((name) => [
    name,
    new NetworkLoadBalancer(scope, `load-balancer-${name}`, {
      name: nameBeside(prefix, name),
      ...shared,
      beside: main,
    }),
  ]);
  return { main, ...Object.fromEntries(beside) };
}

function existingOnes(scope: Construct, props: LoadBalancersProps): Readonly<Record<string, LoadBalancer>> {
  const { input, vpc } = props;
  const { prefix } = input;
  const { existing = {}, privateLinkRules } = input.loadBalancer;
  const adopted = Object.keys(existing)
    .sort()
    .map((name) => {
      const { arn, tags, makeListeners } = existing[name] as ExistingLoadBalancerSpec;
      const shared = {
        ...(tags === undefined ? { loadBalancerArn: arn } : { loadBalancerTags: tags }),
        ...(vpc === undefined ? { zoneIds: zonesOf(input.vpc) } : { vpc }),
        ipAddressType: ipAddressTypeOf(input),
        enforcesInboundRules: privateLinkRules?.enforce,
      } as const;
      const loadBalancer = new ExistingNetworkLoadBalancer(
        scope,
        `existing-load-balancer-${name}`,
        makeListeners
          ? {
              ...shared,
              listeners: listenersOf(input.listeners),
              targets: { name: name === MAIN ? prefix : nameBeside(prefix, name), ...targetsPropsOf(input.targets) },
            }
          : { ...shared, listeners: portsOf(input.listeners) },
      );
      return [name, loadBalancer];
    });
  return Object.fromEntries(adopted);
}

/** Name of a load balancer beside the main one, and of what is on it. */
function nameBeside(prefix: string, name: string): string {
  // The parts by themselves as well: joined by hyphens, two pairs of them can be alike.
  return `${prefix}-${name}-${shortHash(JSON.stringify([prefix, name]))}`;
}

function ipAddressTypeOf({ addressTypes }: Pick<ServiceInput, "addressTypes">): "dualstack" | "ipv4" {
  return addressTypes.includes("ipv6") ? "dualstack" : "ipv4";
}

/** What there is to say of listeners that exist. */
function portsOf(listeners: ServiceInput["listeners"]): Record<string, ListenerProps> {
  return Object.fromEntries(Object.entries(listeners).map(([name, { port, protocol }]) => [name, { port, protocol }]));
}
