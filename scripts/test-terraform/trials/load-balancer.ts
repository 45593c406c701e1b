import type { Finding } from "../../../policies/checker/verdict";
import { type Context, stackNamed } from "../context";
import { applyChanges, mustBeChanges, mustChangeNothing } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changesIn, type Stack } from "../stack";
import { trial } from "../trial";

const SERVICE_STACK = "demo-service-orders";
const ENVIRONMENT = "demo/environment.yaml";
const OPTIONS = ["services", "orders", "loadBalancer"];

/** A protected service with every option of its load balancer, of which there are two for a while. */
export async function loadBalancer(context: Context): Promise<void> {
  const found = await prerequisites(context, "111111111111", {
    aws_ec2_managed_prefix_list: { partners: prefixList("partners"), others: prefixList("others") },
  });
  const idOf = (name: string) => String(found[`aws_ec2_managed_prefix_list.${name}`]?.id);
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      protect: true,
      quotas: { "*": { reservedCapacityUnitsPerRegion: 11000 } },
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 }, admin: { port: 9000 } },
          loadBalancer: {
            crossZone: false,
            zonalShift: true,
            capacityUnits: 5500,
            secondaryAddresses: 2,
            privateAddresses: { "use1-az1": "10.10.0.10", "use1-az2": "10.10.1.10" },
            privateLinkRules: {
              enforce: true,
              from: { web: "10.20.0.0/20", partners: idOf("partners") },
              prefixLists: { partners: { maxEntries: 5, ranges: ["172.16.0.0/12"] } },
            },
          },
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" } },
    },
  };
  await trial(context, "load balancer", files, async (deployed) => {
    const stack = stackNamed(deployed, SERVICE_STACK);
    await isProtected(deployed, stack);
    await oneMore(deployed, stack);
    await oneLess(deployed, stack);
    await otherSource(deployed, stack, idOf("others"));
    await isNotReplaced(deployed, stack);
  });
}

function prefixList(name: string): object {
  return { name, address_family: "IPv4", max_entries: 5 };
}

async function isProtected({ report }: Context, stack: Stack): Promise<void> {
  await report.check("load balancer: Terraform refuses to destroy what is protected", async () => {
    const said = await stack.destroyRefused();
    if (!/Resource (aws_lb|aws_vpc_endpoint_service)\.\S+ has lifecycle\.prevent_destroy set/.test(said))
      throw new CheckFailed(said);
  });
}

/** A second load balancer comes without a change to the first. */
async function oneMore({ report, project }: Context, stack: Stack): Promise<void> {
  await report.check("load balancer: a second one leaves the first as it is", async () => {
    project.edit(ENVIRONMENT, (document) => document.setIn([...OPTIONS, "additional"], ["b"]));
    const changes = await applyChanges(project, stack);
    const changed = Object.keys(changes).filter((address) => changes[address] !== "create");
    const expected = ["aws_autoscaling_group", "aws_vpc_endpoint_service"];
    if (
      changed
        .map((address) => address.split(".")[0])
        .sort()
        .join() !== expected.join() ||
      !made(changes, "aws_lb")
    )
      throw new CheckFailed(JSON.stringify(changes, undefined, 2));
  });
}

/**
 * It goes again in one apply, the service letting go of it first: AWS deletes no load balancer that a service has. Its
 * listeners stay until then.
 */
async function oneLess({ report, project }: Context, stack: Stack): Promise<void> {
  await report.check("load balancer: the second one goes again, and zonal shift of the first in place", async () => {
    project.edit(ENVIRONMENT, (document) => document.setIn(["protect"], false));
    await applyChanges(project, stack);
    project.edit(ENVIRONMENT, (document) => {
      document.deleteIn([...OPTIONS, "additional"]);
      document.deleteIn([...OPTIONS, "zonalShift"]);
    });
    await project.synthesize();
    const changes = changesIn((await stack.plan()).document);
    const said = await stack.apply();
    await mustChangeNothing(stack);
    const actions = Object.keys(changes).flatMap((address) => (address.startsWith("aws_lb.") ? changes[address] : []));
    if (actions.sort().join() !== "delete,update") throw new CheckFailed(JSON.stringify(changes, undefined, 2));
    const letGo = said.search(/^aws_vpc_endpoint_service\.\S+: Modifications complete/m);
    const listenerGoes = said.search(/^aws_lb_listener\.\S+: Destroying/m);
    if (letGo < 0 || listenerGoes < letGo) throw new CheckFailed(said);
  });
}

/** Another prefix list takes the place of one, then a range: the rules are updated, and clients stay let in. */
async function otherSource({ report, project }: Context, stack: Stack, others: string): Promise<void> {
  const updates = ["aws_vpc_security_group_ingress_rule update", "aws_vpc_security_group_ingress_rule update"];
  await report.check(
    "load balancer: another prefix list takes the place of one by an update of the rules",
    async () => {
      project.edit(ENVIRONMENT, (document) =>
        document.setIn([...OPTIONS, "privateLinkRules", "from", "partners"], others),
      );
      mustBeChanges(await applyChanges(project, stack), updates);
    },
  );
  await report.check("load balancer: a range takes the place of a prefix list by an update of the rules", async () => {
    project.edit(ENVIRONMENT, (document) => {
      document.setIn([...OPTIONS, "privateLinkRules", "from", "partners"], "172.16.0.0/12");
      document.deleteIn([...OPTIONS, "privateLinkRules", "prefixLists"]);
    });
    mustBeChanges(await applyChanges(project, stack), updates);
  });
}

function made(changes: Readonly<Record<string, string>>, type: string): boolean {
  return Object.entries(changes).some(([address, change]) => address.startsWith(`${type}.`) && change === "create");
}

/** A plan that would replace it is refused; applied all the same, it fails before anything is destroyed. */
async function isNotReplaced({ report, policy }: Context, stack: Stack): Promise<void> {
  const renamed = stack.copy("renamed", (document) => {
    for (const balancer of Object.values(document.resource.aws_lb ?? {})) Object.assign(balancer, { name: "renamed" });
  });
  await report.check("load balancer: a plan that replaces it fails the policies, with what forces it", async () => {
    await renamed.init();
    const { document } = await renamed.plan();
    const verdict = policy.judge(document);
    // What it would be cut off from besides is not known before it is there: that is unproven.
    const violated =
      verdict.verdict === "violations" ? verdict.findings.filter(({ outcome }) => outcome === "violated") : [];
    if (violated.length === 0 || !violated.every(isReplacement))
      throw new CheckFailed(JSON.stringify(verdict, undefined, 2));
  });
  await report.check("load balancer: a replacement under its own name fails, and leaves it whole", async () => {
    const [address = ""] = addressesOf(stack, "aws_lb");
    const said = await stack.applyRefused(`-replace=${address}`);
    if (!said.includes("DuplicateLoadBalancerName")) throw new CheckFailed(said);
    await mustChangeNothing(stack);
  });
}

function isReplacement({ rule, message }: Finding): boolean {
  return rule === "no-replacement" && message.includes("because of name;");
}

function addressesOf(stack: Stack, type: string): string[] {
  return Object.keys(stack.document.resource[type] ?? {}).map((name) => `${type}.${name}`);
}
