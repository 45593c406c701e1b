import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { portNumbers, portRule, portText } from "../../aws/port";
import { known } from "../../aws/property-problems";
import type { IVpc } from "../../vpc";
import { endpointPortsOf, type ListenerProps } from "./listener";
import type { PrivateLinkRules } from "./privatelink-rules";
import { targetPortsOf } from "./target-ports";
import { type TargetsProps, targetsOf } from "./targets";

/** What the security group of a load balancer depends on. */
export interface LoadBalancerSecurityGroupProps extends TargetsProps {
  /** Name of the load balancer. */
  readonly name: string;
  readonly vpc: IVpc;
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  readonly privateLinkRules?: PrivateLinkRules | undefined;
}

/** Makes the security group of a load balancer, in the load balancer's scope. */
export function makeSecurityGroup(scope: Construct, props: LoadBalancerSecurityGroupProps): SecurityGroup {
  const securityGroup = new SecurityGroup(scope, "security-group", {
    name: `${props.name}-load-balancer`,
    description: "Load balancer of an endpoint service: in by PrivateLink alone, out to the targets",
    vpcId: props.vpc.vpcId,
    tags: { Name: `${props.name}-load-balancer` },
  });
  const listeners = Object.values(props.listeners).map((each) => ({ ...each, targets: targetsOf(each, props) }));
  // Addresses that the VPC's IPv4 range does not have are let out to one by one.
  const within = listeners.filter(({ targets }) => targets.targetIpAddressType !== "ipv6");
  for (const port of targetPortsOf(within))
    new VpcSecurityGroupEgressRule(scope, `egress-${port.protocol}-${portNumbers(port)}`, {
      securityGroupId: securityGroup.id,
      description: "Targets",
      ...portRule(port),
      cidrIpv4: props.vpc.cidrBlock,
    });
  for (const { address, name, cidr, port } of singleAddresses(listeners))
    new VpcSecurityGroupEgressRule(
      scope,
      `egress-${port.protocol}-${portNumbers(port)}-${known(address) ? address : name}`,
      {
        securityGroupId: securityGroup.id,
        description: `Target ${name}`,
        ...portRule(port),
        ...cidr,
      },
    );
  for (const [source, range] of Object.entries(props.privateLinkRules?.from ?? {}))
    for (const { port, protocol } of Object.values(props.listeners).flatMap(endpointPortsOf))
      new VpcSecurityGroupIngressRule(scope, `ingress-${protocol}-${port}-${source}`, {
        securityGroupId: securityGroup.id,
        description: `Clients: ${source}`,
        ipProtocol: protocol,
        fromPort: port,
        toPort: port,
        cidrIpv4: range,
      });
  return securityGroup;
}

/** Targets whose addresses the VPC's IPv4 range does not have, each with a port that it is reached at. */
function singleAddresses(listeners: readonly (ListenerProps & { readonly targets: TargetsProps })[]) {
  const all = listeners.flatMap((listener) => {
    const { targetIpAddressType, targetIds = {}, outsideTargetIds = {} } = listener.targets;
    const ipv6 = targetIpAddressType === "ipv6";
    return Object.entries(ipv6 ? targetIds : outsideTargetIds).flatMap(([name, address]) =>
      targetPortsOf([listener]).map((port) => ({
        address,
        name,
        port,
        cidr: ipv6 ? { cidrIpv6: `${address}/128` } : { cidrIpv4: `${address}/32` },
      })),
    );
  });
  // A target that several listeners reach at one port takes one rule: AWS refuses a second one.
  return new Map(all.map((each) => [`${portText(each.port)} ${each.address}`, each])).values();
}
