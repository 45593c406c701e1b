/**
 * Random additions to a configuration: resources of known types whose arguments refer to what is there, to each other or to
 * what stands elsewhere, each reference written in one of the ways of `scripts/mutations/hiding.ts`. What every reference is
 * in the end is known to the generator, which gives it to the model of reachability.
 */
import fc from "fast-check";

import { type Decoy, HIDINGS, type Hiding } from "../../../scripts/mutations/hiding";
import { type Body, type Configuration, together, withValue } from "../../../scripts/mutations/model";
import type { Evaluate } from "../../../scripts/mutations/plan-form";
import type { Place } from "../../../scripts/mutations/things";
import { asArgument } from "../../../scripts/mutations/ways-out";
import type { Thing } from "./reachability";

type Kind = "vpc" | "subnet" | "securityGroup" | "routeTable" | "interface" | "instance" | "template" | "gateway";

interface Type {
  readonly type: string;
  /** What its ids begin with. */
  readonly prefix: string;
  /** What other resources take it for. */
  readonly kind?: Kind;
  /** Arguments of one VPC: AWS refuses a subnet of one with a security group of another. */
  readonly own?: Readonly<Record<string, Kind>>;
  /** Arguments that may be of any VPC. */
  readonly ends?: Readonly<Record<string, Kind>>;
  /** Arguments with the values that they may have; undefined leaves one out. */
  readonly choices?: Readonly<Record<string, readonly unknown[]>>;
  /** Whether an instance launches from it. */
  readonly isLaunched?: boolean;
}

const GATEWAY = "igw-0123456789abcdef0";
const TRANSIT = "tgw-0123456789abcdef0";

