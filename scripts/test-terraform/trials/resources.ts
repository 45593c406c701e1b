import { TESTED_AWS_PROVIDER } from "../../../config/aws-provider-versions";
import { type Context, stackNamed } from "../context";
import { applyChanges, mustBeChanges, mustChangeNothing } from "../deployment";
import { mustBreak } from "../judgement";
import { CheckFailed } from "../report";
import { changesIn, type Plan, type Stack } from "../stack";
import { trial } from "../trial";

const ZONES = ["use1-az1", "use1-az2"];
const PROVIDER = "111111111111";
const ENVIRONMENT = "demo/environment.yaml";
const WEB = "demo/consumers/web.yaml";
/** An organization, and an organizational unit of it, as the ARNs of whom a resource is shared with. */
const ORGANIZATION = `arn:aws:organizations::${PROVIDER}:organization/o-a1b2c3d4e5`;
const UNIT = `arn:aws:organizations::${PROVIDER}:ou/o-a1b2c3d4e5/ou-ab12-11111111`;

/** Private resources without a load balancer: by domain name, by address, by ARN, and several as a group. */
export function resources(context: Context): Promise<void> {
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      resources: {
        search: {
          account: PROVIDER,
          vpc: { cidr: "10.10.0.0/20", zones: ZONES },
          resource: { dnsName: "search.example.com" },
          ports: [443],
          customDomainName: "search.internal.example.com",
          verifyDomain: "internal.example.com",
        },
        cache: {
          account: PROVIDER,
          vpc: { cidr: "10.11.0.0/20", zones: [...ZONES, "use1-az3"] },
          resource: { ipAddress: "10.11.0.9" },
          ports: [6379],
          gateway: { addressesPerInterface: 4 },
        },
        ledger: {
          account: PROVIDER,
          vpc: { cidr: "10.12.0.0/20", zones: ZONES },
          resource: { arn: `arn:aws:rds:us-east-1:${PROVIDER}:cluster:ledger` },
          ports: [5432],
          sharing: { principals: ["333333333333", ORGANIZATION], allowExternalPrincipals: true },
        },
        kafka: {
          account: PROVIDER,
          vpc: { cidr: "10.13.0.0/20", zones: ZONES },
          resource: {
            members: {
              "broker-1": { ipAddress: "10.13.0.4" },
              "broker-2": { dnsName: "b-2.kafka.example.com", ports: ["9092-9094"] },
            },
          },
          ports: [9092],
        },
      },
    },
    [WEB]: {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ZONES },
      connections: {
        search: { resource: "search" },
        cache: { resource: "cache" },
        ledger: { resource: "ledger", privateDns: true, acceptShare: true },
        kafka: { resource: "kafka" },
      },
    },
  };
  return trial(context, "resources", files, async (deployed) => {
    const { report, stacks, project } = deployed;
    const consumer = stackNamed({ stacks }, "demo-consumer-web");
    await report.check(
      "resources: the consumer has a name for each resource, and for each member of a group",
      async () => {
        const { endpoint_dns_names: names } = await consumer.outputs();
        const found = Object.keys(names as object).join();
        if (found !== "cache,kafka/broker-1,kafka/broker-2,ledger,search") throw new CheckFailed(found);
      },
    );
    await report.check("resources: the client checks each of them", async () => {
      const [lambda] = Object.values(consumer.document.resource.aws_lambda_function ?? {});
      const text = JSON.stringify(lambda);
      for (const name of ["cache", "kafka/broker-1", "kafka/broker-2", "ledger", "search"])
        if (!text.includes(`\\"connection\\" = \\"${name}\\"`)) throw new CheckFailed(`${name} is not in ${text}`);
    });
    await report.check("resources: the verification of a domain says which record it needs", async () => {
      const { domain_verification_record: record } = await stackNamed({ stacks }, "demo-resource-search").outputs();
      if (Object.keys(record as object).join() !== "name,type,value") throw new CheckFailed(JSON.stringify(record));
    });
    await report.check("resources: an argument that older versions lack asks for a newer provider", async () => {
      project.edit(ENVIRONMENT, (document) => {
        document.setIn(["resources", "search", "gateway", "dnsResolution"], "IN_VPC");
        document.setIn(["terraform", "awsProvider"], ">= 6.46, < 7");
      });
      await project.synthesize();
      const { terraform } = stackNamed({ stacks }, "demo-resource-search").document;
      if (!JSON.stringify(terraform).includes('">= 6.46.0, < 7.0.0"')) throw new CheckFailed(JSON.stringify(terraform));
      project.edit(ENVIRONMENT, (document) => {
        document.deleteIn(["resources", "search", "gateway"]);
        document.deleteIn(["terraform"]);
      });
      await project.synthesize();
      await mustChangeNothing(stackNamed({ stacks }, "demo-resource-search"));
    });
    await sharedWithAnOrganization(deployed);
    await privateDnsPreference(deployed, consumer);
    const cache = stackNamed({ stacks }, "demo-resource-cache");
    const addZone = async (file: string, path: readonly string[], zone: string) => {
      project.edit(`demo/${file}`, (document) => document.addIn([...path, "zones"], zone));
      await project.synthesize();
    };
    await report.check("resources: with another zone, a gateway comes before the old one goes", async () => {
      await addZone("environment.yaml", ["resources", "cache", "vpc"], "use1-az4");
      mustReplace(await cache.plan(), /^aws_vpclattice_resource_gateway\./);
      await cache.apply();
      await mustChangeNothing(cache);
    });
    await report.check("resources: with another zone that both have, so does an endpoint", async () => {
      await addZone("consumers/web.yaml", ["vpc"], "use1-az3");
      mustReplace(await consumer.plan(), /^aws_vpc_endpoint\.endpoint-cache_/);
      await consumer.apply();
      await mustChangeNothing(consumer);
    });
  });
}

