import { type Context, stackNamed } from "../context";
import { applyChanges, mustBeChanges } from "../deployment";
import { loneConsumer } from "../lone-consumer";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "222222222222";
const ENVIRONMENT = "demo/environment.yaml";
const FILE = "demo/consumers/web.yaml";
const ADOPTED = "demo/consumers/adopted.yaml";
const ORDERS = ["connections", "orders"];
const APPFLOW = "appflow.amazonaws.com";
const REDSHIFT = "redshift.amazonaws.com";
const OTHER_ACCOUNT = "arn:aws:iam::333333333333:root";
const VPC = "${aws_vpc.own.id}";

/**
 * Endpoints with all that can be chosen: zones, fixed addresses, IPv6, a security group that exists, tags, timeouts,
 * outputs, notifications, prefix lists, and S3 for inbound resolvers, in VPCs that are made and adopted. Zones come and
 * go in place; zones that the service has not are told by the plan. A service of AWS is among the allowed principals.
 */
export async function endpointOptions(context: Context): Promise<void> {
  const made = await prerequisites(context, ACCOUNT, {
    aws_vpc: {
      own: {
        cidr_block: "10.50.0.0/16",
        assign_generated_ipv6_cidr_block: true,
        enable_dns_support: true,
        enable_dns_hostnames: true,
      },
    },
    aws_subnet: { a: subnet(0, "use1-az1"), b: subnet(1, "use1-az2") },
    aws_security_group: { own: { name: "own", description: "somebody's", vpc_id: VPC } },
    aws_ec2_managed_prefix_list: { office: prefixList("office"), partners: prefixList("partners") },
    aws_vpc_endpoint: { s3: { vpc_id: VPC, service_name: "com.amazonaws.us-east-1.s3" } },
  });
  const idOf = (address: string) => String(made[address]?.id);
  const zones = ["use1-az1", "use1-az2", "use1-az4"];
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones },
          listeners: { http: { port: 80, targetPort: 8080 } },
          allowedPrincipals: [APPFLOW],
        },
      },
    },
    [FILE]: {
      account: ACCOUNT,
      vpc: { cidr: "10.20.0.0/20", zones },
      connections: {
        orders: {
          service: "orders",
          inZones: ["use1-az1", "use1-az2"],
          ipAddressType: "ipv4",
          dnsRecordIpType: "ipv4",
          privateAddresses: { "use1-az1": { ipv4: "10.20.0.10" }, "use1-az2": { ipv4: "10.20.1.10" } },
          tags: { Team: "web" },
          timeouts: { create: "20m", delete: "1h" },
          endpointDetails: true,
          notifications: { events: ["Accept", "Reject"], emails: ["web@example.com"] },
        },
      },
    },
    [ADOPTED]: {
      account: ACCOUNT,
      vpc: {
        id: idOf("aws_vpc.own"),
        subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
        ipv6: true,
      },
      connections: {
        orders: { service: "orders", securityGroupIds: [idOf("aws_security_group.own")] },
        objects: {
          awsService: "s3",
          ipAddressType: "dualstack",
          dnsRecordIpType: "service-defined",
          privateDnsOnlyForInboundResolvers: true,
          privateAddresses: {
            "use1-az1": { ipv4: "10.50.0.10", ipv6: "2600:1f18:0:100::10" },
            "use1-az2": { ipv4: "10.50.1.10", ipv6: "2600:1f18:0:101::10" },
          },
          allowFrom: ["10.50.0.0/24", "2600:1f18:0:100::/64", idOf("aws_ec2_managed_prefix_list.office")],
          additionalSecurityGroupIds: [idOf("aws_security_group.own")],
        },
      },
    },
  };
  await trial(context, "endpoint options", files, async (deployed) => {
    const web = stackNamed(deployed, "demo-consumer-web");
    await changes(deployed, web);
    await otherNotifications(deployed, web);
    await takenOut(deployed, web);
    const adopted = stackNamed(deployed, "demo-consumer-adopted");
    await wholeVpc(deployed, adopted);
    await besideMade(deployed, adopted, idOf("aws_security_group.own"));
    await prefixLists(deployed, adopted, idOf("aws_ec2_managed_prefix_list.partners"));
    const service = stackNamed(deployed, "demo-service-orders");
    await principals(deployed, service);
    await refusal(deployed, service);
    await deployed.report.check("endpoint options: nothing is changed in a security group that exists", async () => {
      const { document } = await stackNamed(deployed, "demo-consumer-adopted").plan();
      const group = idOf("aws_security_group.own");
      const endpoints = foundIn(document, "aws_vpc_endpoint");
      const rules = foundIn(document, "aws_vpc_security_group_ingress_rule");
      const used = endpoints.some(({ security_group_ids: ids }) => (ids as string[]).join() === group);
      if (!used || rules.some(({ security_group_id: id }) => id === group))
        throw new CheckFailed(JSON.stringify(rules));
    });
  });
}

