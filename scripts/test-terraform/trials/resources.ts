import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { CheckFailed } from "../report";
import type { Plan } from "../stack";
import { trial } from "../trial";

const ZONES = ["use1-az1", "use1-az2"];
const PROVIDER = "111111111111";

/** Private resources without a load balancer: by domain name, by address, by ARN, and several as a group. */
export function resources(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
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
          sharing: { principals: ["333333333333"], allowExternalPrincipals: true },
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
    "demo/consumers/web.yaml": {
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
  return trial(context, "resources", files, async ({ report, stacks, project }) => {
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
      project.edit("demo/environment.yaml", (document) => {
        document.setIn(["resources", "search", "gateway", "dnsResolution"], "IN_VPC");
        document.setIn(["terraform", "awsProvider"], ">= 6.46, < 7");
      });
      await project.synthesize();
      const { terraform } = stackNamed({ stacks }, "demo-resource-search").document;
      if (!JSON.stringify(terraform).includes('">= 6.46.0, < 7.0.0"')) throw new CheckFailed(JSON.stringify(terraform));
      project.edit("demo/environment.yaml", (document) => {
        document.deleteIn(["resources", "search", "gateway"]);
        document.deleteIn(["terraform"]);
      });
      await project.synthesize();
      await mustChangeNothing(stackNamed({ stacks }, "demo-resource-search"));
    });
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

/** Fails unless a plan makes one resource anew before the old one goes, and takes nothing else away. */
function mustReplace({ document, output }: Plan, which: RegExp): void {
  const changes = document.resource_changes ?? [];
  const gone = changes.filter(({ change }) => change.actions.includes("delete"));
  const [only] = gone.filter(({ address }) => address.startsWith("aws_vpc"));
  if (only === undefined || !which.test(only.address) || only.change.actions.join() !== "create,delete")
    throw new CheckFailed(output);
}
