import { Lb } from "@cdktf/provider-aws/lib/lb";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { boundedName } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import { QUOTAS } from "../../aws/quotas";
import type { IVpc } from "../../vpc";
import { IsolatedVpc } from "../../vpc/isolated-vpc";
import { type ListenerProps, protocolsOf } from "./listener";
import { checkListeners } from "./listener-rule";
import type { INetworkLoadBalancer } from "./load-balancer";
import { makeListeners } from "./make-listeners";
import { type LoadBalancerOptions, optionProblems } from "./options";
import { makeSecurityGroup } from "./security-group";
import { forwardedBy, targetGroupKey } from "./target-groups";
import type { TargetsProps } from "./targets";
import { checkForwarding } from "./targets-rule";
import { type ShiftedListener, zonalShiftProblems } from "./zonal-shift";

/** Properties of {@link NetworkLoadBalancer}. */
export interface NetworkLoadBalancerProps extends LoadBalancerOptions, TargetsProps {
  /** Name of the load balancer; what it makes takes names from it. A change of name replaces the load balancer. */
  readonly name: string;
  /** VPC, in each of whose subnets the load balancer has a node. */
  readonly vpc: IVpc;
  /** Listeners by name: 1 to 50. The name is part of the Terraform address: to change it is to replace the listener. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  /**
   * Another load balancer of the same service that this one stands beside: it takes that one's security groups and the rule
   * whether they apply to PrivateLink, so that targets and consumers see no difference. Listeners and targets must be the
   * same, since each endpoint uses one of the load balancers only.
   *
   * @default - none: a security group of its own
   */
  readonly beside?: NetworkLoadBalancer;
  /** Most inbound rules of a security group in the account and region. @default 60 */
  readonly ruleQuota?: number;
}

/**
 * An internal Network Load Balancer with its listeners and target groups, in front of an endpoint service.
 *
 * Unless told otherwise, its security group has no inbound rule and is not asked about PrivateLink traffic, so that
 * connections through the endpoint service are the only ones that get in: see {@link PrivateLinkRules}. There always is a
 * security group, since a load balancer that was made without one can never be given any.
 */
export class NetworkLoadBalancer extends Construct implements INetworkLoadBalancer {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** VPC that it is in. */
  readonly vpc: IVpc;
  /** Listeners by name, as they were given. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  /** Ids of the security groups. */
  readonly securityGroupIds: readonly string[];
  /** Whether inbound rules apply to connections through PrivateLink. */
  readonly enforcesInboundRules: boolean;
  /** ARNs of the target groups by listener name, or by `<listener>/<key>` where a listener has several. */
  readonly targetGroupArns: Readonly<Record<string, string>>;
  /**
   * The listeners that it makes, with their certificates, for `dependsOn` of a service that may be without the load
   * balancer one day: Terraform then removes the load balancer from the service before it destroys the listeners.
   */
  readonly listenerResources: readonly ITerraformDependable[];

  /** Id of the security group that the targets must let in: all that the load balancer sends carries it. */
  get securityGroupId(): string {
    return this.securityGroupIds[0] as string;
  }

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    validate(this, props);
    this.vpc = props.vpc;
    this.listeners = props.listeners;
    const { beside } = props;
    this.securityGroupIds = beside?.securityGroupIds ?? chosenGroups(props) ?? [makeSecurityGroup(this, props).id];
    this.enforcesInboundRules = beside?.enforcesInboundRules ?? props.privateLinkRules?.enforce ?? false;
    const loadBalancer = new Lb(this, "load-balancer", {
      name: boundedName([props.name], 32),
      loadBalancerType: "network",
      internal: true,
      // Said in any case: the provider keeps what there was where nothing is said.
      ipAddressType: props.ipAddressType ?? "ipv4",
      ...nodes(props),
      securityGroups: [...this.securityGroupIds],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: this.enforcesInboundRules ? "on" : "off",
      enableCrossZoneLoadBalancing: props.crossZone ?? true,
      enableDeletionProtection: props.deletionProtection ?? false,
      ...(props.zonalShift === undefined ? {} : { enableZonalShift: props.zonalShift }),
      ...capacity(props),
      // Said in any case, too: without the block, the provider leaves logs switched on.
      accessLogs: props.accessLogs ? { enabled: true, ...props.accessLogs } : { enabled: false, bucket: "" },
      tags: { Name: props.name },
      // Terraform then updates the service before it destroys a load balancer that the service is to have no more; and
      // one that it would replace stays whole, listeners and all, since AWS refuses a second one of its name.
      lifecycle: { createBeforeDestroy: true, ...(props.preventDestroy ? { preventDestroy: true } : {}) },
    });
    this.loadBalancerArn = loadBalancer.arn;
    const made = makeListeners(this, { ...props, loadBalancerArn: loadBalancer.arn, vpcId: props.vpc.vpcId });
    this.targetGroupArns = made.targetGroupArns;
    this.listenerResources = made.listenerResources;
  }
}

