import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannedStack } from "../../pipeline/plans-file";

import { sha256 } from "../../support/sha256";
import { cli } from "../support/cli";
import { CONSUMER, ENVIRONMENT, EXTERNAL, temporaryFolder } from "../support/environments";
import { changedFile, cleanReport, finding, judged, report, type StackSpec, vpc, writePlans } from "./plans";
import { NEW_CONSUMER, Scene } from "./scene";

describe("the verdict", () => {
  test("a stack that was planned, and whose plan.json the index does not name, keeps it from being merged", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const file = join(scene.plans, "plans.json");
    writeFileSync(file, readFileSync(file, "utf8").replace(/"json_digest": ?"\w+"/, '"json_digest":null'));
    const { code, out } = await scene.markdown();
    expect([code, out]).toEqual([2, expect.stringContaining("expected the digest of plan.json of dev-consumer-web")]);
  });

  test.each([
    [
      "of too many levels",
      (text: string) => text.replace('"after":{}', `"after":${'{"a":'.repeat(9000)}1${"}".repeat(9000)}`),
    ],
    ["with a key twice", (text: string) => text.replace("{", '{"resource_changes":[],')],
    ["that is empty", () => ""],
  ])("a plan %s keeps it from being merged", async (_, change) => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const [plan, index] = ["dev-consumer-web/plan.json", "plans.json"].map((name) => join(scene.plans, name));
    const text = readFileSync(plan as string, "utf8");
    writeFileSync(plan as string, change(text));
    const digests = readFileSync(index as string, "utf8").replace(sha256(text), sha256(change(text)));
    writeFileSync(index as string, digests);
    const { code, out } = await scene.markdown();
    expect([code, out]).toEqual([2, expect.stringContaining("stack dev-consumer-web: its plan.json cannot be read: ")]);
  });

  test("a clean change may be merged: the comment says what is proven, what it costs, and how to apply it", async () => {
    const scene = new Scene([NEW_CONSUMER]);
    const [stack] = scene.stacks as [PlannedStack];
    const document = judged(join(scene.plans, stack.name, "plan.json"), stack.name, stack.json_digest, {
      consumer_vpcs: [vpc("PROVEN")],
    });
    const { out, code } = await scene.policy(report([document])).markdown();
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 2)).toEqual(["<!-- privatelink-review -->", "## ✅ PrivateLink: may be merged"]);
    expect(out).toContain(
      "\n**1 stack**, 3 stacks unchanged · 2 added · consumer VPCs: 1 PROVEN · +14.60 USD a month\n",
    );
    expect(out).toContain("- `dev-consumer-web`: `aws_vpc.vpc`, 0 endpoints, from its plan\n");
    expect(out).toContain("| zone of an interface endpoint | `us-east-1` | 2 |  | 0.01 | +14.60 USD |");
    expect(out).toContain(`--plans ${scene.plans} --digest ${sha256(readFileSync(join(scene.plans, "plans.json")))}`);
    expect(out.length).toBeLessThan(2_500);
  });

  test("a change that touches no stack says so in a few lines", async () => {
    const { out, code } = await new Scene([]).markdown();
    expect(code).toBe(0);
    expect(out).toContain("## ✅ PrivateLink: no stack changes\n\n3 stacks unchanged\n");
    expect(out.length).toBeLessThan(400);
  });

  test("a finding fails the change, and is shown once with all its stacks and its place", async () => {
    const scene = new Scene([NEW_CONSUMER, { ...NEW_CONSUMER, name: "dev-consumer-api" }]);
    const documents = scene.stacks.map(({ name, json_digest }) =>
      judged(join(scene.plans, name, "plan.json"), name, json_digest, { verdict: "violations", findings: [finding()] }),
    );
    const { out, code } = await scene.policy(report(documents)).markdown();
    expect(code).toBe(1);
    expect(out).toContain("## ❌ PrivateLink: violates the policies: 1 finding\n");
    expect(out.match(/no-nat/g)).toHaveLength(1);
    for (const stack of ["dev-consumer-api", "dev-consumer-web"])
      expect(out).toContain(`- in: \`${stack}\`, from \`environments/dev/consumers/web.yaml:4:3  vpc\`\n`);
    expect(out).not.toContain("How to apply");
  });

  test("a stack that is destroyed has no VPC to prove", async () => {
    const scene = new Scene([{ ...NEW_CONSUMER, mode: "destroy", change: "gone" }]);
    const [{ name, json_digest }] = scene.stacks as [PlannedStack];
    const proven = judged(join(scene.plans, name, "plan.json"), name, json_digest, { consumer_vpcs: [vpc("PROVEN")] });
    expect(await scene.policy(report([proven])).json()).toMatchObject({ vpcs: [], verdict: "may-be-merged" });
  });

  test("a plan that failed fails the change, with what Terraform said", async () => {
    const scene = new Scene([NEW_CONSUMER, { name: "dev-service-orders", reason: "Error: <b>no role</b> @admin" }]);
    const { out, code } = await scene.clean().markdown();
    expect(code).toBe(1);
    expect(out).toContain("## ❌ PrivateLink: 1 plan failed");
    expect(out).toContain("| `dev-service-orders` | Error: &#60;b&#62;no role&#60;/b&#62; &#64;&#8203;admin |");
  });

  test("a stack that waits for another does not keep the change from being merged", async () => {
    const waiting: Partial<StackSpec> = { result: "deferred", reason: "no state yet", waits_for: ["dev-consumer-web"] };
    const scene = new Scene([NEW_CONSUMER, { name: "dev-acceptance-orders", ...waiting, change: "affected" }]);
    const { out, code } = await scene.clean().markdown();
    expect(code).toBe(0);
    expect(out).toContain("may be merged; 1 stack waits for others");
    expect(out).toContain("| `dev-acceptance-orders` | `dev-consumer-web` | no state yet |");
    expect(out).toContain("## ✅ PrivateLink: may be merged; 1 stack waits for others\n");
    expect(out).toContain("+14.60 USD a month, without 1 stack that has no plan yet\n");
    expect(out).toContain("### Cost\n\nNot in the sum: stacks without a plan yet: `dev-acceptance-orders`.\n");
  });
});

