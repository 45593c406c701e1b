/** What makes an argument one that has to do with networks; tried on the last name of its path. */
export interface NetworkArgument {
  readonly pattern: RegExp;
  readonly what: string;
}

/**
 * The arguments by which a resource is placed in a network, leads to one, or is reached from outside. A resource type
 * that takes one of them has to be classified.
 */
export const NETWORK_ARGUMENTS: readonly NetworkArgument[] = [
  { pattern: /(^|_)vpcs?(_|$)/, what: "a VPC" },
  { pattern: /(^|_)vpces?(_|$)/, what: "a VPC endpoint" },
  { pattern: /subnet/, what: "a subnet" },
  { pattern: /^vpc_zone_identifier$/, what: "subnets of an Auto Scaling group" },
  { pattern: /(^|_)eni(_|$)|network_interface(s|_ids?)?$/, what: "a network interface" },
  { pattern: /security_group/, what: "a security group" },
  { pattern: /network_acl/, what: "a network ACL" },
  { pattern: /route_table|route_server/, what: "a route table, or a server that writes into it" },
  { pattern: /_gateway_(ids?|arns?|address|identifier)$|^gateway_(id|arn|identifier)$/, what: "a gateway" },
  { pattern: /vgws?$|(^|_)vpn(_|$)/, what: "a virtual private gateway or VPN" },
  { pattern: /(^|_)peer(ing)?_(vpc|network|transit|id$|address|connection)/, what: "the other side of a peering" },
  { pattern: /transit_gateway|attachment_id$/, what: "a transit gateway, or an attachment to a hub" },
  { pattern: /(core|global|odb|service)_network/, what: "a hub or another network" },
  { pattern: /(^|_)dx_|direct_connect|virtual_interface/, what: "Direct Connect" },
  { pattern: /local_gateway|outpost_arns?$|customer_owned|carrier/, what: "an Outpost or a carrier's network" },
  {
    pattern: /resolver_endpoint|resource_gateway|resource_configuration_(arn|id|identifier)$/,
    what: "an endpoint of DNS or VPC Lattice, or what one leads to",
  },
  { pattern: /prefix_list/, what: "a prefix list" },
  { pattern: /^(ipv6_)?cidr_blocks?$|_cidr_block$/, what: "an address range" },
  { pattern: /publicly|(^|_)public(_|$)/, what: "public access or a public address" },
  { pattern: /internet/, what: "the internet" },
  { pattern: /elastic_ip|(^|_)eip(_|$)|allocation_ids?$/, what: "a public address" },
  { pattern: /^internal$/, what: "whether a load balancer is internal" },
  { pattern: /source_dest_check/, what: "whether an interface forwards" },
  { pattern: /load_balancers?(_arns?)?$|target_group(s|_arns?|_identifier)?$/, what: "a load balancer or its targets" },
  { pattern: /^network_(mode|type)$|^endpoint_type$|^ip_address_type$/, what: "the kind of network or address" },
];

/** What the patterns find and is no such argument, with the reason; tried on the type and the whole path. */
export const NOT_NETWORK: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: / ([\w.]+\.)?(\w+_)?public_(signing_)?(key|certificate)\w*$/, why: "the public half of a key pair" },
  {
    pattern: / ([\w.]+\.)?\w*(block|restrict|ignore)_public_(acls|policy|buckets)$/,
    why: "who may read a bucket, by S3's API",
  },
  {
    pattern: /^aws_s3_account_public_access_block |^aws_s3control_multi_region_access_point /,
    why: "access to buckets, by S3's API",
  },
  { pattern: / ([\w.]+\.)?public_workforce_task_price\./, why: "the price of a piece of work" },
  { pattern: / tunnel[12]_/, why: "options of a tunnel that the connection is judged for" },
  {
    pattern: / ([\w.]+\.)?instance_requirements\.network_interface_count\.(min|max)$/,
    why: "how many interfaces an instance type has",
  },
];

/** All patterns as one, for the policies. */
export const NETWORK_PATTERN: string = NETWORK_ARGUMENTS.map(({ pattern }) => pattern.source).join("|");

/** Whether the last name of an argument is one that a pattern finds, of networks or not. */
export function looksLikeNetwork(path: string): boolean {
  return new RegExp(NETWORK_PATTERN).test(path.slice(path.lastIndexOf(".") + 1));
}

/** What of networks an argument names, or nothing. */
export function networkArgument(type: string, path: string): string | undefined {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const found = NETWORK_ARGUMENTS.find(({ pattern }) => pattern.test(name));
  return NOT_NETWORK.some(({ pattern }) => pattern.test(`${type} ${path}`)) ? undefined : found?.what;
}
