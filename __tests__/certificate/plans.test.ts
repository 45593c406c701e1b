import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesOf } from "../../certificate/plan-facts";
import { sha256 } from "../../support/sha256";
import { temporaryFolder } from "../support/environments";
import {
  certify,
  consumerPlan,
  consumerStack,
  GATEWAY,
  put,
  readCertificate,
  readIndex,
  readPage,
  resource,
  writePlans,
  writeStacks,
} from "./estate";

const NAME = "prod-consumer-web";
const PATH = `prod/${NAME}--aws_vpc.main`;
const OPEN = resource("aws_internet_gateway", "out", { vpc_id: "vpc-0123456789abcdef0" });

/** A stack and its plan, and what was written of them. */
async function certified(plan: Record<string, unknown> | null, stack: unknown = consumerStack(NAME)) {
  const parent = temporaryFolder();
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: stack });
  const plans = writePlans(join(parent, "plans"), stacks, { [NAME]: plan });
  const out = join(parent, "certificates");
  const printed = await certify(stacks, out, ["--plans", plans]);
  return { ...printed, stacks, plans, out, certificate: readCertificate(out, PATH), page: readPage(out, PATH) };
}

test("a plan that changes nothing: the state that Terraform knew, with the VPC's id", async () => {
  const { code, certificate, page, plans } = await certified(consumerPlan(NAME, "no-op"));
  expect(code).toBe(0);
  expect(certificate.basis.kind).toBe("plan-without-changes");
  expect(certificate.network.id).toBe("vpc-0123456789abcdef0");
  expect(certificate.basis.documents.map(({ kind, name }) => [kind, name])).toEqual([
    ["stack", `stacks/${NAME}/cdk.tf.json`],
    ["plan", `${NAME}/plan.json`],
  ]);
  expect(certificate.basis.documents[1]?.sha256).toBe(sha256(readFileSync(join(plans, NAME, "plan.json"))));
  expect(page).toContain("what Terraform knew of it when the plan was made");
  expect(page).not.toContain("What is deployed in AWS: nobody asked AWS.");
});

test("a plan with changes: what will be there after it is applied, and not what is there before", async () => {
  const { certificate, page } = await certified(consumerPlan(NAME, "create"));
  expect(certificate.basis).toMatchObject({ kind: "plan-with-changes", plan: { changes: { create: 1, destroy: 0 } } });
  expect(certificate.statement.holds_for[1]).toBe(
    "What will be there after the plan is applied (1 to create, 0 to change, 0 to replace, 0 to destroy), and not what is there before.",
  );
  expect(page).toContain("as it will be after the plan is applied");
});

test("fails for a plan of another stack than its index names", async () => {
  const parent = temporaryFolder();
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: consumerStack(NAME) });
  const plan = consumerPlan(NAME, "no-op");
  const tags = { ManagedBy: "cdktf-privatelink", Stack: "prod-consumer-other" };
  const { provider_config } = plan.configuration as { provider_config: { aws: { expressions: object } } };
  Object.assign(provider_config.aws.expressions, { default_tags: [{ tags: { constant_value: tags } }] });
  const plans = writePlans(join(parent, "plans"), stacks, { [NAME]: plan });
  const { code, error } = await certify(stacks, join(parent, "certificates"), ["--plans", plans]);
  expect(code).toBe(1);
  expect(error).toContain(`expected a plan of ${NAME}, as its index says; found a plan of prod-consumer-other.`);
});

test("the worst of stack and plan counts: a way out that only the plan shows is no certificate", async () => {
  const { code, certificate } = await certified(consumerPlan(NAME, "no-op", [OPEN]));
  expect(code).toBe(1);
  expect(certificate.result).toBe("violated");
  expect(certificate.basis.documents.map(({ kind, result }) => [kind, result])).toEqual([
    ["stack", "PROVEN"],
    ["plan", "VIOLATED"],
  ]);
  expect(certificate.findings.map(({ rule, in: shownBy }) => [rule, shownBy])).toContainEqual([
    "no-internet-gateway",
    ["plan"],
  ]);
});

