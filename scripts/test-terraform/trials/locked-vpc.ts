import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { mustBeClean, mustBreak, mustWarnOnlyOf } from "../judgement";
import { ONE_SERVICE } from "../one-service";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { foundIn, type PlanDocument, type Stack } from "../stack";
import { trial } from "../trial";

const ENVIRONMENT = "demo/environment.yaml";
const FILE = "demo/consumers/web.yaml";
const VAULT = "demo/consumers/vault.yaml";
const MONITOR = { mode: "monitor" };

/**
 * A consumer's VPC with subnets of a chosen size: what somebody opens in it is closed again, and a zone more moves none.
 * Encryption is enforced in it, and in two VPCs that have something of VPC Lattice.
 */
export async function lockedVpc(context: Context): Promise<void> {
  const files = {
    [ENVIRONMENT]: {
      ...ONE_SERVICE,
      resources: {
        ledger: {
          account: "111111111111",
          vpc: { cidr: "10.11.0.0/20", zones: ["use1-az4", "use1-az2"], encryptionControl: MONITOR },
          resource: { ipAddress: "10.11.0.9" },
          ports: [5432],
        },
      },
    },
    [FILE]: {
      account: "222222222222",
      vpc: {
        cidr: "10.20.0.0/24",
        zones: ["use1-az4", "use1-az2"],
        subnetPrefixLength: 26,
        encryptionControl: MONITOR,
      },
      connections: { orders: { service: "orders", minimumZones: 1 } },
    },
    [VAULT]: {
      account: "222222222222",
      vpc: { cidr: "10.21.0.0/24", zones: ["use1-az4", "use1-az2"], encryptionControl: MONITOR },
      connections: { ledger: { resource: "ledger" } },
      client: false,
    },
  };
  await trial(context, "locked VPC", files, async (deployed) => {
    const { report, project } = deployed;
    const stack = stackNamed(deployed, "demo-consumer-web");
    await report.check("locked VPC: what is added to the defaults and to the subnets' own is taken out again", () =>
      closesAgain(deployed, stack),
    );
    await report.check("locked VPC: a zone more makes a subnet, and moves none; encryption is enforced", async () => {
      project.edit(FILE, (document) => {
        document.addIn(["vpc", "zones"], "use1-az1");
        document.setIn(["vpc", "encryptionControl"], { mode: "enforce", exclusions: ["lambda"] });
      });
      const changes = await applyChanges(project, stack);
      const ofSubnets = Object.entries(changes).filter(([address]) => address.startsWith("aws_subnet."));
      const replaced = Object.values(changes).filter((action) => action.includes("delete"));
      if (ofSubnets.length !== 1 || ofSubnets[0]?.[1] !== "create" || replaced.length > 0)
        throw new CheckFailed(JSON.stringify(changes, undefined, 2));
      const ofControl = Object.keys(changes).filter((address) => address.startsWith(CONTROL));
      if (ofControl.map((address) => changes[address]).join() !== "update")
        throw new CheckFailed(JSON.stringify(changes, undefined, 2));
    });
    await report.check("locked VPC: enforced encryption excludes VPC Lattice, in place", async () => {
      const { policy } = deployed;
      const path = ["resources", "ledger", "vpc"];
      mustBeClean(policy, await excludeLattice(deployed, "demo-resource-ledger", ENVIRONMENT, path));
      const ofVault = await excludeLattice(deployed, "demo-consumer-vault", VAULT, ["vpc"]);
      mustWarnOnlyOf(policy, ofVault, "keep-guard-rails", CONTROL);
    });
    await report.check(
      "locked VPC: the policies warn of the exclusion, and refuse the end of the control",
      async () => {
        mustWarnOnlyOf(deployed.policy, (await stack.plan()).document, "keep-guard-rails", CONTROL);
        project.edit(FILE, (document) => document.deleteIn(["vpc", "encryptionControl"]));
        await project.synthesize();
        mustBreak(deployed.policy, (await stack.plan()).document, "keep-guard-rails", CONTROL);
        await stack.apply();
      },
    );
  });
}

const CONTROL_TYPE = "aws_vpc_encryption_control";
const CONTROL = `${CONTROL_TYPE}.`;

/**
 * Enforces encryption in a VPC that has something of VPC Lattice, which only updates the control.
 *
 * @param vpc path of the VPC in the file.
 * @returns a plan of what is deployed then.
 */
async function excludeLattice(
  deployed: Context,
  name: string,
  file: string,
  vpc: readonly string[],
): Promise<PlanDocument> {
  const { project } = deployed;
  const stack = stackNamed(deployed, name);
  project.edit(file, (document) =>
    document.setIn([...vpc, "encryptionControl"], { mode: "enforce", exclusions: ["vpcLattice"] }),
  );
  const changes = Object.entries(await applyChanges(project, stack));
  if (changes.length !== 1 || !changes[0]?.[0].startsWith(CONTROL) || changes[0][1] !== "update")
    throw new CheckFailed(`${name}: ${JSON.stringify(changes)}`);
  const { document } = await stack.plan();
  const [control] = foundIn(document, CONTROL_TYPE);
  if (control?.mode !== "enforce" || control.vpc_lattice_exclusion !== "enable")
    throw new CheckFailed(`${name}: ${JSON.stringify(control)}`);
  return document;
}

async function closesAgain({ project, folder }: Context, stack: Stack): Promise<void> {
  const { document } = await stack.plan();
  const open = (type: string, attributes: object) =>
    changeInCloud(folder, type, String(foundIn(document, type)[0]?.id), attributes);
  const none = {
    carrier_gateway_id: "",
    core_network_arn: "",
    destination_prefix_list_id: "",
    egress_only_gateway_id: "",
    ipv6_cidr_block: "",
    local_gateway_id: "",
    nat_gateway_id: "",
    network_interface_id: "",
    transit_gateway_id: "",
    vpc_endpoint_id: "",
    vpc_peering_connection_id: "",
  };
  const route = [{ ...none, cidr_block: "0.0.0.0/0", gateway_id: "igw-0123456789abcdef0" }];
  const anybody = {
    rule_no: 90,
    action: "allow",
    protocol: "-1",
    from_port: 0,
    to_port: 0,
    cidr_block: "0.0.0.0/0",
    ipv6_cidr_block: "",
    icmp_code: 0,
    icmp_type: 0,
  };
  open("aws_default_route_table", { route });
  open("aws_route_table", { route });
  open("aws_default_network_acl", { ingress: [anybody] });
  open("aws_network_acl", { ingress: [anybody] });
  const changes = await applyChanges(project, stack);
  const types = Object.entries(changes).map(([address, action]) => `${action} ${address.split(".")[0]}`);
  const expected = ["aws_default_network_acl", "aws_default_route_table", "aws_network_acl", "aws_route_table"];
  if (types.sort().join() !== expected.map((type) => `update ${type}`).join())
    throw new CheckFailed(
      `expected updates of ${expected.join(", ")}; found: ${JSON.stringify(changes, undefined, 2)}`,
    );
}
