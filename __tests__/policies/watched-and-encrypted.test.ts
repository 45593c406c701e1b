import { loadPolicy } from "../../policies/checker/policy";
import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { RESOURCE_CONSUMER, RESOURCES } from "../support/resources";
import { synthesizeFiles } from "../support/stacks";

const ZONES = "zones: [use1-az1, use1-az2]";

/** The stack of a consumer with these lines of its VPC, and its own. */
function consumer(ofVpc: string, own = "") {
  const files = {
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": `${edit(CONSUMER, ZONES, `${ZONES}\n  ${ofVpc}`)}${own}`,
  };
  return synthesizeFiles(files).stack("dev-consumer-web").json;
}

const judged = async (document: unknown) => (await loadPolicy()).judge(document);

test("monitored endpoints and encryption control, monitored or enforced, leave a consumer's VPC proven", async () => {
  for (const [ofVpc, own] of [
    ["encryptionControl: {mode: monitor}", "monitoring: {}\n"],
    ["encryptionControl: {mode: enforce}", "client: false\n"],
  ] as const)
    expect(await judged(consumer(ofVpc, own))).toMatchObject({
      verdict: "clean",
      consumer_vpcs: [{ result: "PROVEN" }],
    });
});

test("an exclusion opens no way out: the policies warn of it, and the VPC stays proven", async () => {
  const verdict = await judged(consumer("encryptionControl: {mode: enforce, exclusions: [lambda]}"));
  expect(verdict).toMatchObject({
    verdict: "clean",
    consumer_vpcs: [{ result: "PROVEN" }],
    findings: [
      {
        rule: "keep-guard-rails",
        outcome: "warning",
        witness: [],
        address: expect.stringMatching(/^aws_vpc_encryption_control\./),
      },
    ],
  });
});

test("nor does the exclusion of VPC Lattice, which a connection to a resource needs", async () => {
  const encryption = "encryptionControl: {mode: enforce, exclusions: [vpcLattice]}";
  const files = {
    "dev/environment.yaml": RESOURCES,
    "dev/consumers/web.yaml": `${edit(RESOURCE_CONSUMER, "cidr: 10.20.0.0/20,", `cidr: 10.20.0.0/20, ${encryption},`)}client: false\n`,
  };
  expect(await judged(synthesizeFiles(files).stack("dev-consumer-web").json)).toMatchObject({
    verdict: "clean",
    consumer_vpcs: [{ result: "PROVEN" }],
    findings: [{ rule: "keep-guard-rails", outcome: "warning" }],
  });
});

test("fails with a way out, however well its traffic is encrypted", async () => {
  const document = consumer("encryptionControl: {mode: enforce}", "client: false\n");
  const aws_internet_gateway = { added: { vpc_id: "vpc-0123456789abcdef0" } };
  const opened = { ...document, resource: { ...document.resource, aws_internet_gateway } };
  expect(await judged(opened)).toMatchObject({ verdict: "violations" });
});