function subnet(number: number, zone: string): object {
  const ranges = { cidr_block: `10.50.${number}.0/24`, ipv6_cidr_block: `2600:1f18:0:10${number}::/64` };
  return { vpc_id: VPC, availability_zone_id: zone, ...ranges };
}

/** A prefix list for one range. */
function prefixList(name: string): object {
  return { name, address_family: "IPv4", max_entries: 1 };
}

/** Addresses and zones change the endpoint in place. */
async function changes({ report, project }: Context, stack: Stack): Promise<void> {
  const mustUpdate = async (changed: Promise<Readonly<Record<string, string>>>) => {
    // The client is told the endpoint's names again, which may be others.
    const found = Object.entries(await changed);
    const isUpdated = found.some(([address]) => address.startsWith("aws_vpc_endpoint."));
    if (!isUpdated || found.some(([, change]) => change !== "update")) throw new CheckFailed(JSON.stringify(found));
  };
  await report.check("endpoint options: another address is an update of the endpoint", async () => {
    project.edit(FILE, (document) => document.setIn([...ORDERS, "privateAddresses", "use1-az2", "ipv4"], "10.20.1.11"));
    await mustUpdate(applyChanges(project, stack));
  });
  await report.check("endpoint options: a zone more is an update of the endpoint", async () => {
    project.edit(FILE, (document) => {
      document.addIn([...ORDERS, "inZones"], "use1-az4");
      document.setIn([...ORDERS, "privateAddresses", "use1-az4", "ipv4"], "10.20.3.10");
    });
    await mustUpdate(applyChanges(project, stack));
  });
}

/** Other events are an update of the notification, and another address is another subscription of its topic. */
async function otherNotifications({ report, project }: Context, stack: Stack): Promise<void> {
  await report.check("endpoint options: events of the notification change in place, and its addresses", async () => {
    project.edit(FILE, (document) =>
      document.setIn([...ORDERS, "notifications"], { events: ["Reject"], emails: ["ops@example.com"] }),
    );
    mustBeChanges(await applyChanges(project, stack), [
      "aws_sns_topic_subscription create",
      "aws_sns_topic_subscription delete",
      "aws_vpc_endpoint_connection_notification update",
    ]);
  });
}

/** The outputs follow the endpoint, and go with the notifications; the endpoint stays as it is. */
async function takenOut({ report, project }: Context, stack: Stack): Promise<void> {
  await report.check("endpoint options: subnets, addresses and security groups are told by zone", async () => {
    const { endpoint_details: told } = await stack.outputs();
    const { subnet_ids: subnets, ipv4_addresses, ipv6_addresses, security_group_ids } = detailsIn(told);
    const expected = { "use1-az1": "10.20.0.10", "use1-az2": "10.20.1.11", "use1-az4": "10.20.3.10" };
    if (
      JSON.stringify(ipv4_addresses) !== JSON.stringify(expected) ||
      JSON.stringify(ipv6_addresses) !== "{}" ||
      Object.keys(subnets).join() !== Object.keys(expected).join() ||
      new Set(Object.values(subnets)).size !== 3 ||
      security_group_ids.length !== 1
    )
      throw new CheckFailed(JSON.stringify(told));
  });
  await report.check("endpoint options: taken out, notifications and outputs go, and the endpoint stays", async () => {
    project.edit(FILE, (document) => {
      for (const key of ["endpointDetails", "notifications"]) document.deleteIn([...ORDERS, key]);
    });
    const found = Object.entries(await applyChanges(project, stack));
    const left = Object.keys(await stack.outputs()).filter((name) => /details|notification/.test(name));
    if (found.length !== 5 || found.some(([, change]) => change !== "delete") || left.length > 0)
      throw new CheckFailed(JSON.stringify({ found, left }));
  });
}

/** The output about endpoints, of the connection to orders. */
function detailsIn(output: unknown) {
  const { orders } = output as Readonly<
    Record<
      string,
      {
        readonly subnet_ids: Readonly<Record<string, string>>;
        readonly ipv4_addresses: unknown;
        readonly ipv6_addresses: unknown;
        readonly security_group_ids: readonly string[];
      }
    >
  >;
  if (orders === undefined) throw new CheckFailed(JSON.stringify(output));
  return orders;
}

/** The private name of S3, for inbound resolvers only, can be given to the whole VPC in place, and back. */
async function wholeVpc({ report, project }: Context, stack: Stack): Promise<void> {
  await report.check(
    "endpoint options: from inbound resolvers to the whole VPC, and back, is an update of the endpoint",
    async () => {
      const key = ["connections", "objects", "privateDnsOnlyForInboundResolvers"];
      project.edit(ADOPTED, (document) => document.deleteIn(key));
      mustBeChanges(await applyChanges(project, stack), ["aws_vpc_endpoint update"]);
      project.edit(ADOPTED, (document) => document.setIn(key, true));
      mustBeChanges(await applyChanges(project, stack), ["aws_vpc_endpoint update"]);
    },
  );
}

