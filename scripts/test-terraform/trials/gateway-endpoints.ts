import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "222222222222";
const WEB = "demo/consumers/web.yaml";
const ARCHIVE = "demo/consumers/archive.yaml";
const ADOPTED = "demo/consumers/adopted.yaml";
const ORGANIZATIONS = ["o-a1b2c3d4e5", "o-f6g7h8i9j0"] as const;
const VPC = "${aws_vpc.own.id}";

/**
 * Gateway endpoints in a VPC that is made, and in the route tables of one that exists: those that its subnets use, or those
 * that are named. Their policy and their tables change in place. Without one of them in the file, only that one is
 * destroyed. A consumer may have nothing else: its first connection then only creates an endpoint and the client
 * application.
 */
export async function gatewayEndpoints(context: Context): Promise<void> {
  const made = await prerequisites(context, ACCOUNT, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
    aws_subnet: { a: subnet("10.50.0.0/24", "use1-az1"), b: subnet("10.50.1.0/24", "use1-az2") },
    aws_route_table: { main: { vpc_id: VPC }, own: { vpc_id: VPC }, other: { vpc_id: VPC } },
  });
  const idOf = (address: string) => String(made[address]?.id);
  const [main, own] = [idOf("aws_route_table.main"), idOf("aws_route_table.own")];
  // What AWS finds a table by, which the simulated cloud does not know by itself.
  changeInCloud(context.folder, "aws_route_table", main, { association_main: "true" });
  changeInCloud(context.folder, "aws_route_table", own, { association_subnet_id: [idOf("aws_subnet.a")] });
  const logs = { logs: { awsService: "logs", zones: ["use1-az1", "use1-az2"] } };
  const files = {
    "demo/environment.yaml": { backend: { type: "local" }, region: "us-east-1" },
    [WEB]: {
      account: ACCOUNT,
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: logs,
      gatewayEndpoints: {
        s3: { buckets: ["receipts"], actions: ["s3:GetObject"], tags: { Team: "web" }, timeouts: { create: "20m" } },
        dynamodb: { tables: ["stock"], principalAccounts: [ACCOUNT] },
      },
      client: false,
    },
    [ARCHIVE]: {
      account: ACCOUNT,
      vpc: { cidr: "10.30.0.0/20", zones: ["use1-az1", "use1-az2"] },
      gatewayEndpoints: { s3: { buckets: ["archive"] } },
    },
    [ADOPTED]: {
      account: ACCOUNT,
      vpc: {
        id: idOf("aws_vpc.own"),
        subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
      },
      connections: logs,
      gatewayEndpoints: { s3: { resourceOrganization: ORGANIZATIONS[0] } },
      client: false,
    },
  };
  await trial(context, "gateway endpoints", files, async (deployed) => {
    const { report, project } = deployed;
    const web = stackNamed(deployed, "demo-consumer-web");
    const adopted = stackNamed(deployed, "demo-consumer-adopted");
    await report.check("gateway endpoints: the outputs tell them, and the prefix lists of their services", async () => {
      const { gateway_endpoint_ids: ids, gateway_prefix_list_ids: lists, endpoint_ids } = await web.outputs();
      const found = JSON.stringify([ids, lists, endpoint_ids]);
      const id = (prefix: string) => `"${prefix}-[0-9a-f]+"`;
      const both = (prefix: string) => `{"dynamodb":${id(prefix)},"s3":${id(prefix)}}`;
      const expected = new RegExp(`^\\[${both("vpce")},${both("pl")},{"logs":${id("vpce")}}\\]$`);
      if (!expected.test(found)) throw new CheckFailed(found);
    });
    await report.check("gateway endpoints: another policy is an update of the endpoint", async () => {
      project.edit(WEB, (document) => document.addIn(["gatewayEndpoints", "s3", "buckets"], "invoices"));
      await mustChange(applyChanges(project, web), /^aws_vpc_endpoint\.gateway-endpoint-s3_\w+ update$/);
    });
    await report.check(
      "gateway endpoints: IPv6 is an update of the endpoint, and its removal from the file no change",
      async () => {
        // The simulated cloud gives a VPC no range when it is asked for one.
        const vpc = String(foundIn((await web.plan()).document, "aws_vpc")[0]?.id);
        changeInCloud(context.folder, "aws_vpc", vpc, { ipv6_cidr_block: "2600:1f18:0:200::/56" });
        project.edit(WEB, (document) => document.setIn(["vpc", "ipv6"], true));
        await applyChanges(project, web);
        project.edit(WEB, (document) => document.setIn(["gatewayEndpoints", "s3", "ipAddressType"], "dualstack"));
        await mustChange(applyChanges(project, web), /^aws_vpc_endpoint\.gateway-endpoint-s3_\w+ update$/);
        project.edit(WEB, (document) => document.deleteIn(["gatewayEndpoints", "s3", "ipAddressType"]));
        const changes = Object.keys(await applyChanges(project, web));
        if (changes.length > 0) throw new CheckFailed(changes.join("\n"));
      },
    );
    await report.check("gateway endpoints: without tables by name, those that the subnets use are found", async () => {
      await mustBeIn(adopted, [main, own]);
    });
    await report.check("gateway endpoints: other route tables are an update of the endpoint", async () => {
      const tables = [own, idOf("aws_route_table.other")];
      project.edit(ADOPTED, (document) => document.setIn(["gatewayEndpoints", "s3", "routeTableIds"], tables));
      await mustChange(applyChanges(project, adopted), /^aws_vpc_endpoint\.gateway-endpoint-s3_\w+ update$/);
      await mustBeIn(adopted, tables);
    });
    await report.check("gateway endpoints: the first connection only creates its endpoint and a client", async () => {
      const archive = stackNamed(deployed, "demo-consumer-archive");
      project.edit(ARCHIVE, (document) => document.set("connections", logs));
      const changes = Object.entries(await applyChanges(project, archive)).map((change) => change.join(" "));
      const other = changes.filter((change) => !change.endsWith(" create"));
      const made = [/^aws_vpc_endpoint\.endpoint-logs_\w+ create$/, /^aws_lambda_function\.client\w* create$/];
      if (other.length > 0 || !made.every((each) => changes.some((change) => each.test(change))))
        throw new CheckFailed(changes.join("\n"));
    });
    await report.check("gateway endpoints: another organization, and none, is an update of the endpoint", async () => {
      const updated = /^aws_vpc_endpoint\.gateway-endpoint-s3_\w+ update$/;
      await mustSay(adopted, [ORGANIZATIONS[0]]);
      project.edit(ADOPTED, (document) => {
        document.setIn(["gatewayEndpoints", "s3", "resourceOrganization"], ORGANIZATIONS[1]);
        document.setIn(["gatewayEndpoints", "s3", "principalOrganization"], ORGANIZATIONS[1]);
      });
      await mustChange(applyChanges(project, adopted), updated);
      await mustSay(adopted, [ORGANIZATIONS[1], ORGANIZATIONS[1]]);
      project.edit(ADOPTED, (document) => {
        for (const key of ["resourceOrganization", "principalOrganization"])
          document.deleteIn(["gatewayEndpoints", "s3", key]);
        document.setIn(["gatewayEndpoints", "s3", "resourceAccounts"], [ACCOUNT]);
      });
      await mustChange(applyChanges(project, adopted), updated);
      await mustSay(adopted, []);
    });
    await report.check("gateway endpoints: without one of them in the file, only that one is destroyed", async () => {
      project.edit(WEB, (document) => document.deleteIn(["gatewayEndpoints", "dynamodb"]));
      await mustChange(applyChanges(project, web), /^aws_vpc_endpoint\.gateway-endpoint-dynamodb_\w+ delete$/);
    });
  });
}