/** Security groups that exist, each once, in whatever order they are named. */
function chosenGroups({ securityGroupIds }: LoadBalancerOptions): string[] | undefined {
  return securityGroupIds && [...new Set(securityGroupIds)].sort();
}

/** Where the nodes are: fixed addresses go with the subnets. */
function nodes({ vpc, privateAddresses }: NetworkLoadBalancerProps) {
  if (privateAddresses === undefined) return { subnets: Object.values(vpc.subnetIds) };
  const zones = Object.keys(privateAddresses).sort();
  return {
    subnetMapping: zones.map((zone) => ({
      subnetId: vpc.subnetIds[zone] as string,
      privateIpv4Address: privateAddresses[zone] as string,
    })),
  };
}

function capacity({ capacityUnits, secondaryAddresses }: LoadBalancerOptions) {
  return {
    ...(capacityUnits === undefined ? {} : { minimumLoadBalancerCapacity: { capacityUnits } }),
    ...(secondaryAddresses === undefined ? {} : { secondaryIpsAutoAssignedPerSubnet: secondaryAddresses }),
  };
}

function validate(loadBalancer: NetworkLoadBalancer, props: NetworkLoadBalancerProps): void {
  const problems = new PropertyProblems(loadBalancer);
  problems.checkKnownName(props.name);
  checkListeners(problems, props.listeners);
  checkForwarding(problems, "", props);
  const around = {
    zoneIds: Object.keys(props.vpc.subnetIds),
    subnetCidrBlocks: props.vpc.subnetCidrBlocks ?? {},
    protocols: protocolsOf(props.listeners),
    ipv6: props.vpc.ipv6 ?? false,
    ruleQuota: props.ruleQuota ?? QUOTAS.rulesPerSecurityGroup.default,
  };
  problems.addWithin([], props, optionProblems(props, around));
  problems.addWithin([], props, zonalShiftProblems(props, around, shiftedListeners(props)));
  if (props.vpc instanceof IsolatedVpc) checkTagged(problems, props);
  if (known(props.ruleQuota) && !(Number.isInteger(props.ruleQuota) && props.ruleQuota >= 1))
    problems.add("ruleQuota", "a whole number of 1 or more", props.ruleQuota);
  if (props.beside) checkBeside(problems, props, props.beside);
  problems.throwIfAny();
}

/** What listeners forward to, as {@link zonalShiftProblems} judges it: each target group by itself. */
function shiftedListeners(props: NetworkLoadBalancerProps): Record<string, ShiftedListener> {
  return Object.fromEntries(
    Object.entries(props.listeners).flatMap(([name, each]) =>
      forwardedBy(each, props).map(({ group, listener }) => [
        targetGroupKey(name, group),
        { listener: { ...listener }, targets: listener.targets },
      ]),
    ),
  );
}

/** Notes where instances are to be found in a VPC that the same apply makes: Terraform looks for them before it does. */
function checkTagged(problems: PropertyProblems, props: NetworkLoadBalancerProps): void {
  for (const [name, listener] of Object.entries(props.listeners))
    for (const { group, listener: own } of forwardedBy(listener, props))
      if (own.targets.targetTags !== undefined)
        problems.add(
          "vpc",
          `a VPC that exists: Terraform finds the instances of listener ${targetGroupKey(name, group)} by their tags when it plans`,
          "an IsolatedVpc, which is made",
        );
}

/** Notes where a load balancer differs from the one that it stands beside. */
function checkBeside(problems: PropertyProblems, props: NetworkLoadBalancerProps, other: NetworkLoadBalancer): void {
  for (const property of ["privateLinkRules", "securityGroupIds"] as const)
    if (props[property] !== undefined)
      problems.add(property, "none beside another load balancer, which has them for both", props[property]);
  for (const [name, listener] of Object.entries(props.listeners))
    if (forwardedBy(listener, props).some((each) => each.listener.targets.targetGroupArn !== undefined))
      problems.add(
        "beside",
        `none where the target group of listener ${name} exists: a target group is of one load balancer`,
        other.node.path,
      );
  const [own, others] = [heardBy(props.listeners), heardBy(other.listeners)];
  if (own.join() !== others.join())
    problems.add("listeners", `those of the load balancer beside it, ${others.join(", ")}`, own);
}

/** Ports and protocols that listeners are for. */
function heardBy(listeners: Readonly<Record<string, ListenerProps>>): string[] {
  return Object.values(listeners)
    .map(({ port, protocol }) => `${port} ${protocol ?? "TCP"}`)
    .sort();
}
