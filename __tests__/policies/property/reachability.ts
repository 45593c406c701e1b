/**
 * What leads out of a VPC or into it, in a world of which every value is known. It is written apart from the policies and
 * knows nothing of documents: no expressions, no types that nobody classified, no plan. The property test compares the two.
 *
 * A VPC has a way out when
 * - something that opens it stands in it: a gateway, a peering, an attachment, a public address, a foreign endpoint;
 * - a route of it leads to anything but itself;
 * - something of it stands in another VPC as well.
 */
export interface Thing {
  readonly type: string;
  readonly id: string;
  /** Arguments by their names; a block is an object or a list of them. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The arguments by which a thing stands in a VPC, directly or by what else stands there. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  aws_subnet: ["vpc_id"],
  aws_security_group: ["vpc_id"],
  aws_route_table: ["vpc_id"],
  aws_route: ["route_table_id"],
  aws_route_table_association: ["subnet_id", "route_table_id"],
  aws_internet_gateway: ["vpc_id"],
  aws_internet_gateway_attachment: ["vpc_id"],
  aws_egress_only_internet_gateway: ["vpc_id"],
  aws_vpn_gateway: ["vpc_id"],
  aws_nat_gateway: ["subnet_id"],
  aws_vpc_peering_connection: ["vpc_id", "peer_vpc_id"],
  aws_ec2_transit_gateway_vpc_attachment: ["vpc_id", "subnet_ids"],
  aws_network_interface: ["subnet_id", "security_groups"],
  aws_instance: ["subnet_id", "vpc_security_group_ids", "network_interface.network_interface_id"],
  aws_launch_template: ["vpc_security_group_ids", "network_interfaces.subnet_id", "network_interfaces.security_groups"],
  aws_autoscaling_group: ["vpc_zone_identifier"],
  aws_vpc_endpoint: ["vpc_id", "subnet_ids", "security_group_ids"],
  aws_lb: ["subnets", "security_groups"],
  aws_eip: ["instance", "network_interface"],
  aws_eip_association: ["instance_id", "network_interface_id"],
  aws_lambda_function: ["vpc_config.subnet_ids", "vpc_config.security_group_ids"],
};

/** What opens the VPC in which it stands by being there. */
const OPENINGS = new Set([
  "aws_internet_gateway",
  "aws_internet_gateway_attachment",
  "aws_egress_only_internet_gateway",
  "aws_vpn_gateway",
  "aws_nat_gateway",
  "aws_vpc_peering_connection",
  "aws_ec2_transit_gateway_vpc_attachment",
  "aws_eip",
  "aws_eip_association",
]);

/** What opens it by an argument. */
const CONDITIONS: readonly (readonly [type: string, path: string, opens: (value: unknown) => boolean])[] = [
  ["aws_subnet", "map_public_ip_on_launch", (value) => value === true],
  ["aws_instance", "associate_public_ip_address", (value) => value === true],
  ["aws_launch_template", "network_interfaces.associate_public_ip_address", (value) => value === true],
  ["aws_vpc_endpoint", "service_region", (value) => value !== undefined],
  ["aws_vpc_endpoint", "vpc_endpoint_type", (value) => value !== "Interface"],
  ["aws_route", "gateway_id", (value) => value !== "local"],
  ["aws_route", "transit_gateway_id", () => true],
  ["aws_route", "vpc_peering_connection_id", () => true],
  ["aws_route_table", "route.gateway_id", (value) => value !== "local"],
  ["aws_route_table", "route.transit_gateway_id", () => true],
];

/** A name for each way out of a VPC, or into it: the id of what makes it. */
export function waysOf(things: readonly Thing[], vpc: string): string[] {
  const world = new World(things);
  return things
    .filter((thing) => {
      const homes = world.homesOf(thing);
      return homes.has(vpc) && (world.isOpening(thing) || homes.size > 1);
    })
    .map(({ id }) => id);
}

class World {
  private readonly byId: ReadonlyMap<string, Thing>;

  constructor(private readonly things: readonly Thing[]) {
    this.byId = new Map(things.map((thing) => [thing.id, thing]));
  }

  /** The VPCs in which a thing stands: by itself, by what it launches from, by interfaces attached to it, by what launches from it. */
  homesOf(thing: Thing): ReadonlySet<string> {
    const template = this.byId.get(String(valuesAt(thing.values, "launch_template.id")[0]));
    const launched = this.things.filter(({ values }) => valuesAt(values, "launch_template.id").includes(thing.id));
    return new Set([thing, template, ...launched].flatMap((each) => (each === undefined ? [] : this.placesOf(each))));
  }

  isOpening({ type, values }: Thing): boolean {
    if (OPENINGS.has(type)) return true;
    if (type === "aws_lb" && values.internal !== true) return true;
    return CONDITIONS.some(([of, path, opens]) => of === type && valuesAt(values, path).some(opens));
  }

  private placesOf({ type, id, values }: Thing): string[] {
    const attached = this.things.flatMap(({ type: other, values: attachment }) =>
      other === "aws_network_interface_attachment" && attachment.instance_id === id
        ? [attachment.network_interface_id]
        : [],
    );
    const own = (PLACES[type] ?? []).flatMap((path) => valuesAt(values, path));
    return [...own, ...attached].flatMap((end) => this.vpcsOf(String(end)));
  }

  /** The VPCs of an id. What is of nothing here stands elsewhere, each in a place of its own. */
  private vpcsOf(id: string): string[] {
    if (id.startsWith("vpc-")) return [id];
    const thing = this.byId.get(id);
    return thing === undefined ? [`of ${id}`] : [...this.homesOf(thing)];
  }
}

/** All values at a dotted path, through blocks and lists. */
export function valuesAt(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  if (value === undefined || value === null) return [];
  if (path === "") return [value];
  const [name = "", ...rest] = path.split(".");
  return valuesAt((value as Record<string, unknown>)[name], rest.join("."));
}
