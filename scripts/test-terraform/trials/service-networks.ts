import { type Context, stackNamed } from "../context";
import { applyChanges, mustBeChanges, mustChangeNothing } from "../deployment";
import { mustBreak, policyWith } from "../judgement";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changesIn, foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "222222222222";
const FILE = "demo/consumers/web.yaml";
const CONNECTION = ["connections", "shared"];
const NETWORK = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";
const VPC = "${aws_vpc.own.id}";

/**
 * An endpoint to a service network, in a VPC that exists. AWS changes its tags and its security groups in place.
 * Whatever else changes makes another endpoint. At the end it goes, and the other endpoint of the VPC stays.
 */
export async function serviceNetworks(context: Context): Promise<void> {
  const made = await prerequisites(context, ACCOUNT, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
    aws_subnet: { a: subnet(0, "use1-az1"), b: subnet(1, "use1-az2"), c: subnet(2, "use1-az4") },
    aws_security_group: { own: { name: "own", vpc_id: VPC } },
  });
  const idOf = (address: string) => String(made[address]?.id);
  const group = idOf("aws_security_group.own");
  const files = {
    "demo/environment.yaml": { backend: { type: "local" }, region: "us-east-1" },
    [FILE]: {
      account: ACCOUNT,
      vpc: {
        id: idOf("aws_vpc.own"),
        subnets: {
          "use1-az1": idOf("aws_subnet.a"),
          "use1-az2": idOf("aws_subnet.b"),
          "use1-az4": idOf("aws_subnet.c"),
        },
      },
      connections: {
        shared: { serviceNetworkArn: NETWORK, ports: [443] },
        logs: { awsService: "logs", zones: ["use1-az1", "use1-az2"] },
      },
      client: false,
    },
  };
  const policy = await policyWith({ allowed_service_networks: [NETWORK] });
  await trial({ ...context, policy }, "service networks", files, async (deployed) => {
    const { report } = deployed;
    const stack = stackNamed(deployed, "demo-consumer-web");
    await report.check("service networks: tags and another port change in place", async () => {
      write(deployed, { tags: { Team: "web" }, ports: [443, 8443] });
      mustBeChanges(await applyChanges(deployed.project, stack), [
        "aws_vpc_endpoint update",
        "aws_security_group update",
        "aws_vpc_security_group_ingress_rule create",
      ]);
    });
    await report.check("service networks: a security group that exists takes the place of the one made", async () => {
      write(deployed, { securityGroupIds: [group] });
      mustBeChanges(await applyChanges(deployed.project, stack), [
        "aws_vpc_endpoint update",
        "aws_security_group delete",
        "aws_vpc_security_group_ingress_rule delete",
        "aws_vpc_security_group_ingress_rule delete",
      ]);
      const { security_group_ids: used } = await endpointOf(stack);
      if (String(used) !== group) throw new CheckFailed(String(used));
    });
    await report.check(
      "service networks: with a zone less, another endpoint comes before the old one goes",
      async () => {
        write(deployed, { inZones: ["use1-az1", "use1-az2"] });
        await isRefusedThenApplied(deployed, stack, "no-replacement", [
          "aws_vpc_endpoint create,delete",
          "terraform_data update",
        ]);
      },
    );
    await report.check(
      "service networks: with private DNS, the old endpoint goes before another one comes",
      async () => {
        write(deployed, { privateDns: true });
        await isRefusedThenApplied(deployed, stack, "no-replacement", [
          "aws_vpc_endpoint delete,create",
          "terraform_data update",
        ]);
      },
    );
    await report.check("service networks: it goes, and the other endpoint of the VPC stays", async () => {
      deployed.project.edit(FILE, (document) => document.deleteIn(CONNECTION));
      await isRefusedThenApplied(deployed, stack, "revoke-before-destroy", [
        "aws_vpc_endpoint delete",
        "terraform_data delete",
      ]);
    });
  });
}

function subnet(number: number, zone: string): object {
  return { vpc_id: VPC, cidr_block: `10.50.${number}.0/24`, availability_zone_id: zone };
}

/** Writes keys of the connection. */
function write({ project }: Context, keys: object): void {
  project.edit(FILE, (document) => {
    for (const [key, value] of Object.entries(keys)) document.setIn([...CONNECTION, key], value);
  });
}

/** The policies refuse what ends connections. Applied all the same, as with a waiver, it does nothing else. */
async function isRefusedThenApplied(context: Context, stack: Stack, rule: string, expected: readonly string[]) {
  await context.project.synthesize();
  const { document } = await stack.plan();
  mustBreak(context.policy, document, rule, "aws_vpc_endpoint");
  mustBeChanges(changesIn(document), expected);
  await stack.apply();
  await mustChangeNothing(stack);
}

/** The endpoint to the network, as the cloud has it. */
async function endpointOf(stack: Stack): Promise<Readonly<Record<string, unknown>>> {
  const endpoints = foundIn((await stack.plan()).document, "aws_vpc_endpoint");
  const found = endpoints.find(({ service_network_arn: arn }) => arn === NETWORK);
  if (found === undefined) throw new CheckFailed(JSON.stringify(endpoints));
  return found;
}