test("fails where a finding opens no path and fails the policies: the isolation is proven, and it is no certificate", async () => {
  const everybody = [{ cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 0, protocol: "-1" }];
  const group = resource("aws_security_group", "open", { vpc_id: "vpc-0123456789abcdef0", ingress: everybody });
  const { code, out, certificate, page } = await certified(consumerPlan(NAME, "no-op", [group]));
  expect([code, certificate.result, certificate.is_certificate]).toEqual([1, "proven", false]);
  expect(certificate.findings.map(({ rule, counts }) => [rule, counts])).toEqual([
    ["narrow-security-groups", expect.stringMatching(/no-way|stack/)],
  ]);
  expect(certificate.statement).toMatchObject({
    heading: "Not a certificate: the policies fail",
    result: "Isolation proven, but the policies fail",
  });
  expect(page).toContain("NOT A CERTIFICATE");
  expect(readPage(out, "prod/index")).toContain("NOT A CERTIFICATE: the policies fail");
});

test("what stack and plan say alike is one finding", async () => {
  const { certificate } = await certified(consumerPlan(NAME, "no-op", [OPEN]), consumerStack(NAME, GATEWAY));
  const own = certificate.findings.filter(({ rule }) => rule === "no-internet-gateway");
  expect(own.map(({ in: shownBy }) => shownBy)).toEqual([["stack", "plan"]]);
});

test("a deferred plan leaves a certificate of the configuration, with the reason", async () => {
  const { code, certificate } = await certified(null);
  expect(code).toBe(0);
  expect(certificate.basis).toMatchObject({ kind: "configuration", plan: { status: "deferred", changes: null } });
  expect(certificate.statement.holds_for).toContain(
    "Only the declared configuration, not what is deployed. There is no plan of it: it is deferred, because it waits for prod-service-orders.",
  );
});

test("rules about changes are examined where there is a plan", async () => {
  const { certificate } = await certified(consumerPlan(NAME, "no-op"));
  expect(certificate.rules.find(({ id }) => id === "no-replacement")?.outcome).toBe("passed");
});

test("a replacement that forgets what was there, and an action that nobody knows, count as replacements", () => {
  const changes = [["create", "forget"], ["an-action-of-tomorrow"], ["forget"], ["read"]];
  const resource_changes = changes.map((actions) => ({ mode: "managed", change: { actions } }));
  expect(changesOf({ resource_changes })).toEqual({ create: 0, update: 0, replace: 2, destroy: 0 });
});

test("the statement has the binary plan as a subject too", async () => {
  const { out } = await certified(consumerPlan(NAME, "no-op"));
  const { subject } = JSON.parse(readFileSync(join(out, `${PATH}.intoto.json`), "utf8"));
  expect(subject.map(({ name }: { name: string }) => name)).toEqual([
    `stacks/${NAME}/cdk.tf.json`,
    `${NAME}/plan.json`,
    `${NAME}/plan.tfplan`,
  ]);
  expect(subject[2].digest).toEqual({ sha256: sha256("binary") });
});

/** A stack with only a VPC, and its plan with a provider of a region, as files. */
function stackAndPlanFile(region: string) {
  const parent = temporaryFolder();
  const stack = consumerStack(NAME);
  const { aws_vpc } = stack.resource as Record<string, unknown>;
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: { ...stack, resource: { aws_vpc } } });
  const plan = consumerPlan(NAME, "no-op");
  const tags = { ManagedBy: "cdktf-privatelink", Stack: NAME };
  const expressions = {
    ...{ region: { constant_value: region }, allowed_account_ids: { constant_value: ["222222222222"] } },
    default_tags: [{ tags: { constant_value: tags } }],
  };
  const configuration = { ...(plan.configuration as object), provider_config: { aws: { name: "aws", expressions } } };
  put(join(parent, "plan.json"), JSON.stringify({ ...plan, configuration }));
  return { stacks, out: join(parent, "certificates"), plan: join(parent, "plan.json") };
}

test("a plan as a file, without an index, is that of the stack that it names", async () => {
  const { stacks, out, plan } = stackAndPlanFile("us-east-1");
  expect((await certify(stacks, out, ["--plans", plan])).code).toBe(0);
  expect(readIndex(out).certificates.map(({ path }) => path)).toEqual([PATH]);
  expect(readCertificate(out, PATH).basis.documents.map(({ kind }) => kind)).toEqual(["stack", "plan"]);
});

test("a plan as a file may begin with a byte order mark", async () => {
  const { stacks, out, plan } = stackAndPlanFile("us-east-1");
  writeFileSync(plan, `\uFEFF${readFileSync(plan, "utf8")}`);
  expect((await certify(stacks, out, ["--plans", plan])).code).toBe(0);
  expect(readCertificate(out, PATH).basis.documents.map(({ kind }) => kind)).toEqual(["stack", "plan"]);
});

