import type { Classification } from "../policy/classification/schema";
import { type Body, valueAt, withValue } from "./model";

/** Something that opens a VPC, or hides that it does. */
export interface WayOut {
  /** Unique among all. */
  readonly name: string;
  readonly type: string;
  /** The argument that places it; none for what stands nowhere. */
  readonly placedBy?: string;
  /** Its arguments besides the one that places it. */
  readonly body: Body;
  /** Whether it concerns every VPC that it is beside, wherever it stands itself. */
  readonly isEverywhere: boolean;
}

type Entry = Classification["types"][string];
type Condition = Entry["conditions"][number];

/** All that the classification says is refused, each by each argument that may place it. */
export function waysOut({ types }: Classification): WayOut[] {
  return Object.entries(types).flatMap(([type, entry]) => [
    ...byPresence(type, entry),
    ...byConditions(type, entry),
    ...byTargets(type, entry),
    ...byEndpoint(type, entry),
  ]);
}

/** The arguments of a way out that is placed by a value. */
export function placed({ body, placedBy }: WayOut, value: string): Body {
  return placedBy === undefined ? body : withValue(body, placedBy, asArgument(placedBy, value));
}

/** A value as an argument takes it: in a list, if the argument is one. */
export function asArgument(argument: string, value: string): string | readonly string[] {
  return /(subnets|_ids|_arns|security_groups|group_set|vpc_zone_identifier)$/.test(argument) ? [value] : value;
}

function variants(type: string, entry: Entry, what: string, body: Body, isBeside = false): WayOut[] {
  const isEverywhere = isBeside || entry.kind === "opaque" || entry.everywhere === true;
  // What an argument for the place also decides on is set by the body.
  const placing = entry.vpc_arguments.filter((argument) => valueAt(body, argument) === undefined);
  if (placing.length === 0) return [{ name: [type, what].filter(Boolean).join(" "), type, body, isEverywhere }];
  return placing.map((placedBy) => ({
    name: [type, what, `by ${placedBy}`].filter(Boolean).join(" "),
    type,
    placedBy,
    body,
    isEverywhere,
  }));
}

function byPresence(type: string, entry: Entry): WayOut[] {
  return entry.kind === "path" || entry.kind === "opaque" ? variants(type, entry, "", {}) : [];
}

function byConditions(type: string, entry: Entry): WayOut[] {
  return entry.conditions
    .filter(({ rating }) => rating === "deny")
    .flatMap((condition) =>
      refusedValues(condition).flatMap((value) => {
        const body = value === undefined ? {} : withValue({}, condition.argument, value);
        const what = `with ${condition.argument} ${JSON.stringify(value) ?? "left out"}`;
        return variants(type, entry, what, body, condition.beside);
      }),
    );
}

/** Values that a condition refuses, in the ways they may be written; undefined for leaving it out. */
function refusedValues({ refuse, allow = [], refuse_text, unknown: isUnknown, omitted }: Condition): unknown[] {
  const absent = omitted === "deny" ? [undefined, null] : [];
  const unknown = "${var.unknown}";
  if (refuse_text !== undefined)
    return [
      ...refuse_text.map((text) => `{"a": "before ${text} after"}`),
      ...absent,
      ...(isUnknown === "allow" ? [] : [unknown]),
    ];
  if (refuse !== undefined)
    return [
      ...refuse.flatMap((value): unknown[] => (typeof value === "boolean" ? [value, String(value)] : [value])),
      ...absent,
      unknown,
    ];
  const other = typeof allow[0] === "boolean" ? [!allow[0], String(!allow[0])] : ["0123456789abcdef0"];
  return [...other, ...absent, unknown];
}

/** What routes may lead to: the prefix of its ids, by the argument that takes it. */
const TARGETS: Readonly<Record<string, string>> = {
  carrier_gateway_id: "cagw",
  egress_only_gateway_id: "eigw",
  egress_only_internet_gateway_id: "eigw",
  instance_id: "i",
  local_gateway_id: "lgw",
  nat_gateway_id: "nat",
  network_interface_id: "eni",
  transit_gateway_id: "tgw",
  vpc_endpoint_id: "vpce",
  vpc_peering_connection_id: "pcx",
};
/** The API takes ids of these under the name of a gateway as well. */
const GATEWAYS = ["eigw", "igw", "nat", "vgw"];
/** Where to: all, halves of all, all of IPv6, a list of ranges, one that seems harmless. */
const DESTINATIONS: readonly Body[] = [
  { destination_cidr_block: "0.0.0.0/0" },
  { destination_cidr_block: "128.0.0.0/1" },
  { destination_ipv6_cidr_block: "::/0" },
  { destination_prefix_list_id: "pl-0123456789abcdef0" },
  { destination_cidr_block: "10.0.0.0/8" },
];

function byTargets(type: string, entry: Entry): WayOut[] {
  if (entry.kind !== "route") return [];
  return entry.target_arguments.flatMap((argument, index) => {
    const name = argument.slice(argument.lastIndexOf(".") + 1);
    const destination =
      argument === name && type !== "aws_route_table_association" ? DESTINATIONS[index % DESTINATIONS.length] : {};
    return targetsOf(name).flatMap((target) =>
      variants(type, entry, `to ${argument} ${target}`, withValue({ ...destination }, argument, target)),
    );
  });
}

function targetsOf(name: string): string[] {
  const unknown = "${var.unknown}";
  if (name.endsWith("_arn"))
    return ["arn:aws:networkmanager::111111111111:core-network/core-network-0123456789abcdef0", unknown];
  const prefixes = name === "gateway_id" ? GATEWAYS : [TARGETS[name] ?? "x"];
  return [...prefixes.map((prefix) => `${prefix}-0123456789abcdef0`), unknown];
}

/** Endpoints that are not allowed without policy data. */
const ENDPOINTS: readonly (readonly [what: string, body: Body])[] = [
  ["of no type", { service_name: "com.amazonaws.us-east-1.s3" }],
  ["to all buckets", { vpc_endpoint_type: "Gateway", service_name: "com.amazonaws.us-east-1.s3" }],
  [
    "of an appliance",
    { vpc_endpoint_type: "GatewayLoadBalancer", service_name: "com.amazonaws.vpce.us-east-1.vpce-svc-0" },
  ],
  ["of a service network", { vpc_endpoint_type: "ServiceNetwork" }],
  ["of a type that is not known", { vpc_endpoint_type: "${var.unknown}" }],
  [
    "in another region",
    {
      vpc_endpoint_type: "Interface",
      service_name: "com.amazonaws.vpce.eu-west-1.vpce-svc-0",
      service_region: "eu-west-1",
    },
  ],
];

function byEndpoint(type: string, entry: Entry): WayOut[] {
  if (entry.kind !== "endpoint") return [];
  const [target] = entry.target_arguments;
  if (target !== undefined)
    return variants(type, entry, "of one made elsewhere", { [target]: "vpce-0123456789abcdef0" });
  return ENDPOINTS.flatMap(([what, body]) => variants(type, entry, what, body));
}
