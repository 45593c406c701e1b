import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fails } from "../../../policies/checker/verdict";
import { HIDINGS } from "../../mutations/hiding";
import { type Body, type Configuration, together } from "../../mutations/model";
import { mutantOf } from "../../mutations/mutant";
import { placeIn, TWO_VPCS } from "../../mutations/two-vpcs";
import type { WayOut } from "../../mutations/ways-out";
import type { Context } from "../context";
import { mustBeClean } from "../judgement";
import { CheckFailed } from "../report";
import { Stack } from "../stack";

const GATEWAY = "igw-0123456789abcdef0";
/** In JSON a route has all of its arguments, null where they are not given. */
const NO_TARGETS = Object.fromEntries(
  [
    "carrier_gateway_id",
    "core_network_arn",
    "destination_prefix_list_id",
    "egress_only_gateway_id",
    "ipv6_cidr_block",
    "local_gateway_id",
    "nat_gateway_id",
    "network_interface_id",
    "transit_gateway_id",
    "vpc_endpoint_id",
    "vpc_peering_connection_id",
  ].map((name) => [name, null]),
);

/** Ways out with all that the provider demands of them, by what places each. */
const WAYS: readonly WayOut[] = [
  way("aws_internet_gateway", "vpc_id"),
  way("aws_egress_only_internet_gateway", "vpc_id"),
  way("aws_nat_gateway", "subnet_id", { connectivity_type: "private" }),
  way("aws_eip", "network_interface", { domain: "vpc" }),
  way("aws_vpc_peering_connection", "vpc_id", { peer_vpc_id: "vpc-0123456789abcdef0" }),
  way("aws_vpc_peering_connection", "peer_vpc_id", { vpc_id: "vpc-0123456789abcdef0" }),
  way("aws_ec2_transit_gateway_vpc_attachment", "vpc_id", {
    transit_gateway_id: "tgw-0123456789abcdef0",
    subnet_ids: ["subnet-0123456789abcdef0"],
  }),
  way("aws_vpn_gateway_route_propagation", "route_table_id", { vpn_gateway_id: "vgw-0123456789abcdef0" }),
  way("aws_route", "route_table_id", { destination_cidr_block: "128.0.0.0/1", gateway_id: GATEWAY }),
  way("aws_route_table", "vpc_id", { route: [{ ...NO_TARGETS, cidr_block: "0.0.0.0/0", gateway_id: GATEWAY }] }),
  way("aws_instance", "subnet_id", {
    ami: "ami-0123456789abcdef0",
    instance_type: "t3.nano",
    associate_public_ip_address: true,
  }),
  way("aws_lb", "subnets", { load_balancer_type: "network" }),
  way("aws_launch_template", "network_interfaces.subnet_id", {
    network_interfaces: { associate_public_ip_address: "true" },
  }),
  way("aws_vpc_endpoint", "vpc_id", { service_name: "com.amazonaws.us-east-1.s3" }),
];

/** What has another side, which is not known to be a service's. */
const OTHER_SIDE = /peering|transit/;
/** What needs a module, another state or a parameter that is not there, or a value from the command line. */
const NOT_HERE = /module's output|another stack's state|a parameter|without a default/;

function way(type: string, placedBy: string, body: Body = {}): WayOut {
  return { name: `${type} by ${placedBy}`, type, placedBy, body, isEverywhere: false };
}

/**
 * Ways out of a consumer's VPC, each hidden in every way, in one configuration that Terraform plans: the policies find all of
 * them in it and in its plan, and nothing where they are a service's.
 */
export async function mutations(context: Context): Promise<void> {
  const { report } = context;
  for (const name of ["consumer", "service"] as const) {
    const mutants = mutantsIn(name);
    const stack = written(context, `mutations-${name}`, together(BASE, ...mutants.map(({ added }) => added)));
    await report.section(async () => {
      const plan = await report.check(`mutations: Terraform plans ${mutants.length} in the ${name}'s VPC`, async () => {
        await stack.init();
        return (await stack.plan()).document;
      });
      for (const [form, document] of [
        ["configuration", stack.document],
        ["plan", plan],
      ] as const) {
        if (name === "consumer") {
          await report.check(`mutations: each is refused in the ${form}`, () =>
            mustFindAll(context, document, mutants),
          );
        } else {
          await report.check(`mutations: what is plain and a service's passes in the ${form}`, () =>
            mustBeClean(context.policy, document),
          );
        }
      }
    });
  }
}

const BASE: Configuration = together(TWO_VPCS, {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  variable: { unknown: { default: "" } },
});

interface Numbered {
  readonly name: string;
  readonly address: string;
  readonly added: Configuration;
}

/** All of them, with names of their own. Beside a consumer's VPC only what is said plainly can pass as a service's. */
function mutantsIn(which: "consumer" | "service"): Numbered[] {
  const place = placeIn(which, (address) => `${PREFIXES[address.split(".")[0] ?? ""]}-0123456789abcdef0`);
  const hidings = which === "consumer" ? HIDINGS.filter(({ name }) => !NOT_HERE.test(name)) : HIDINGS.slice(0, 2);
  const ways = WAYS.filter(({ type }) => which === "consumer" || !OTHER_SIDE.test(type));
  return ways.flatMap((one) =>
    hidings.map((hiding) => {
      const { added } = mutantOf(one, place, hiding);
      const { unknown: _, ...variable } = added.variable ?? {};
      const number = `${one.name} ${hiding.name}`.replace(/\W+/g, "_");
      const text = JSON.stringify({ ...added, variable })
        .replaceAll("hidden", `hidden_${number}`)
        .replaceAll('"mutation"', `"mutation_${number}"`);
      return { name: `${one.name} ${hiding.name}`, address: `${one.type}.mutation_${number}`, added: JSON.parse(text) };
    }),
  );
}

const PREFIXES: Readonly<Record<string, string>> = {
  aws_vpc: "vpc",
  aws_subnet: "subnet",
  aws_security_group: "sg",
  aws_route_table: "rtb",
};

function written({ folder, terraform }: Context, name: string, document: Configuration): Stack {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, "cdk.tf.json"), JSON.stringify(document));
  return new Stack(path, terraform);
}

/** Fails unless the policies refuse each mutation, with an index or without. */
function mustFindAll({ policy }: Context, document: unknown, mutants: readonly Numbered[]): void {
  const verdict = policy.judge(document);
  if (verdict.verdict === "unjudgeable") throw new CheckFailed(verdict.why.join("\n"));
  const found = new Set(verdict.findings.filter(fails).map(({ address }) => address.replace(/\[.*$/, "")));
  const passed = mutants.filter(({ address }) => !found.has(address)).map(({ name }) => name);
  if (passed.length > 0) throw new CheckFailed(`passed: ${passed.join("; ")}`);
}