const TYPES: readonly Type[] = [
  {
    ...{ type: "aws_subnet", prefix: "subnet", kind: "subnet", own: { vpc_id: "vpc" } },
    choices: { map_public_ip_on_launch: [undefined, false, true] },
  },
  { type: "aws_security_group", prefix: "sg", kind: "securityGroup", own: { vpc_id: "vpc" } },
  {
    ...{ type: "aws_route_table", prefix: "rtb", kind: "routeTable", own: { vpc_id: "vpc" } },
    choices: { "route.gateway_id": ["local", GATEWAY], "route.cidr_block": ["10.9.0.0/16"] },
  },
  {
    ...{ type: "aws_route_table", prefix: "rtb", kind: "routeTable", own: { vpc_id: "vpc" } },
    choices: {
      ...{ "route.gateway_id": ["local"], "route.cidr_block": ["10.9.0.0/16"] },
      ...{ "dynamic.route.for_each": [["10.8.0.0/16"]], "dynamic.route.content.cidr_block": ["${route.value}"] },
      "dynamic.route.content.gateway_id": ["local", GATEWAY],
    },
  },
  {
    ...{ type: "aws_route", prefix: "r", own: { route_table_id: "routeTable" } },
    choices: { transit_gateway_id: [TRANSIT], destination_cidr_block: ["10.0.0.0/8"] },
  },
  { type: "aws_route", prefix: "r", own: { route_table_id: "routeTable" }, ends: { gateway_id: "gateway" } },
  {
    ...{ type: "aws_route_table_association", prefix: "rtbassoc" },
    own: { subnet_id: "subnet", route_table_id: "routeTable" },
  },
  { type: "aws_internet_gateway", prefix: "igw", kind: "gateway", own: { vpc_id: "vpc" } },
  { type: "aws_egress_only_internet_gateway", prefix: "eigw", own: { vpc_id: "vpc" } },
  { type: "aws_vpn_gateway", prefix: "vgw", own: { vpc_id: "vpc" } },
  { type: "aws_nat_gateway", prefix: "nat", own: { subnet_id: "subnet" }, choices: { connectivity_type: ["private"] } },
  { type: "aws_vpc_peering_connection", prefix: "pcx", ends: { vpc_id: "vpc", peer_vpc_id: "vpc" } },
  {
    ...{ type: "aws_ec2_transit_gateway_vpc_attachment", prefix: "tgw-attach" },
    ...{ own: { vpc_id: "vpc", subnet_ids: "subnet" }, choices: { transit_gateway_id: [TRANSIT] } },
  },
  {
    ...{ type: "aws_network_interface", prefix: "eni", kind: "interface" },
    own: { subnet_id: "subnet", security_groups: "securityGroup" },
  },
  {
    ...{ type: "aws_instance", prefix: "i", kind: "instance" },
    own: { subnet_id: "subnet", vpc_security_group_ids: "securityGroup" },
    choices: { associate_public_ip_address: [undefined, false, true] },
  },
  {
    ...{ type: "aws_instance", prefix: "i", kind: "instance", own: { subnet_id: "subnet" } },
    ends: { "network_interface.network_interface_id": "interface" },
  },
  {
    ...{ type: "aws_instance", prefix: "i", kind: "instance" },
    ends: { "launch_template.id": "template", "network_interface.network_interface_id": "interface" },
    choices: { "network_interface.device_index": [1] },
  },
  {
    ...{
      type: "aws_instance",
      prefix: "i",
      kind: "instance",
      choices: { "dynamic.network_interface.for_each": [["x"]] },
    },
    ends: {
      "network_interface.network_interface_id": "interface",
      "dynamic.network_interface.content.network_interface_id": "interface",
    },
  },
  {
    ...{ type: "aws_network_interface_attachment", prefix: "eni-attach", choices: { device_index: [1] } },
    ends: { instance_id: "instance", network_interface_id: "interface" },
  },
  {
    ...{ type: "aws_launch_template", prefix: "lt", kind: "template" },
    own: { "network_interfaces.subnet_id": "subnet", "network_interfaces.security_groups": "securityGroup" },
    choices: { "network_interfaces.associate_public_ip_address": [undefined, false, true] },
  },
  {
    ...{ type: "aws_launch_template", prefix: "lt", kind: "template", isLaunched: true },
    choices: { "dynamic.network_interfaces.for_each": [["x"]] },
    ends: { "network_interfaces.subnet_id": "subnet", "dynamic.network_interfaces.content.subnet_id": "subnet" },
  },
  {
    ...{ type: "aws_autoscaling_group", prefix: "asg", choices: { min_size: [0], max_size: [1] } },
    own: { vpc_zone_identifier: "subnet", "launch_template.id": "template" },
  },
  {
    ...{ type: "aws_vpc_endpoint", prefix: "vpce" },
    own: { vpc_id: "vpc", subnet_ids: "subnet", security_group_ids: "securityGroup" },
    choices: {
      ...{ vpc_endpoint_type: ["Interface"], service_region: [undefined, undefined, "eu-west-1"] },
      service_name: ["com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"],
    },
  },
  {
    ...{ type: "aws_lb", prefix: "lb", own: { subnets: "subnet", security_groups: "securityGroup" } },
    choices: { internal: [true, true, false], load_balancer_type: ["network"] },
  },
  { type: "aws_eip", prefix: "eipalloc", ends: { instance: "instance" }, choices: { domain: ["vpc"] } },
  { type: "aws_eip", prefix: "eipalloc", ends: { network_interface: "interface" }, choices: { domain: ["vpc"] } },
  {
    ...{ type: "aws_lambda_function", prefix: "fn" },
    own: { "vpc_config.subnet_ids": "subnet", "vpc_config.security_group_ids": "securityGroup" },
    choices: { function_name: ["generated"], role: ["arn:aws:iam::111111111111:role/generated"] },
  },
];

/** Something that an argument may refer to. */
interface Target {
  readonly kind: Kind;
  readonly vpc: "consumer" | "service" | "elsewhere";
  /** An expression without `${}`, or text in quotes. */
  readonly expression: string;
  readonly id: string;
}

/** The two VPCs that are there, and what is there of each. */
export interface Ground {
  readonly consumer: Place;
  readonly service: Place;
}