test("a plan as a file of a stack that cannot be read is refused with this reason", async () => {
  const { stacks, out, plan } = stackAndPlanFile("us-east-1");
  writeFileSync(join(stacks, "stacks", NAME, "cdk.tf.json"), '{"resource": ');
  const { code, error } = await certify(stacks, out, ["--plans", plan]);
  expect(code).toBe(2);
  expect(error).toMatch(/cdk\.tf\.json:1:14: expected a stack or a plan; found: not valid JSON: .*Nothing was written/);
});

test("a plan as a file of another configuration than the stack that it names is refused", async () => {
  const { stacks, out, plan } = stackAndPlanFile("eu-west-1");
  const { code, error } = await certify(stacks, out, ["--plans", plan]);
  expect(code).toBe(1);
  expect(error).toContain('its configuration is another one: expected "us-east-1" as region of provider aws');
  expect(() => readIndex(out)).toThrow("ENOENT");
});

describe("a consumer VPC that the policy data takes out is named, and gives no pass", () => {
  const MARK = { "privatelink:vpc-role": "consumer" };
  const TOLD = "aws_vpc.two is in `other_vpcs` of the policy data: nothing is certified of it.";

  async function without(two: object, more: (parent: string) => readonly string[] = () => []) {
    const parent = temporaryFolder();
    const stacks = writeStacks(join(parent, "cdktf.out"), { "prod-other": two });
    put(join(parent, "policy.yaml"), "config:\n  other_vpcs: [aws_vpc.two]\n");
    const out = join(parent, "certificates");
    const { code, error } = await certify(stacks, out, ["--data", join(parent, "policy.yaml"), ...more(parent)]);
    return { code, error };
  }

  test.each([
    ["with the tag", { resource: { aws_vpc: { two: { tags: MARK } } } }],
    ["in a list of blocks", { resource: [{ aws_vpc: [{ two: { tags: MARK } }] }] }],
    ["whose tags cannot be read", { resource: { aws_vpc: { two: { tags: "${local.tags}" } } } }],
    [
      "that the provider tags",
      { provider: { aws: [{ default_tags: [{ tags: MARK }] }] }, resource: { aws_vpc: { two: {} } } },
    ],
  ])("%s", async (_, stack) => {
    const { code, error } = await without(stack);
    expect(code).toBe(2);
    expect(error).toContain(TOLD);
  });

  test("in a plan that is given", async () => {
    const plan = consumerPlan("prod-two", "no-op", [resource("aws_vpc", "two", { tags: MARK })]);
    const { code, error } = await without({}, (parent) => {
      put(join(parent, "plan.json"), JSON.stringify(plan));
      return ["--plans", join(parent, "plan.json")];
    });
    expect(code).toBe(2);
    expect(error).toContain(TOLD);
  });

  test("one with the tag of a hub is no consumer's", async () => {
    const hub = { resource: { aws_vpc: { two: { tags: { "privatelink:vpc-role": "hub" } } } } };
    expect((await without(hub)).error).not.toContain("aws_vpc.two");
  });
});

describe("plans that do not fit are refused, and nothing is written", () => {
  async function refused(change: (paths: { stacks: string; plans: string }) => void) {
    const parent = temporaryFolder();
    const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: consumerStack(NAME) });
    const plans = writePlans(join(parent, "plans"), stacks, { [NAME]: consumerPlan(NAME, "no-op") });
    change({ stacks, plans });
    const out = join(parent, "certificates");
    const { code, error } = await certify(stacks, out, ["--plans", plans]);
    expect(() => readIndex(out)).toThrow("ENOENT");
    return { code, error };
  }

  test("a stack that changed since it was planned", async () => {
    const { code, error } = await refused(({ stacks }) => {
      writeStacks(stacks, { [NAME]: consumerStack(NAME, GATEWAY) });
    });
    expect(code).toBe(1);
    expect(error).toMatch(/expected the stack that .* was planned of .*found other bytes .*Plan again/);
  });

  test("a plan that was changed since it was made", async () => {
    const { code, error } = await refused(({ plans }) => {
      writeFileSync(join(plans, NAME, "plan.json"), "{}");
    });
    expect(code).toBe(1);
    expect(error).toMatch(/plan\.json: expected the plan that .*found [0-9a-f]{64}\. Plan again/);
  });

  test("a plan that was made, and that the index does not name", async () => {
    const { code, error } = await refused(({ plans }) => {
      const file = join(plans, "plans.json");
      writeFileSync(file, readFileSync(file, "utf8").replace(/"json_digest":"\w+"/, '"json_digest":null'));
    });
    expect([code, error]).toEqual([
      1,
      expect.stringContaining(`of ${NAME}, which is planned; found none. Plan again.`),
    ]);
  });

  test("a folder without an index", async () => {
    const { code, error } = await refused(({ plans }) => {
      writeFileSync(join(plans, "plans.json"), "{}");
    });
    expect(code).toBe(1);
    expect(error).toContain("expected an index of plans, which `privatelink plan` writes");
  });
});