/** An organization among those whom a resource is shared with: a unit of it takes its place, and goes. */
async function sharedWithAnOrganization({ report, project, stacks }: Context): Promise<void> {
  const stack = stackNamed({ stacks }, "demo-resource-ledger");
  const key = ["resources", "ledger", "sharing", "principals", 1];
  await report.check("resources: a unit takes the place of an organization in a share, and goes", async () => {
    project.edit(ENVIRONMENT, (document) => document.setIn(key, UNIT));
    mustBeChanges(await applyChanges(project, stack), [
      "aws_ram_principal_association create",
      "aws_ram_principal_association delete",
    ]);
    project.edit(ENVIRONMENT, (document) => document.deleteIn(key));
    mustBeChanges(await applyChanges(project, stack), ["aws_ram_principal_association delete"]);
  });
}

/**
 * Which names of a resource the VPC knows. The provider of this test does not have the two arguments: it gets the stack
 * without them, and sees only what they do to the rest.
 */
async function privateDnsPreference({ report, project, policy }: Context, consumer: Stack): Promise<void> {
  const ledger = ["connections", "ledger"];
  // The client is told the name of the new endpoint.
  const replaced = ["aws_lambda_function update", "aws_vpc_endpoint delete,create", "terraform_data update"];
  await report.check(
    "resources: a preference of private DNS asks for a newer provider, and is another endpoint",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.setIn(["terraform", "awsProvider"], ">= 6.28, < 7"));
      project.edit(WEB, (document) => document.setIn([...ledger, "privateDnsPreference"], "ALL_DOMAINS"));
      await project.synthesize();
      const { terraform, resource } = consumer.document;
      const written = JSON.stringify([terraform, resource.aws_vpc_endpoint]);
      if (!written.includes('">= 6.28.0, < 7.0.0"') || !written.includes('"private_dns_preference":"ALL_DOMAINS"'))
        throw new CheckFailed(written);
      const older = withoutNewer(consumer, "all");
      await older.init();
      const { document } = await older.plan();
      mustBreak(policy, document, "no-replacement", "aws_vpc_endpoint");
      mustBeChanges(changesIn(document), replaced);
      await older.apply();
      await mustChangeNothing(older);
    },
  );
  await report.check("resources: so are names that the consumer specifies, and the end of the preference", async () => {
    project.edit(WEB, (document) => {
      document.setIn([...ledger, "privateDnsPreference"], "SPECIFIED_DOMAINS_ONLY");
      document.setIn([...ledger, "privateDnsSpecifiedDomains"], ["example.com"]);
    });
    await project.synthesize();
    const older = withoutNewer(consumer, "specified");
    await older.init();
    mustBeChanges(changesIn((await older.plan()).document), replaced);
    project.edit(ENVIRONMENT, (document) => document.deleteIn(["terraform"]));
    project.edit(WEB, (document) => {
      for (const key of ["privateDnsPreference", "privateDnsSpecifiedDomains"]) document.deleteIn([...ledger, key]);
    });
    mustBeChanges(await applyChanges(project, consumer), replaced);
  });
}

/** A copy of a stack for the version of the provider that this test has. */
function withoutNewer(stack: Stack, suffix: string): Stack {
  return stack.copy(suffix, ({ terraform, resource }) => {
    terraform.required_providers.aws.version = TESTED_AWS_PROVIDER;
    // Both are all that its block says.
    for (const endpoint of Object.values(resource.aws_vpc_endpoint ?? {}))
      Reflect.deleteProperty(endpoint, "dns_options");
  });
}

/** Fails unless a plan makes one resource anew before the old one goes, and takes nothing else away. */
function mustReplace({ document, output }: Plan, which: RegExp): void {
  const changes = document.resource_changes ?? [];
  const gone = changes.filter(({ change }) => change.actions.includes("delete"));
  const [only] = gone.filter(({ address }) => address.startsWith("aws_vpc"));
  if (only === undefined || !which.test(only.address) || only.change.actions.join() !== "create,delete")
    throw new CheckFailed(output);
}
