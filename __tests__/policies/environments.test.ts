import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { judgePaths } from "../../policies/checker/judge-paths";
import { loadPolicy } from "../../policies/checker/policy";
import { readPolicyData } from "../../policies/checker/policy-data";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";

let out: string;

beforeAll(() => {
  out = temporaryFolder();
  buildHere(planEstate(loadEnvironments(join(PACKAGE_ROOT, "environments"))), out);
});

/** A stack as it is written, to add something to. */
function stack(name: string): {
  resource: Record<string, object>;
  output: { privatelink_stack_role: { value: string } };
} {
  return JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8"));
}

test("every shipped environment is clean", async () => {
  const { counts, documents } = await judgePaths([out]);
  const stacks = readdirSync(join(out, "stacks"));
  expect(counts).toMatchObject({ documents: stacks.length, clean: stacks.length, violations: 0, unjudgeable: 0 });
  for (const { stack, verdict } of documents) {
    const role = /-(consumer|service|acceptance)-/.exec(stack ?? "")?.[1];
    expect(verdict).toMatchObject({ role, examined: { vpcs: role === "acceptance" ? 0 : expect.any(Number) } });
  }
});

test("the example of an inspection is isolated only by its policy data, which says what is assumed", async () => {
  const folder = join(PACKAGE_ROOT, "examples", "inspection");
  const built = temporaryFolder();
  buildHere(planEstate(loadEnvironments(folder)), built);
  const vpcs = async (data: readonly string[]) => {
    const { documents, notices } = await judgePaths([built], { data: readPolicyData(data) });
    expect(notices).toEqual([]);
    return documents.flatMap(({ verdict }) => (verdict.verdict === "unjudgeable" ? [] : verdict.consumer_vpcs));
  };
  expect(await vpcs([])).toMatchObject([{ result: "VIOLATED" }]);
  const [vpc] = await vpcs([join(folder, "policy.yaml")]);
  expect(vpc?.result).toBe("PROVEN");
  expect(vpc?.assumptions.map((each) => each.split(" ").slice(1).join(" "))).toEqual(
    Array.from(
      { length: 2 },
      () =>
        "hands the packets that are routed to it to the owner of its appliances (output service_name of the state ../../../terraform-state/vault-appliance-firewall.tfstate), who may send them anywhere (`allowed_appliance_services` of the policy data)",
    ),
  );
});

test("the entry of the example is only of its appliance, in the stack that it names", async () => {
  const folder = join(PACKAGE_ROOT, "examples", "inspection");
  const built = temporaryFolder();
  buildHere(planEstate(loadEnvironments(folder)), built);
  const name = "vault-consumer-archive";
  const text = readFileSync(join(built, "stacks", name, "cdk.tf.json"), "utf8");
  const rogue = text.replaceAll("vault-appliance-firewall", "vault-appliance-rogue");
  expect(rogue).not.toBe(text);
  const policy = await loadPolicy(readPolicyData([join(folder, "policy.yaml")]));
  const result = (document: string) => {
    const verdict = policy.judge(JSON.parse(document));
    return verdict.verdict === "unjudgeable" ? undefined : verdict.consumer_vpcs[0]?.result;
  };
  expect(result(text)).toBe("PROVEN");
  expect(result(rogue)).toBe("UNPROVEN");
  expect(result(text.replaceAll(name, "vault-consumer-other"))).toBe("UNPROVEN");
});

test("every consumer's stack fails with a gateway added, and no other does", async () => {
  const policy = await loadPolicy();
  for (const name of readdirSync(join(out, "stacks"))) {
    const document = stack(name);
    const aws_internet_gateway = { added: { vpc_id: "vpc-0123456789abcdef0" } };
    const verdict = policy.judge({ ...document, resource: { ...document.resource, aws_internet_gateway } });
    const isConsumer = document.output.privatelink_stack_role.value === "consumer";
    expect([name, verdict.verdict]).toEqual([name, isConsumer ? "violations" : "clean"]);
  }
});
