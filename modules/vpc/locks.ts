import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { NetworkAcl, type NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Construct } from "constructs";
import type { NetworkAclMode } from "./network-acl-mode";

/**
 * The network ACL of all subnets. Its rules are for every port, since network ACLs keep no state: an answer goes to a port
 * that nobody knows before. They stop nothing that AWS itself answers in a VPC: DNS, DHCP, time, instance metadata (Amazon
 * VPC User Guide, "Network ACL basics").
 */
export function subnetAcl(
  scope: Construct,
  vpc: Vpc,
  props: { name: string; subnetIds: readonly string[]; mode: NetworkAclMode; ipv6: boolean },
): NetworkAcl {
  const within = props.mode === "vpc";
  const rules: NetworkAclIngress[] = [
    everything({ ruleNo: 100, cidrBlock: within ? vpc.cidrBlock : "0.0.0.0/0" }),
    ...(props.ipv6 ? [everything({ ruleNo: 101, ipv6CidrBlock: within ? vpc.ipv6CidrBlock : "::/0" })] : []),
  ];
  return new NetworkAcl(scope, "network-acl", {
    vpcId: vpc.id,
    subnetIds: [...props.subnetIds],
    ingress: rules,
    egress: rules,
    tags: { Name: props.name },
  });
}

function everything(rule: { ruleNo: number; cidrBlock?: string; ipv6CidrBlock?: string }): NetworkAclIngress {
  return { ...rule, action: "allow", protocol: "-1", fromPort: 0, toPort: 0 };
}

/**
 * Locks what AWS gives each VPC, and what anything is in that somebody adds without thinking of it: the default security
 * group and the default network ACL without rules, the default route table without routes. Terraform adopts them and
 * takes out what is in them, at every apply.
 *
 * @param networkAcl that of the subnets: they are in it before the default one is locked.
 */
export function lockDefaults(scope: Construct, vpc: Vpc, name: string, networkAcl: NetworkAcl): void {
  const tags = { Name: `${name}-default-unused` };
  new DefaultSecurityGroup(scope, "default-security-group", { vpcId: vpc.id, tags });
  new DefaultRouteTable(scope, "default-route-table", {
    defaultRouteTableId: vpc.defaultRouteTableId,
    route: [],
    tags,
  });
  new DefaultNetworkAcl(scope, "default-network-acl", {
    defaultNetworkAclId: vpc.defaultNetworkAclId,
    tags,
    dependsOn: [networkAcl],
    // Subnets that somebody else adds are in it, and only they can move them.
    lifecycle: { ignoreChanges: ["subnet_ids"] },
  });
}
