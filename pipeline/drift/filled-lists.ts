import type { Mapping } from "../values";

/** A type of resource that fills an attribute of another resource. */
export interface Filler {
  readonly type: string;
  /** Its argument that names the other resource, or lists such: by the id, which may be a name, or by the ARN. */
  readonly of: string;
  /** What names it of the other resource. @default - its id or its ARN */
  readonly by?: string;
  /** What the other resource then has in the attribute, as the provider reads it: an entry, or a list of entries. */
  readonly entry: (values: Mapping) => unknown;
  /** Whether an entry also has what the filler does not say, such as the size of a volume. @default false */
  readonly isPart?: boolean;
  /** Whether it fills the attribute at all. @default - always */
  readonly fills?: (values: Mapping) => boolean;
}

/** The argument of a filler that is the whole entry. */
function same(type: string, of: string, argument: string): Filler {
  return { type, of, entry: (values) => values[argument] };
}

const ROUTE_TARGETS = [
  ...["carrier_gateway_id", "core_network_arn", "destination_prefix_list_id", "egress_only_gateway_id", "gateway_id"],
  ...["local_gateway_id", "nat_gateway_id", "network_interface_id", "transit_gateway_id", "vpc_endpoint_id"],
  ...["vpc_peering_connection_id"],
];

function route(values: Mapping): Mapping {
  return {
    ...Object.fromEntries(ROUTE_TARGETS.map((target) => [target, values[target]])),
    cidr_block: values.destination_cidr_block,
    ipv6_cidr_block: values.destination_ipv6_cidr_block,
  };
}

function aclEntry(values: Mapping): Mapping {
  const { rule_number: rule_no, rule_action: action, protocol, from_port, to_port } = values;
  const { cidr_block, ipv6_cidr_block, icmp_type, icmp_code } = values;
  return { rule_no, action, protocol, from_port, to_port, cidr_block, ipv6_cidr_block, icmp_type, icmp_code };
}

const aclRule = (egress: boolean): Filler => ({
  ...{ type: "aws_network_acl_rule", of: "network_acl_id", entry: aclEntry },
  fills: (values) => (values.egress === true) === egress,
});

const ACL = { ingress: [aclRule(false)], egress: [aclRule(true)] };

const ROUTES: Readonly<Record<string, readonly Filler[]>> = {
  route: [{ type: "aws_route", of: "route_table_id", entry: route }],
  propagating_vgws: [same("aws_vpn_gateway_route_propagation", "route_table_id", "vpn_gateway_id")],
};

const ATTACHED_POLICIES = [
  same("aws_iam_role_policy_attachment", "role", "policy_arn"),
  same("aws_iam_policy_attachment", "roles", "policy_arn"),
  same("aws_iam_role_policy_attachments_exclusive", "role_name", "policy_arns"),
];

const GROUP_OF_INTERFACE = same("aws_network_interface_sg_attachment", "network_interface_id", "security_group_id");

/** Elastic IP addresses, whichever of the two ways they are given to an instance. */
const elasticIp = (entry: Filler["entry"]): Filler[] => [
  { type: "aws_eip", of: "instance", entry },
  { type: "aws_eip_association", of: "instance_id", entry },
];

/**
 * Attributes that resources of another type fill: the provider reads there what these declare, at the first look after
 * the apply that made them. The keys are the type and the attribute. Rules of security groups are not here: the
 * provider merges them (see `isAllowedByRules`). Source: the documentation of each type in the AWS provider, which
 * warns that both must not be declared.
 */
