import { type ActionTable, besidesEc2, ec2Tags, type Grant, inRegion, ownEc2, untaggedEc2 } from "./grant";

/** What is changed of a default resource of a VPC: its tags, and what the provider changes before it has one. */
const takeOver = (kind: string, ...before: readonly string[]): Grant[] => [
  untaggedEc2(kind, "ec2:CreateTags", ...before),
  ...ec2Tags(),
];

const TABLE_OF_SUBNET = [
  "ec2:AssociateRouteTable",
  "ec2:DisassociateRouteTable",
  "ec2:ReplaceRouteTableAssociation",
] as const;

const ACL_ENTRIES = ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry"] as const;
/** A subnet goes from one network ACL to another. Back to that of the VPC when the stack's own is destroyed. */
const ACL_OF_SUBNET = [
  ownEc2("network-acl", "ec2:ReplaceNetworkAclAssociation"),
  untaggedEc2("network-acl", "ec2:ReplaceNetworkAclAssociation"),
  ownEc2("subnet", "ec2:ReplaceNetworkAclAssociation"),
] as const;

/** Changes rules of security groups that a stack made. */
const changeRules = (...actions: readonly string[]): Grant[] => [
  ownEc2("security-group", ...actions),
  ...besidesEc2(["security-group-rule"], ...actions),
];

const RULES_READ = ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules"] as const;

/**
 * VPCs, subnets, network ACLs, security groups. No gateway, peering or attachment is among them: what would lead out of
 * a VPC cannot be made by these roles. Routes can be where a stack has some, which lead through appliances.
 */
export const NETWORK: ActionTable = {
  aws_vpc: {
    read: [
      inRegion(
        "ec2:DescribeVpcs",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
      ),
    ],
    write: [
      inRegion("ec2:CreateVpc"),
      ownEc2(
        "vpc",
        "ec2:DeleteVpc",
        "ec2:ModifyVpcAttribute",
        "ec2:AssociateVpcCidrBlock",
        "ec2:DisassociateVpcCidrBlock",
      ),
      ...ec2Tags("CreateVpc"),
    ],
  },
  aws_subnet: {
    read: [inRegion("ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces")],
    write: [
      inRegion("ec2:CreateSubnet"),
      ownEc2(
        "subnet",
        "ec2:DeleteSubnet",
        "ec2:ModifySubnetAttribute",
        "ec2:AssociateSubnetCidrBlock",
        "ec2:DisassociateSubnetCidrBlock",
      ),
      ...ec2Tags("CreateSubnet"),
    ],
  },
  aws_route_table: {
    read: [inRegion("ec2:DescribeRouteTables")],
    write: [
      inRegion("ec2:CreateRouteTable"),
      ownEc2("route-table", "ec2:DeleteRouteTable", "ec2:DisassociateRouteTable"),
      ownEc2("subnet", "ec2:DisassociateRouteTable"),
      ...ec2Tags("CreateRouteTable"),
    ],
    writeWith: { route: [ownEc2("route-table", "ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute")] },
  },
  aws_route_table_association: {
    read: [inRegion("ec2:DescribeRouteTables")],
    write: [ownEc2("route-table", ...TABLE_OF_SUBNET), ownEc2("subnet", ...TABLE_OF_SUBNET)],
  },
  aws_default_route_table: {
    read: [inRegion("ec2:DescribeRouteTables")],
    write: [ownEc2("route-table", "ec2:DeleteRoute"), ...takeOver("route-table", "ec2:DeleteRoute")],
  },
  aws_network_acl: {
    read: [inRegion("ec2:DescribeNetworkAcls")],
    write: [
      inRegion("ec2:CreateNetworkAcl"),
      ownEc2("network-acl", "ec2:DeleteNetworkAcl", ...ACL_ENTRIES),
      ...ACL_OF_SUBNET,
      ...ec2Tags("CreateNetworkAcl"),
    ],
  },
  aws_default_network_acl: {
    read: [inRegion("ec2:DescribeNetworkAcls")],
    write: [
      ownEc2("network-acl", ...ACL_ENTRIES),
      ...ACL_OF_SUBNET,
      // The provider empties the ACL before it tags it.
      ...takeOver("network-acl", ...ACL_ENTRIES),
    ],
  },
  aws_security_group: {
    read: [inRegion(...RULES_READ, "ec2:DescribeNetworkInterfaces")],
    write: [
      inRegion("ec2:CreateSecurityGroup"),
      ...changeRules("ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"),
      ownEc2("security-group", "ec2:DeleteSecurityGroup"),
      ...ec2Tags("CreateSecurityGroup"),
    ],
  },
  aws_default_security_group: {
    read: [inRegion(...RULES_READ)],
    // The provider tags the group before it empties it.
    write: [
      ...changeRules("ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"),
      ...takeOver("security-group"),
    ],
  },
  aws_vpc_security_group_ingress_rule: {
    read: [inRegion(...RULES_READ)],
    write: [
      ...changeRules(
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:ModifySecurityGroupRules",
      ),
      ...ec2Tags("AuthorizeSecurityGroupIngress"),
    ],
  },
  aws_vpc_security_group_egress_rule: {
    read: [inRegion(...RULES_READ)],
    write: [
      ...changeRules(
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:ModifySecurityGroupRules",
      ),
      ...ec2Tags("AuthorizeSecurityGroupEgress"),
    ],
  },
  aws_vpc_block_public_access_options: {
    read: [inRegion("ec2:DescribeVpcBlockPublicAccessOptions")],
    write: [inRegion("ec2:ModifyVpcBlockPublicAccessOptions")],
  },
  "data.aws_vpc": {
    read: [inRegion("ec2:DescribeVpcs", "ec2:DescribeVpcAttribute", "ec2:DescribeRouteTables")],
  },
  "data.aws_subnet": { read: [inRegion("ec2:DescribeSubnets")] },
  "data.aws_route_table": { read: [inRegion("ec2:DescribeRouteTables")] },
  "data.aws_route_tables": { read: [inRegion("ec2:DescribeRouteTables")] },
  "data.aws_nat_gateways": { read: [inRegion("ec2:DescribeNatGateways")] },
  "data.aws_vpc_peering_connections": { read: [inRegion("ec2:DescribeVpcPeeringConnections")] },
  "data.aws_ec2_transit_gateway_vpc_attachments": { read: [inRegion("ec2:DescribeTransitGatewayVpcAttachments")] },
  "data.aws_availability_zone": { read: [inRegion("ec2:DescribeAvailabilityZones")] },
  "data.aws_availability_zones": { read: [inRegion("ec2:DescribeAvailabilityZones")] },
  // What follows from the region and the credentials: `sts:GetCallerIdentity` needs no permission.
  "data.aws_caller_identity": {},
  "data.aws_partition": {},
  "data.aws_region": {},
};