/** A security group that exists goes from the endpoint and comes back to it in place, beside the one that is made. */
async function besideMade({ report, project }: Context, stack: Stack, group: string): Promise<void> {
  const key = ["connections", "objects", "additionalSecurityGroupIds"];
  const mustUpdate = async () => {
    const found = Object.entries(await applyChanges(project, stack));
    const isUpdate = ([address, change]: [string, string]) =>
      address.startsWith("aws_vpc_endpoint.") && change === "update";
    if (found.length !== 1 || !found.every(isUpdate)) throw new CheckFailed(JSON.stringify(found));
  };
  await report.check("endpoint options: a security group beside the one that is made goes in place", async () => {
    project.edit(ADOPTED, (document) => document.deleteIn(key));
    await mustUpdate();
  });
  await report.check("endpoint options: and comes back in place", async () => {
    project.edit(ADOPTED, (document) => document.setIn(key, [group]));
    await mustUpdate();
  });
}

/** Clients by prefix lists: another list is another rule, which goes with its list. */
async function prefixLists({ report, project }: Context, stack: Stack, other: string): Promise<void> {
  const key = ["connections", "objects", "allowFrom"];
  await report.check("endpoint options: another prefix list lets in others, and goes again", async () => {
    project.edit(ADOPTED, (document) => document.setIn([...key, 2], other));
    mustBeChanges(await applyChanges(project, stack), [
      "aws_vpc_security_group_ingress_rule create",
      "aws_vpc_security_group_ingress_rule delete",
    ]);
    project.edit(ADOPTED, (document) => document.deleteIn([...key, 2]));
    mustBeChanges(await applyChanges(project, stack), ["aws_vpc_security_group_ingress_rule delete"]);
  });
}

/** A service of AWS among the allowed principals: another one takes its place in place, and goes. */
async function principals({ report, project, policy }: Context, stack: Stack): Promise<void> {
  const service = ["services", "orders"];
  const key = [...service, "allowedPrincipals"];
  const consumers = `arn:aws:iam::${ACCOUNT}:root`;
  await report.check("endpoint options: a service of AWS among the principals changes in place, and goes", async () => {
    await mustAllow(stack, [consumers, APPFLOW]);
    project.edit(ENVIRONMENT, (document) => document.setIn(key, [OTHER_ACCOUNT, REDSHIFT]));
    mustBeChanges(await applyChanges(project, stack), ["aws_vpc_endpoint_service update"]);
    await mustAllow(stack, [consumers, OTHER_ACCOUNT, REDSHIFT]);
    project.edit(ENVIRONMENT, (document) => document.deleteIn(key));
    mustBeChanges(await applyChanges(project, stack), ["aws_vpc_endpoint_service update"]);
    await mustAllow(stack, [consumers]);
  });
  await report.check("endpoint options: the policies cannot prove whom a service of AWS stands for", async () => {
    project.edit(ENVIRONMENT, (document) => {
      document.setIn(key, [APPFLOW]);
      document.setIn([...service, "acceptance"], "automatic");
    });
    await project.synthesize();
    const verdict = policy.judge(stack.document);
    const findings = verdict.verdict === "violations" ? verdict.findings : [];
    const unproven = findings.filter(({ rule, outcome }) => rule === "no-open-service" && outcome === "unproven");
    if (unproven.length !== 1) throw new CheckFailed(JSON.stringify(verdict, undefined, 2));
    project.edit(ENVIRONMENT, (document) => {
      document.deleteIn(key);
      document.deleteIn([...service, "acceptance"]);
    });
    await project.synthesize();
  });
}

/** The service in the cloud has just these allowed principals. */
async function mustAllow(stack: Stack, expected: readonly string[]): Promise<void> {
  const [service] = foundIn((await stack.plan()).document, "aws_vpc_endpoint_service");
  const found = [...((service?.allowed_principals ?? []) as string[])].sort().join();
  if (found !== [...expected].sort().join()) throw new CheckFailed(found);
}

/** Synthesis knows zones of its own environment's services alone: here the service is given by its name. */
async function refusal(context: Context, service: Stack): Promise<void> {
  await context.report.check("endpoint options: a chosen zone that the service has not fails the plan", async () => {
    const { service_name: serviceName } = await service.outputs();
    const zones = ["use1-az1", "use1-az6"];
    const stack = loneConsumer(context, "far", "web", {
      account: ACCOUNT,
      vpc: { cidr: "10.98.0.0/20", zones },
      connections: { orders: { serviceName, ports: [80], inZones: zones } },
    });
    await stack.init();
    const said = await stack.planRefused();
    const expected =
      /needs 2 zone\(s\) .* found 1\. The service is offered in: us-east-1[a-f], us-east-1[a-f], us-east-1[a-f]\. The endpoint is to be in: use1-az1 \(us-east-1[a-f]\), use1-az6 \(us-east-1[a-f]\)\. Take the others out of `inZones`/;
    if (!expected.test(said)) throw new CheckFailed(said);
  });
}
