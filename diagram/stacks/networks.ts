import { VPC_ROLE_TAG } from "../../modules/aws/marks";
import { objectOf } from "../../support/json-object";
import type { Block, Configuration } from "./configuration";
import { pathOf } from "./configuration";
import type { Client, Gateway, Network, Zone } from "./facts";
import { literal, text } from "./json-values";

const VPCS = ["aws_vpc", "data.aws_vpc"] as const;
const SUBNETS = ["aws_subnet", "data.aws_subnet"] as const;

/** VPCs of a stack, with their subnets: its own, and those that it only knows. */
export function networksOf(configuration: Configuration, isConsumersStack: boolean): readonly Network[] {
  const vpcs = configuration.all(...VPCS);
  return vpcs.map((vpc): Network => {
    const { values } = vpc;
    const role = objectOf(values.tags)[VPC_ROLE_TAG];
    return {
      address: vpc.address,
      id: vpc.type === "data.aws_vpc" ? literal(values.id) : undefined,
      cidr: literal(values.cidr_block),
      zones: configuration
        .all(...SUBNETS)
        // A subnet that only is looked up does not say its VPC.
        .filter(({ values: subnet }) =>
          subnet.vpc_id === undefined ? vpcs.length === 1 : configuration.references(subnet.vpc_id).includes(vpc),
        )
        .map(zoneOf),
      isConsumers: isConsumersStack && (role === undefined || role === "consumer"),
    };
  });
}

function zoneOf({ address, values }: Block): Zone {
  const named = pathOf(address)
    .at(-1)
    ?.replace(/^subnet-/, "");
  return {
    address,
    zone: literal(values.availability_zone_id) ?? literal(values.availability_zone) ?? named ?? address,
    cidr: literal(values.cidr_block),
  };
}

/** Zones of the subnets that a value refers to, each once. */
export function zonesIn(configuration: Configuration, value: unknown): readonly string[] {
  const subnets = configuration.references(value).filter(({ type }) => SUBNETS.some((subnet) => subnet === type));
  return [...new Set(subnets.map((subnet) => zoneOf(subnet).zone))].sort();
}

/** What connects to services from within the VPCs of a consumer. */
export function clientsOf(configuration: Configuration): readonly Client[] {
  const named = (block: Block, what: string, key: string): Client => {
    const name = literal(block.values[key]);
    return { address: block.address, what: name === undefined ? what : `${what} ${name}` };
  };
  return [
    ...configuration.all("aws_lambda_function").map((block) => named(block, "Lambda function", "function_name")),
    ...configuration.all("aws_instance").map((block) => named(block, "instance", "instance_type")),
  ];
}

/** Resources that lead out of a VPC, by type, in words. */
const GATEWAYS: Readonly<Record<string, string>> = {
  aws_internet_gateway: "internet gateway",
  aws_egress_only_internet_gateway: "egress-only internet gateway",
  aws_nat_gateway: "NAT gateway",
  aws_vpn_gateway: "VPN gateway",
  aws_ec2_carrier_gateway: "carrier gateway",
  aws_vpc_peering_connection: "VPC peering connection",
  aws_vpc_peering_connection_accepter: "VPC peering connection",
  aws_ec2_transit_gateway_vpc_attachment: "transit gateway attachment",
  aws_vpclattice_service_network_vpc_association: "service network association",
};

/** Gateways and connections of the VPCs that lead elsewhere. */
export function gatewaysOf(configuration: Configuration): readonly Gateway[] {
  return configuration.all(...Object.keys(GATEWAYS)).map(({ address, type }) => ({ address, what: gatewayName(type) }));
}

/** A resource that leads out of a VPC, in words. @param type its type. */
export function gatewayName(type: string): string {
  return text(GATEWAYS[type]) ?? type;
}

/** Whether resources of a type lead out of a VPC. */
export function isGateway(type: string): boolean {
  return GATEWAYS[type] !== undefined;
}