/** What is added to a configuration. */
export interface Addition {
  readonly added: Configuration;
  readonly evaluate: Evaluate;
  /** What there is then, with all values known. */
  readonly things: readonly Thing[];
  /** Whether some reference names what was there before, so that it can be no reference to what a first plan makes. */
  readonly isOfBefore: boolean;
}

/** Whether a plan shows all references of a type: those of dynamic blocks are not in it. */
function isShown({ ends = {} }: Type): boolean {
  return !Object.keys(ends).some((path) => path.startsWith("dynamic."));
}

/** How references may be written. */
export type Spelling = "plain" | "any";

/** One to four resources. */
export function additions(ground: Ground, spelling: Spelling): fc.Arbitrary<Addition> {
  const resource = fc.record({
    type: fc.constantFrom(...(spelling === "plain" ? TYPES.filter(isShown) : TYPES)),
    picks: fc.array(fc.nat(997), { minLength: 24, maxLength: 24 }),
  });
  return fc.array(resource, { minLength: 1, maxLength: 4 }).map((resources) => {
    const building = new Building(ground, spelling);
    for (const { type, picks } of resources) building.add(type, picks);
    return building;
  });
}

class Building implements Addition {
  added: Configuration = { variable: { unknown: {} } };
  readonly things: Thing[] = [];
  isOfBefore = false;
  private readonly targets: Target[];
  private readonly known = new Map<string, string>();
  private number = 0;

  constructor(
    ground: Ground,
    private readonly spelling: Spelling,
  ) {
    this.targets = (["consumer", "service"] as const).flatMap((vpc) =>
      (["vpc", "subnet", "securityGroup", "routeTable"] as const).map((kind) => {
        const { address, id } = ground[vpc][kind];
        return { kind, vpc, expression: `${address}.id`, id };
      }),
    );
    for (const { vpc, kind, id } of this.targets) {
      const type = `aws_${kind.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)}`;
      this.things.push({ type, id, values: kind === "vpc" ? {} : { vpc_id: ground[vpc as keyof Ground].vpc.id } });
    }
    for (const { expression, id } of this.targets) this.known.set(`\${${expression}}`, id);
  }

  readonly evaluate: Evaluate = (text) => this.known.get(text);

  /** What a counterexample shows. */
  [fc.toStringMethod](): string {
    return JSON.stringify(this.added);
  }

  add(
    { type, prefix, kind, own = {}, ends = {}, choices = {}, isLaunched = false }: Type,
    picks: readonly number[],
  ): void {
    const rest = [...picks];
    const pick = <T>(from: readonly T[]): T => from[(rest.shift() ?? 0) % from.length] as T;
    const side = pick(["consumer", "service"] as const);
    let written: Body = {};
    let resolved: Body = {};
    for (const [path, values] of Object.entries(choices)) {
      const value = pick(values);
      if (value === undefined) continue;
      written = withValue(written, path, value);
      resolved = withValue(resolved, path, value);
    }
    const wanted = [
      ...Object.entries(own).map(([path, of]) => [path, this.targetsOf(of, [side])] as const),
      ...Object.entries(ends).map(([path, of]) => [path, this.targetsOf(of)] as const),
    ];
    if (wanted.some(([, targets]) => targets.length === 0)) return;
    let meta: Body = {};
    for (const [path, targets] of wanted) {
      const target = pick(targets);
      const hiding = pick(this.spelling === "plain" ? PLAIN : HIDINGS);
      const { text, meta: more } = this.spell(target, wanted.length === 1 ? hiding : withoutEach(hiding, target));
      meta = { ...meta, ...more };
      written = withValue(written, path, asArgument(path, text));
      resolved = withValue(resolved, path, target.id);
    }
    this.make({ type, prefix, kind, vpc: side }, { ...meta, ...written }, withoutDynamic(resolved));
    const made = this.targets.at(-1);
    if (isLaunched && made !== undefined)
      this.make(
        { type: "aws_instance", prefix: "i", kind: "instance", vpc: side },
        { launch_template: { id: `\${${made.expression}}` } },
        { launch_template: { id: made.id } },
      );
    const other = (meta.for_each as Body | undefined)?.other;
    if (other === undefined) return;
    const [path = ""] = Object.keys({ ...own, ...ends });
    const id = this.known.get(String(other)) ?? String(other).replace(/^\$\{"|"\}$/g, "");
    this.things.push({
      type,
      id: `${prefix}-other-${this.number++}`,
      values: withoutDynamic(withValue(resolved, path, id)),
    });
  }