export const FILLED: Readonly<Record<string, Readonly<Record<string, readonly Filler[]>>>> = {
  aws_autoscaling_group: {
    target_group_arns: [same("aws_autoscaling_attachment", "autoscaling_group_name", "lb_target_group_arn")],
    load_balancers: [same("aws_autoscaling_attachment", "autoscaling_group_name", "elb")],
    traffic_source: [
      {
        ...{ type: "aws_autoscaling_attachment", of: "autoscaling_group_name" },
        entry: ({ lb_target_group_arn: identifier }) => ({ identifier, type: "elbv2" }),
      },
      {
        ...{ type: "aws_autoscaling_traffic_source_attachment", of: "autoscaling_group_name" },
        entry: ({ traffic_source: source }) => (Array.isArray(source) ? source[0] : source),
      },
    ],
  },
  aws_default_network_acl: ACL,
  aws_default_route_table: ROUTES,
  aws_elb: { instances: [same("aws_elb_attachment", "elb", "instance")] },
  aws_ec2_managed_prefix_list: {
    entry: [
      {
        ...{ type: "aws_ec2_managed_prefix_list_entry", of: "prefix_list_id" },
        entry: ({ cidr, description }) => ({ cidr, description }),
      },
    ],
  },
  aws_iam_role: {
    managed_policy_arns: ATTACHED_POLICIES,
    inline_policy: [{ type: "aws_iam_role_policy", of: "role", entry: ({ name, policy }) => ({ name, policy }) }],
  },
  aws_instance: {
    associate_public_ip_address: elasticIp(() => true),
    ebs_block_device: [
      {
        ...{ type: "aws_volume_attachment", of: "instance_id", isPart: true },
        entry: ({ device_name, volume_id }) => ({ device_name, volume_id }),
      },
    ],
    public_ip: elasticIp(({ public_ip }) => public_ip),
    vpc_security_group_ids: [{ ...GROUP_OF_INTERFACE, by: "primary_network_interface_id" }],
  },
  aws_internet_gateway: { vpc_id: [same("aws_internet_gateway_attachment", "internet_gateway_id", "vpc_id")] },
  aws_network_acl: {
    ...ACL,
    subnet_ids: [same("aws_network_acl_association", "network_acl_id", "subnet_id")],
  },
  aws_network_interface: { security_groups: [GROUP_OF_INTERFACE] },
  aws_rds_cluster: {
    cluster_members: [same("aws_rds_cluster_instance", "cluster_identifier", "id")],
    iam_roles: [same("aws_rds_cluster_role_association", "db_cluster_identifier", "role_arn")],
  },
  aws_route53_zone: {
    vpc: [
      {
        ...{ type: "aws_route53_zone_association", of: "zone_id" },
        entry: ({ vpc_id, vpc_region }) => ({ vpc_id, vpc_region }),
      },
    ],
  },
  aws_route_table: ROUTES,
  aws_vpc: {
    ipv6_cidr_block: [same("aws_vpc_ipv6_cidr_block_association", "vpc_id", "ipv6_cidr_block")],
    dhcp_options_id: [same("aws_vpc_dhcp_options_association", "vpc_id", "dhcp_options_id")],
    main_route_table_id: [same("aws_main_route_table_association", "vpc_id", "route_table_id")],
  },
  aws_vpc_endpoint: {
    route_table_ids: [same("aws_vpc_endpoint_route_table_association", "vpc_endpoint_id", "route_table_id")],
    security_group_ids: [same("aws_vpc_endpoint_security_group_association", "vpc_endpoint_id", "security_group_id")],
    subnet_ids: [same("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", "subnet_id")],
    private_dns_enabled: [same("aws_vpc_endpoint_private_dns", "vpc_endpoint_id", "private_dns_enabled")],
  },
  aws_vpc_endpoint_service: {
    allowed_principals: [
      same("aws_vpc_endpoint_service_allowed_principal", "vpc_endpoint_service_id", "principal_arn"),
    ],
  },
  aws_vpn_gateway: { vpc_id: [same("aws_vpn_gateway_attachment", "vpn_gateway_id", "vpc_id")] },
};

/**
 * Attributes of {@link FILLED} that have nothing but what resources of the same stack say. An entry that none of them
 * says was made by hand, also where an apply has recorded it since.
 */
export const ONLY_FILLED: Readonly<Record<string, readonly string[]>> = {
  aws_default_network_acl: ["egress", "ingress"],
  aws_default_route_table: ["route"],
  aws_default_security_group: ["egress", "ingress"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_network_acl: ["egress", "ingress"],
  aws_route_table: ["route"],
  aws_security_group: ["egress", "ingress"],
};