function subnet(cidrBlock: string, zone: string): object {
  return { vpc_id: VPC, cidr_block: cidrBlock, availability_zone_id: zone };
}

async function mustChange(changing: Promise<Readonly<Record<string, string>>>, expected: RegExp): Promise<void> {
  const changes = Object.entries(await changing).map((change) => change.join(" "));
  if (changes.length !== 1 || !expected.test(changes.join())) throw new CheckFailed(changes.join("\n"));
}

/** The policy of a stack's gateway endpoint names just these organizations, each as often as it is here. */
async function mustSay(stack: Stack, organizations: readonly string[]): Promise<void> {
  const policy = String((await gatewayOf(stack))?.policy);
  const found = policy.match(/o-[a-z0-9]{10,32}/g) ?? [];
  if (found.join() !== organizations.join()) throw new CheckFailed(policy);
}

/** The gateway endpoint of a stack, as the cloud has it. */
async function gatewayOf(stack: Stack): Promise<Readonly<Record<string, unknown>> | undefined> {
  const endpoints = foundIn((await stack.plan()).document, "aws_vpc_endpoint");
  return endpoints.find(({ vpc_endpoint_type: type }) => type === "Gateway");
}

/** The gateway endpoint of a stack is in just these route tables. */
async function mustBeIn(stack: Stack, tables: readonly string[]): Promise<void> {
  const gateway = await gatewayOf(stack);
  const found = [...((gateway?.route_table_ids ?? []) as string[])].sort().join();
  if (found !== [...tables].sort().join()) throw new CheckFailed(`${found}; expected: ${tables.join()}`);
}