  private make(
    { type, prefix, kind, vpc }: Pick<Type, "type" | "prefix" | "kind"> & Pick<Target, "vpc">,
    body: Body,
    resolved: Body,
  ): void {
    const name = `generated_${this.number++}`;
    // An instance of each key has values of its own: the one that is meant is the first.
    const [key] = Object.keys((body.for_each ?? {}) as object);
    const expression = `${type}.${name}${key === undefined ? "" : `["${key}"]`}.id`;
    const id = `${prefix}-0123456789abcde${String(this.number).padStart(2, "0")}`;
    this.added = together(this.added, { resource: { [type]: { [name]: body } } });
    this.things.push({ type, id, values: resolved });
    this.known.set(`\${${expression}}`, id);
    if (kind !== undefined) this.targets.push({ kind, vpc, expression, id });
  }

  private targetsOf(kind: Kind, vpcs: readonly Target["vpc"][] = ["consumer", "service", "elsewhere"]): Target[] {
    const there = this.targets.filter((target) => target.kind === kind && vpcs.includes(target.vpc));
    const elsewhere = ELSEWHERE[kind];
    return this.spelling === "plain" || elsewhere === undefined || !vpcs.includes("elsewhere")
      ? there
      : [...there, { kind, vpc: "elsewhere", expression: `"${elsewhere}"`, id: elsewhere }];
  }

  private spell(target: Target, hiding: Hiding): { readonly text: string; readonly meta: Body } {
    if (target.expression.startsWith('"')) return { text: target.id, meta: {} };
    const name = `hidden_${this.number++}`;
    const { text, more, meta = {}, isKnown = false } = hiding.hide(target.expression, target.id, this.decoyOf(target));
    const [own, added, rest] = JSON.parse(JSON.stringify([text, more, meta]).replaceAll("hidden", name));
    this.added = together(this.added, added);
    this.known.set(own, target.id);
    this.isOfBefore ||= isKnown;
    return { text: own, meta: rest };
  }

  /** Something of the same kind in the other VPC. */
  private decoyOf({ kind, vpc }: Target): Decoy {
    const other = (of: Kind) => this.targets.find((target) => target.kind === of && target.vpc !== vpc)?.expression;
    return { expression: other(kind) ?? `"${ELSEWHERE[kind] ?? "vpc-0123456789abcdef0"}"`, vpc: `\${${other("vpc")}}` };
  }
}

/** Ids of what stands in no VPC of the configuration. */
const ELSEWHERE: Readonly<Partial<Record<Kind, string>>> = {
  vpc: "vpc-0e15e0e15e0e15e0e",
  interface: "eni-0e15e0e15e0e15e0e",
  instance: "i-0e15e0e15e0e15e0e",
  gateway: "igw-0e15e0e15e0e15e0e",
};

const PLAIN = HIDINGS.slice(0, 2);

/** A dynamic block as one beside the others. */
function withoutDynamic({ dynamic = {}, ...values }: Body): Body {
  const blocks = Object.entries(dynamic as Readonly<Record<string, { readonly content: Body }>>);
  return {
    ...values,
    ...Object.fromEntries(blocks.map(([name, { content }]) => [name, [values[name], content].filter(Boolean)])),
  };
}

/** A resource has one for_each, whose elements all have the same other arguments. */
function withoutEach(hiding: Hiding, { expression, id }: Target): Hiding {
  const hidden = hiding.hide(expression, id, { expression: '""', vpc: "" });
  return hidden.meta === undefined ? hiding : (PLAIN[0] as Hiding);
}
