import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { mustBreak, mustWarnOnlyOf } from "../judgement";
import { ONE_SERVICE } from "../one-service";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const FILE = "demo/consumers/web.yaml";

/** A consumer's VPC with subnets of a chosen size: what somebody opens in it is closed again, and a zone more moves none. */
export async function lockedVpc(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": ONE_SERVICE,
    [FILE]: {
      account: "222222222222",
      vpc: {
        cidr: "10.20.0.0/24",
        zones: ["use1-az4", "use1-az2"],
        subnetPrefixLength: 26,
        encryptionControl: { mode: "monitor" },
      },
      connections: { orders: { service: "orders", minimumZones: 1 } },
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

const CONTROL = "aws_vpc_encryption_control.";

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
