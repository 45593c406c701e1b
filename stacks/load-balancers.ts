import type { Construct } from "constructs";
import { type Environment, protectionOf } from "../config/environment";
import { limitOf } from "../config/quotas";
import type { ServiceSpec } from "../config/service/service-schema";
import { shortHash } from "../modules/aws/names";
import {
  AccessLogBucket,
  type AccessLogs,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
} from "../modules/provider";
import type { IVpc } from "../modules/vpc";
import { listenersOf } from "./listeners";

/** The load balancers of a service by name: the main one, and those beside it. */
export type LoadBalancers = Readonly<Record<string, NetworkLoadBalancer>> & { readonly main: NetworkLoadBalancer };

/**
 * Where a service's load balancers write access logs, all of them to one bucket, which is made where none is named.
 *
 * @returns undefined where there are to be none.
 */
export function accessLogsOf(scope: Construct, prefix: string, { loadBalancer }: ServiceSpec): AccessLogs | undefined {
  if (loadBalancer.accessLogs === undefined) return undefined;
  const { bucket, ...made } = loadBalancer.accessLogs;
  return {
    bucket: bucket ?? new AccessLogBucket(scope, "access-logs", { name: prefix, ...made }).bucketName,
    prefix: made.prefix,
  };
}

/** What is behind each load balancer. */
type Targets = Pick<NetworkLoadBalancerProps, "targetType" | "targetIds">;

/**
 * Makes the load balancers that a service's file asks for. Those beside the main one differ from it in name and addresses
 * alone, since every endpoint uses just one of them. Their addresses in Terraform are made from their names, so that one
 * more or less touches none of the others.
 *
 * @param prefix what the names of everything of the service begin with.
 * @param accessLogs where they write: {@link accessLogsOf}.
 */
export function makeLoadBalancers(
  scope: Construct,
  prefix: string,
  vpc: IVpc,
  environment: Environment,
  spec: ServiceSpec,
  targets: Targets,
  accessLogs: AccessLogs | undefined,
): LoadBalancers {
  const {
    additional,
    privateAddresses,
    privateLinkRules,
    securityGroupIds,
    accessLogs: _,
    ...options
  } = spec.loadBalancer;
  const shared = {
    vpc,
    listeners: listenersOf(spec.listeners),
    ...targets,
    ...options,
    accessLogs,
    ...protectionOf(environment, spec),
    ipAddressType: spec.addressTypes.includes("ipv6") ? "dualstack" : "ipv4",
  } as const;
  const main = new NetworkLoadBalancer(scope, "load-balancer", {
    name: prefix,
    ...shared,
    privateAddresses,
    privateLinkRules,
    securityGroupIds,
    ruleQuota: limitOf(environment.quotas, spec.account, environment.region, "rulesPerSecurityGroup"),
  });
  const beside = [...additional].sort().map((name) => [
    name,
    new NetworkLoadBalancer(scope, `load-balancer-${name}`, {
      // The parts by themselves as well: joined by hyphens, two pairs of them can be alike.
      name: `${prefix}-${name}-${shortHash(JSON.stringify([prefix, name]))}`,
      ...shared,
      beside: main,
    }),
  ]);
  return { main, ...Object.fromEntries(beside) };
}