describe("what was not judged", () => {
  const problemsOf = async (scene: Scene) => {
    const review = await scene.json();
    expect(review).toMatchObject({ verdict: "not-judged", exit_code: 2 });
    return review.problems;
  };

  test("plans without a report of the policies", async () => {
    expect(await problemsOf(new Scene([NEW_CONSUMER]))).toEqual([expect.stringContaining("--policy FILE")]);
  });

  test("a report that has not all the plans", async () => {
    const scene = new Scene([NEW_CONSUMER, { ...NEW_CONSUMER, name: "dev-consumer-api" }]);
    const problems = await problemsOf(scene.policy(cleanReport(scene.plans, scene.stacks.slice(0, 1))));
    expect(problems).toEqual([expect.stringContaining("are not in the report of the policies: dev-consumer-api.")]);
  });

  test("a report on other plans of the same names", async () => {
    const scene = new Scene([NEW_CONSUMER]);
    const older = scene.stacks.map((stack) => ({ ...stack, json_digest: sha256("older") }));
    const problems = await problemsOf(scene.policy(cleanReport(scene.plans, older)));
    expect(problems).toEqual([expect.stringContaining("their content differs: dev-consumer-web.")]);
  });

  test("fails where a plan is one of another stack", async () => {
    const scene = new Scene([NEW_CONSUMER, { ...NEW_CONSUMER, name: "dev-consumer-api" }]);
    const documents = scene.stacks.map(({ name, json_digest }) =>
      judged(join(scene.plans, name, "plan.json"), "dev-consumer-web", json_digest),
    );
    expect(await problemsOf(scene.policy(report(documents)))).toEqual([
      "The plans of these stacks are plans of other stacks: dev-consumer-api (a plan of dev-consumer-web). " +
        "Run `privatelink plan` again.",
    ]);
  });

  const WAITING: StackSpec = { name: "dev-consumer-api", result: "deferred", reason: "waits", change: "new" };
  const GONE: StackSpec = { ...WAITING, name: "dev-consumer-old", mode: "destroy", change: "gone" };

  test.each([
    ["that waits", WAITING],
    ["that is gone, and waits", GONE],
  ])("fails where nobody judged the configuration of a stack %s and has no plan", async (_, waiting) => {
    const only = await problemsOf(new Scene([waiting]));
    expect(only).toEqual([expect.stringContaining(`nobody judged their configuration: ${waiting.name}. Run \`privat`)]);
    const scene = new Scene([NEW_CONSUMER, waiting]);
    const problems = await problemsOf(scene.policy(cleanReport(scene.plans, scene.stacks)));
    expect(problems).toEqual([
      `These stacks wait and have no plan yet, and the report of the policies does not have their configuration: ` +
        `${waiting.name}. Run \`privatelink policy ${scene.plans} ${scene.folder} --format json=FILE\` again.`,
    ]);
  });

  test("fails where the configuration of a stack that waits is another one, or is not there", async () => {
    const changed = new Scene([NEW_CONSUMER, WAITING]).clean();
    const file = join(changed.folder, "stacks", WAITING.name, "cdk.tf.json");
    writeFileSync(file, "{}");
    expect(await problemsOf(changed)).toEqual([
      expect.stringContaining("dev-consumer-api: expected the configuration"),
    ]);
    rmSync(file);
    expect(await problemsOf(changed)).toEqual([
      expect.stringMatching(/found no .*stacks\/dev-consumer-api\/cdk.tf.json/),
    ]);
  });

  test("fails where the configuration of a stack that waits violates a policy: its VPC is named", async () => {
    const scene = new Scene([WAITING]);
    const path = join(scene.folder, "stacks", WAITING.name, "cdk.tf.json");
    const document = judged(path, WAITING.name, sha256(readFileSync(path)), {
      ...{ form: "cdk.tf.json", verdict: "violations", findings: [finding()], consumer_vpcs: [vpc("VIOLATED")] },
    });
    const { out, code } = await scene.policy(report([document])).markdown();
    expect(code).toBe(1);
    expect(out).toContain("| `dev-consumer-api`: `aws_vpc.vpc` | **VIOLATED** | only from its configuration |  |");
  });

  test("a plan that the policies could not judge", async () => {
    const scene = new Scene([NEW_CONSUMER]);
    const source = join(scene.plans, "dev-consumer-web/plan.json");
    const document = {
      source,
      stack: null,
      verdict: { verdict: "unjudgeable", form: "plan", why: ["too old"] },
    } as const;
    const problems = await problemsOf(
      scene.policy(report([{ ...document, verdict: { ...document.verdict, why: ["too old"] } }])),
    );
    expect(problems).toEqual([`${source} could not be judged: too old`]);
  });

  test.each([
    ["a document that violates", { verdict: "violations" }],
    ["a finding that fails", { findings: [finding()] }],
  ] as const)("a report that is clean in sum, with %s", async (_, rest) => {
    const scene = new Scene([NEW_CONSUMER]);
    const [{ name, json_digest }] = scene.stacks as [PlannedStack];
    const document = judged(join(scene.plans, name, "plan.json"), name, json_digest, {
      ...rest,
      findings: "findings" in rest ? [...rest.findings] : [],
    });
    const problems = await problemsOf(scene.policy(report([document], { verdict: "clean", exit_code: 0 })));
    expect(problems).toEqual([
      'The report of the policies contradicts itself: it says "clean" with exit code 0, and what it found gives ' +
        "exit code 1. Run `privatelink policy` again.",
    ]);
  });

  test("a report whose verdict and exit code differ", async () => {
    const scene = new Scene([NEW_CONSUMER]);
    const clean = cleanReport(scene.plans, scene.stacks);
    const problems = await problemsOf(scene.policy({ ...clean, verdict: "violations" }));
    expect(problems).toEqual([expect.stringContaining('it says "violations" with exit code 0')]);
  });

  test("a comparison of no commit, while the plans have one", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const problems = await problemsOf(scene.changed(changedFile(scene.stacks, { head: null })));
    expect(problems).toEqual([
      expect.stringMatching(/^changed\.json is of no commit that is known, and the plans are of commit [0-9a-f]{40}\./),
    ]);
  });

  test("a plan that was changed since the index was written", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    writeFileSync(join(scene.plans, "dev-consumer-web/plan.json"), "{}");
    expect(await problemsOf(scene)).toEqual([
      expect.stringMatching(
        /plan\.json: expected the plan that .*plans\.json names \(SHA-256 .*; found [0-9a-f]{64}\./,
      ),
    ]);
  });

  test("a changed stack without a plan, as where a shard is missing", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const all = changedFile([...scene.stacks, { ...(scene.stacks[0] as PlannedStack), name: "dev-consumer-api" }]);
    expect(await problemsOf(scene.changed(all))).toEqual([
      expect.stringContaining("1 of 2 stacks of changed.json have no plan: dev-consumer-api."),
    ]);
  });

  test("not a changed stack that an earlier round of the deployment dealt with", async () => {
    const scene = new Scene([NEW_CONSUMER]);
    writePlans(scene.plans, [NEW_CONSUMER], { settled: ["dev-consumer-api"] });
    const all = changedFile([...scene.stacks, { ...(scene.stacks[0] as PlannedStack), name: "dev-consumer-api" }]);
    expect(await scene.clean().changed(all).json()).toMatchObject({ verdict: "may-be-applied", problems: [] });
  });

  test("a comparison of another commit", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const other = changedFile(scene.stacks, { head: { commit: "e".repeat(40), dirty: false } });
    expect(await problemsOf(scene.changed(other))).toEqual([expect.stringContaining("changed.json is of commit eeee")]);
  });

  test("one stack in two folders of plans", async () => {
    const scene = new Scene([NEW_CONSUMER]).clean();
    const review = await scene.json("--plans", scene.plans);
    expect(review.problems).toContainEqual(expect.stringContaining("planned more than once: dev-consumer-web."));
  });

  test("names that lead out of the folder of plans", async () => {
    const scene = new Scene([{ ...NEW_CONSUMER, resources: [] }]);
    const stacks = [{ ...(scene.stacks[0] as PlannedStack), name: "../dev" }];
    writePlans(scene.plans, [], { stacks });
    scene.changed(changedFile(stacks));
    expect(await problemsOf(scene)).toContainEqual(
      expect.stringContaining("expected names of stacks that are no paths"),
    );
  });

  test("a folder without plans is told without a comment", async () => {
    const { out, error, code } = await cli(["review", "--plans", temporaryFolder()]);
    expect({ out, code }).toEqual({ out: "", code: 2 });
    expect(error).toContain("plans.json: expected an index of plans, which `privatelink plan` writes; found no file.");
  });
});

