import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import { boundedName } from "../../aws/names";
import { PropertyProblems } from "../../aws/property-problems";
import type { IVpc } from "../../vpc";
import { checkListeners, type ListenerProps, protocolsOf, targetPortOf } from "./listener";
import { type LoadBalancerOptions, optionProblems } from "./options";
import { makeTargetGroup } from "./target-group";

export interface NetworkLoadBalancerProps extends LoadBalancerOptions {
  /** Name of the load balancer; what it makes takes names from it. A change of name replaces the load balancer. */
  readonly name: string;
  /** VPC, in each of whose subnets the load balancer has a node. */
  readonly vpc: IVpc;
  /** Listeners by name: 1 to 50. The name is part of the Terraform address: to change it is to replace the listener. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  /** Whether targets are registered as instances or as IP addresses. @default "instance" */
  readonly targetType?: "instance" | "ip";
  /**
   * Ids of instances, or IP addresses, that every listener forwards to, by a name for the target. The name is part of the
   * Terraform address.
   *
   * @default - none: something else registers targets
   */
  readonly targetIds?: Readonly<Record<string, string>>;
}

/**
 * An internal Network Load Balancer with its listeners and target groups, in front of an endpoint service.
 *
 * Its security group has no inbound rule and is not asked about PrivateLink traffic, so that connections through the
 * endpoint service are the only ones that get in. (Where the rules are enforced on PrivateLink traffic, their source is
 * the client's private address, which a provider does not know; and a load balancer that was made without a security
 * group can never be given one.)
 */
export class NetworkLoadBalancer extends Construct {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** Id of the security group that the targets must let in. */
  readonly securityGroupId: string;
  /** ARNs of the target groups by listener name. */
  readonly targetGroupArns: Readonly<Record<string, string>>;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    validate(this, props);
    const securityGroup = this.securityGroup(props);
    const loadBalancer = new Lb(this, "load-balancer", {
      name: boundedName([props.name], 32),
      loadBalancerType: "network",
      internal: true,
      ...nodes(props),
      securityGroups: [securityGroup.id],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
      enableCrossZoneLoadBalancing: props.crossZone ?? true,
      enableDeletionProtection: props.deletionProtection ?? false,
      ...capacity(props),
      tags: { Name: props.name },
      ...(props.preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
    });
    const targetGroupProps = {
      name: props.name,
      vpcId: props.vpc.vpcId,
      targetType: props.targetType ?? "instance",
      targetIds: props.targetIds ?? {},
    };
    const targetGroupArns: Record<string, string> = {};
    for (const name of Object.keys(props.listeners).sort()) {
      const listener = props.listeners[name] as ListenerProps;
      const targetGroup = makeTargetGroup(this, targetGroupProps, name, listener);
      new LbListener(this, `listener-${name}`, {
        loadBalancerArn: loadBalancer.arn,
        port: listener.port,
        protocol: listener.protocol ?? "TCP",
        defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
        tags: { Name: `${props.name}-${name}` },
      });
      targetGroupArns[name] = targetGroup.arn;
    }
    this.loadBalancerArn = loadBalancer.arn;
    this.securityGroupId = securityGroup.id;
    this.targetGroupArns = targetGroupArns;
  }

  private securityGroup(props: NetworkLoadBalancerProps): SecurityGroup {
    const securityGroup = new SecurityGroup(this, "security-group", {
      name: `${props.name}-load-balancer`,
      description: "Load balancer of an endpoint service: in by PrivateLink alone, out to the targets",
      vpcId: props.vpc.vpcId,
      tags: { Name: `${props.name}-load-balancer` },
    });
    const targetPorts = new Set(Object.values(props.listeners).map(targetPortOf));
    for (const port of [...targetPorts].sort((a, b) => a - b))
      new VpcSecurityGroupEgressRule(this, `egress-tcp-${port}`, {
        securityGroupId: securityGroup.id,
        description: "Targets",
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: props.vpc.cidrBlock,
      });
    return securityGroup;
  }
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
  const around = {
    zoneIds: Object.keys(props.vpc.subnetIds),
    subnetCidrBlocks: props.vpc.subnetCidrBlocks ?? {},
    protocols: protocolsOf(props.listeners),
  };
  for (const { path, expected } of optionProblems(props, around))
    problems.add(path.join("."), expected, valueAt(props, path));
  problems.throwIfAny();
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (part, key) => (typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );
}
