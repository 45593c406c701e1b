import type { Configuration } from "./model";

/** A thing of a VPC, by its address in the configuration, and by its id once it is there. */
export interface Thing {
  readonly address: string;
  readonly id: string;
}

/** Where a way out is put: a VPC with what is in it. */
export interface Place {
  readonly vpc: Thing;
  readonly subnet: Thing;
  readonly securityGroup: Thing;
  readonly routeTable: Thing;
}

/** What an argument is given. */
export interface Reference {
  /** As an expression, without `${}`. */
  readonly expression: string;
  /** What it is once everything is there. */
  readonly value: string;
  /** Further resources that it leads by to the VPC. */
  readonly more: Configuration;
  /** Whether the policies can follow it to the VPC. */
  readonly isFollowed: boolean;
}

type Kind =
  | keyof Place
  | "interface"
  | "instance"
  | "loadBalancer"
  | "attachment"
  | "acl"
  | "natGateway"
  | "vpnGateway";

/** What an argument takes, by its last name; the first pattern that fits. */
const KINDS: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/subnet(s|_ids?|_arns?)?$|^vpc_zone_identifier$/, "subnet"],
  [/security_group|^group_(id|set)$/, "securityGroup"],
  [/route_table_ids?$/, "routeTable"],
  [/network_interface(_id)?$/, "interface"],
  [/network_acl/, "acl"],
  [/^instance(_id)?$/, "instance"],
  [/load_balancer_arn|^target_arns$|^endpoint_id$|^arn$/, "loadBalancer"],
  [/^nat_gateway_id$/, "natGateway"],
  [/^(vpn_gateway|associated_gateway)_id$/, "vpnGateway"],
  [/attachment_id$/, "attachment"],
  [/^(peer_)?vpc(_id|_ids|_arn|_identifier)?$|^peer_network_id$/, "vpc"],
  [/^resource_arns?$/, "subnet"],
];

/** What a value of an argument refers to in a place, plainly. Nothing is known of arguments that name other things. */
export function referenceFor(argument: string, place: Place): Reference {
  const name = argument.slice(argument.lastIndexOf(".") + 1);
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
  if (kind === undefined)
    return { expression: "var.elsewhere", value: "elsewhere", more: ELSEWHERE, isFollowed: false };
  const attribute = /arns?$/.test(name) ? "arn" : "id";
  const { address, id, more = {} } = kind in place ? { ...place[kind as keyof Place] } : helper(kind, place);
  const value = attribute === "arn" ? `arn:aws:ec2:us-east-1:111111111111:${id.split("-")[0]}/${id}` : id;
  return { expression: `${address}.${attribute}`, value, more, isFollowed: true };
}

const ELSEWHERE: Configuration = { variable: { elsewhere: {} } };

interface Helper extends Thing {
  readonly more?: Configuration;
}

/** A thing that stands in the place, and that the configuration does not have yet. */
function helper(kind: Kind, place: Place): Helper {
  const [type, prefix, body] = helperOf(kind, place);
  const name = `between_${place.vpc.id.slice(-4)}`;
  return {
    address: `${type}.${name}`,
    id: `${prefix}-0123456789abc${place.vpc.id.slice(-4)}`,
    more: { resource: { [type]: { [name]: body } } },
  };
}

function helperOf(
  kind: Kind,
  { vpc, subnet }: Place,
): readonly [type: string, prefix: string, body: Record<string, unknown>] {
  const inVpc = { vpc_id: `\${${vpc.address}.id}` };
  const inSubnet = { subnet_id: `\${${subnet.address}.id}` };
  switch (kind) {
    case "interface":
      return ["aws_network_interface", "eni", inSubnet];
    case "instance":
      return ["aws_instance", "i", { ...inSubnet, ami: "ami-0123456789abcdef0", instance_type: "t3.nano" }];
    case "loadBalancer":
      return ["aws_lb", "lb", { internal: true, load_balancer_type: "network", subnets: [inSubnet.subnet_id] }];
    case "natGateway":
      return ["aws_nat_gateway", "nat", { ...inSubnet, connectivity_type: "private" }];
    case "vpnGateway":
      return ["aws_vpn_gateway", "vgw", inVpc];
    case "attachment":
      return [
        "aws_ec2_transit_gateway_vpc_attachment",
        "tgw-attach",
        { ...inVpc, subnet_ids: [inSubnet.subnet_id], transit_gateway_id: "tgw-0123456789abcdef0" },
      ];
    default:
      return ["aws_network_acl", "acl", inVpc];
  }
}