describe("customers", () => {
  const FILES = {
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": CONSUMER,
    "dev/consumers/globex.yaml": EXTERNAL,
  };
  const accepter = (name: string, action: string) => ({
    address: `aws_vpc_endpoint_connection_accepter.connections_${name}_88379348[0]`,
    actions: [action],
  });

  test("an accepter that is destroyed takes a customer's connection, one that is made gives it", async () => {
    const resources = [accepter("globex_orders_vpce-0123", "delete"), accepter("web_orders", "create")];
    const scene = new Scene([{ name: "dev-acceptance-orders_03-of-16", resources }]).clean();
    const { out } = await scene.markdown();
    expect(out).toContain("## ✅ PrivateLink: may be merged; 1 customer loses a connection\n");
    expect(out).toContain("- ➖ `dev`: `globex` **loses its connection** to `orders` (the endpoint is rejected)");
    expect(out).toContain("- ➕ `dev`: `web` gets a connection to `orders` (the endpoint is accepted)");
  });

  test("a consumer whose stack is destroyed loses its connection, said once with its service", async () => {
    const endpoint = {
      address: "aws_vpc_endpoint.endpoint-orders_endpoint_229E63C4",
      actions: ["delete"],
      before: { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b"] },
    };
    const review = await new Scene([
      { name: "dev-consumer-web", resources: [endpoint], mode: "destroy", change: "gone" },
      { name: "dev-acceptance-orders", resources: [accepter("web_orders", "delete")] },
    ])
      .clean()
      .json();
    expect(review.customers).toEqual([
      {
        ...{ effect: "loses", environment: "dev", service: "orders", connection: "orders" },
        ...{ cause: "the endpoint is rejected", customers: ["web"] },
      },
    ]);
    expect(review.costs).toMatchObject({ monthly: -14.6, incomplete: false });
  });

  const REPLACED = {
    address: "aws_vpc_endpoint_service.endpoint-service_49322BF2",
    actions: ["delete", "create"],
    before: {},
    after: {},
    replacePaths: [["gateway_load_balancer_arns"]],
  };

  test("a service that is replaced takes all its customers' connections", async () => {
    const scene = new Scene([{ name: "dev-service-orders", resources: [REPLACED] }]).clean().environments(FILES);
    const { out } = await scene.markdown();
    expect(out).toContain(
      "`dev`: 2 customers **lose their connections** to `orders` (the endpoint service is replaced",
    );
    expect(out).toContain("no status says who of them is connected): `globex`, `web`");
    expect(out).toContain(
      "`aws_vpc_endpoint_service.endpoint-service_49322BF2` | **replaced** | `gateway_load_balancer_arns` |",
    );
  });

  test("a status says who of them is connected", async () => {
    const scene = new Scene([{ name: "dev-service-orders", resources: [REPLACED] }]).clean().environments(FILES);
    const endpoint = (endpoint_id: string, state: string, customer: string | null) => ({
      ...{ endpoint_id, owner: "999999999999", state, customer, declared: "allowed" },
    });
    const service = { environment: "dev", service: "orders", service_id: "vpce-svc-0123", is_known: true };
    const status = {
      ...{ format: "privatelink-status/1", generated_at: new Date().toISOString(), source: "aws" },
      services: [
        {
          ...service,
          connections: [
            endpoint("vpce-01", "available", "globex"),
            endpoint("vpce-02", "rejected", "web"),
            endpoint("vpce-03", "partial", null),
          ],
        },
      ],
    };
    const file = join(scene.folder, "status.json");
    writeFileSync(file, JSON.stringify(status));
    const { customers } = await scene.json("--status", file);
    expect(customers).toMatchObject([
      { effect: "loses", customers: ["account 999999999999, endpoint vpce-03", "globex"] },
    ]);
  });

  test("principals are shown by the names of their customers", async () => {
    const resources = [
      {
        address: "aws_vpc_endpoint_service.endpoint-service_49322BF2",
        actions: ["update"],
        before: { allowed_principals: ["arn:aws:iam::222222222222:root", "arn:aws:iam::999999999999:root"] },
        after: { allowed_principals: ["arn:aws:iam::222222222222:root", "arn:aws:iam::888888888888:root"] },
      },
    ];
    const scene = new Scene([{ name: "dev-service-orders", resources }]).clean().environments(FILES);
    const { customers } = await scene.json();
    expect(customers.map(({ effect, customers }) => [effect, customers])).toEqual([
      ["barred", ["account 999999999999"]],
      ["allowed", ["globex"]],
    ]);
  });

  test.each([
    ["aws_lb.load-balancer_30A23327", "service-orders", "interrupted", "the load balancer is replaced"],
    [
      "aws_lb_listener.load-balancer_listener-http_9DA9C6C7",
      "service-orders",
      "interrupted",
      "the listener is replaced",
    ],
    ["aws_vpclattice_resource_configuration.x", "resource-orders", "loses", "the resource configuration is replaced"],
  ] as const)("%s that is replaced affects customers", async (address, stack, effect, cause) => {
    const resources = [{ ...REPLACED, address }];
    const scene = new Scene([{ name: `dev-${stack}`, resources }]).clean().environments(FILES);
    const { customers } = await scene.json();
    expect(customers).toMatchObject([{ effect, customers: ["globex", "web"] }]);
    expect(customers[0]?.cause).toContain(cause);
  });

  test("endpoints of AWS's own services have no customer", async () => {
    const endpoint = {
      address: "aws_vpc_endpoint.endpoint-objects_endpoint_229E63C4",
      actions: ["create"],
      after: { vpc_endpoint_type: "Interface", subnet_ids: ["a"], service_name: "com.amazonaws.us-east-1.s3" },
    };
    const { customers } = await new Scene([{ name: "dev-consumer-web", resources: [endpoint] }]).clean().json();
    expect(customers).toEqual([]);
  });

  test("customers of an environment that is gone are not guessed", async () => {
    const scene = new Scene([{ name: "old-service-orders", resources: [REPLACED] }]).clean().environments(FILES);
    const { customers, unknown_customers } = await scene.json();
    expect(customers).toEqual([]);
    expect(unknown_customers).toEqual([expect.stringContaining("Its customers are not known")]);
  });
});

test("a review is not written over its inputs", async () => {
  const scene = new Scene([NEW_CONSUMER]).clean();
  const before = readFileSync(join(scene.plans, "plans.json"), "utf8");
  for (const file of [join(scene.plans, "plans.json"), join(scene.folder, "policy.json")]) {
    const { error, code } = await scene.markdown("--output", file);
    expect(code).toBe(2);
    expect(error).toContain("expected a file for the review");
  }
  expect(readFileSync(join(scene.plans, "plans.json"), "utf8")).toBe(before);
});

test("writes to a file, and shows no value of a plan", async () => {
  const secret = { address: "aws_ssm_parameter.x", actions: ["delete", "create"], before: { value: "hunter2" } };
  const replaced = {
    ...secret,
    after: { value: "hunter3" },
    replacePaths: [
      ["tags", "hunter4"],
      ["value", 0],
    ],
  };
  const scene = new Scene([{ name: "dev-service-orders", resources: [replaced] }]).clean();
  const file = join(scene.folder, "new/comment.md");
  expect(await scene.markdown("--output", file)).toMatchObject({ out: "", code: 0 });
  const text = readFileSync(file, "utf8");
  expect(existsSync(file)).toBe(true);
  expect(text).toContain("| `aws_ssm_parameter.x` | **replaced** | `tags`, `value` |");
  expect(text).not.toContain("hunter");
});
