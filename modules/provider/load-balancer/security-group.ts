import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { portNumbers, portRule } from "../../aws/port";
import { known } from "../../aws/property-problems";
import type { IVpc } from "../../vpc";
import { endpointPortsOf } from "./listener";
import { isPrefixListId, type PrefixListFacts, type PrivateLinkRules } from "./privatelink-rules";
import { type OutgoingProps, waysOut } from "./ways-out";

/** What the security group of a load balancer depends on. */
export interface LoadBalancerSecurityGroupProps extends OutgoingProps {
  /** Name of the load balancer. */
  readonly name: string;
  readonly vpc: IVpc;
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
  for (const { port, target } of waysOut(props))
    new VpcSecurityGroupEgressRule(
      scope,
      `egress-${port.protocol}-${portNumbers(port)}${target ? `-${target.key}` : ""}`,
      {
        securityGroupId: securityGroup.id,
        description: target ? `Target ${target.name}` : "Targets",
        ...portRule(port),
        ...(target?.range ?? { cidrIpv4: props.vpc.cidrBlock }),
      },
    );
  const { from = {}, prefixLists = {} } = props.privateLinkRules ?? {};
  for (const [name, source] of Object.entries(from))
    for (const { port, protocol } of Object.values(props.listeners).flatMap(endpointPortsOf))
      new VpcSecurityGroupIngressRule(scope, `ingress-${protocol}-${port}-${name}`, {
        securityGroupId: securityGroup.id,
        description: `Clients: ${name}`,
        ipProtocol: protocol,
        fromPort: port,
        toPort: port,
        ...(isPrefixList(source, prefixLists[name]) ? { prefixListId: source } : { cidrIpv4: source }),
      });
  return securityGroup;
}

/** Whether a source is a prefix list, whose id may be known only to Terraform. */
function isPrefixList(source: string, facts: PrefixListFacts | undefined): boolean {
  return known(source) ? isPrefixListId(source) : facts !== undefined;
}