test("plans that do not say their stack have pages of their own, and none takes the place of another", async () => {
  const parent = temporaryFolder();
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: consumerStack(NAME) });
  const files = ["a.json", "b.json"].map((file) => join(parent, file));
  for (const file of files) put(file, JSON.stringify(consumerPlan(NAME, "no-op")));
  const out = join(parent, "certificates");
  await certify(stacks, out, ["--plans", ...files]);
  const paths = readIndex(out).certificates.map(({ path }) => path);
  expect(paths).toEqual(["other/other--aws_vpc.main", "other/other--aws_vpc.main--2", PATH]);
  expect(paths.map((path) => readCertificate(out, path).basis.documents.map(({ name }) => name))).toEqual([
    ["a.json"],
    ["b.json"],
    [`stacks/${NAME}/cdk.tf.json`],
  ]);
});

test("sensitive values of a plan are not shown", async () => {
  const plan = consumerPlan(NAME, "no-op", [
    { ...resource("aws_subnet", "a", { vpc_id: "vpc-0123456789abcdef0" }), sensitive_values: {} },
  ]);
  const { root_module } = plan.planned_values as { root_module: { resources: Record<string, unknown>[] } };
  const [vpc] = root_module.resources;
  if (vpc !== undefined) Object.assign(vpc, { sensitive_values: { tags: { Name: true }, cidr_block: true } });
  Object.assign(vpc?.values as object, { tags: { Name: "hidden-name" }, cidr_block: "10.99.0.0/16" });
  const { certificate, page } = await certified(plan);
  expect(certificate.network.ranges).toEqual(["10.1.0.0/16"]);
  expect(page).not.toContain("hidden-name");
  expect(page).not.toContain("10.99.0.0/16");
});

test("an existing VPC: another configuration made it, and what others gave it is not seen", async () => {
  const stack = consumerStack(NAME);
  const data = { aws_vpc: { main: { id: "vpc-0123456789abcdef0" } } };
  const subnet = { aws_subnet: { a: { vpc_id: "${data.aws_vpc.main.id}", cidr_block: "10.1.0.0/24" } } };
  const parent = temporaryFolder();
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: { ...stack, data, resource: subnet } });
  const out = join(parent, "certificates");
  await certify(stacks, out);
  const [entry] = readIndex(out).certificates;
  const { network, statement, assumptions } = readCertificate(out, entry?.path ?? "");
  expect(network).toMatchObject({ existing: true, id: "vpc-0123456789abcdef0", ranges: [] });
  expect(statement.does_not_cover.join(" ")).toContain("This VPC already existed");
  expect(assumptions.length).toBeGreaterThan(0);
});

test("what only the plan leaves unproven is said of the plan, and not of the configuration", async () => {
  const unknown = resource("aws_new_thing", "x", { vpc_id: "vpc-0123456789abcdef0" });
  const { code, certificate } = await certified(consumerPlan(NAME, "no-op", [unknown]));
  expect(code).toBe(1);
  expect(certificate.basis.documents.map(({ result }) => result)).toEqual(["PROVEN", "UNPROVEN"]);
  expect(certificate.statement.summary[0]).toBe(
    "Something could not be examined in what Terraform knew of it when the plan was made, and it could be a path into " +
      "or out of this network: 2 findings below.",
  );
  expect(certificate.statement.summary.join(" ")).not.toContain("no path");
});

test("of an existing VPC without an endpoint: nothing is said of endpoints that others may have made", async () => {
  const data = { aws_vpc: { main: { id: "vpc-0123456789abcdef0" } } };
  const subnet = { aws_subnet: { a: { vpc_id: "${data.aws_vpc.main.id}", cidr_block: "10.1.0.0/24" } } };
  const parent = temporaryFolder();
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: { ...consumerStack(NAME), data, resource: subnet } });
  const out = join(parent, "certificates");
  await certify(stacks, out);
  const { is_certificate, statement } = readCertificate(out, readIndex(out).certificates[0]?.path ?? "");
  expect(is_certificate).toBe(true);
  expect(statement.summary[1]).toBe(
    "As far as this configuration shows, it has no connection with anything else: no endpoint of it was found.",
  );
});
