import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Aspects, Testing } from "cdktf";
import "../../jest";
import { matchers } from "../../jest";
import { PACKAGE_ROOT } from "../../support/package-root";
import { folderOf } from "../support/environments";
import { thrown } from "../support/synth";
import { newApp, teamStack } from "./stacks";

/** What a failed expectation says. */
function failure(run: () => void): string {
  return thrown(run).message;
}

/** What an expectation says that must fail with `.not` and without. */
function noAnswer(expectation: (subject: jest.JestMatchers<unknown>) => void, subject: unknown): string {
  const plain = failure(() => expectation(expect(subject)));
  expect(failure(() => expectation(expect(subject).not as jest.JestMatchers<unknown>))).toBe(plain);
  expect(plain).toMatch(/^could not judge: /);
  return plain;
}

function circular(): object {
  const object: Record<string, unknown> = {};
  object.resource = object;
  return object;
}

const plan = join(PACKAGE_ROOT, "__tests__/policies/fixtures/consumer-with-ways-out/plan.json");

describe("toBeIsolated", () => {
  test("passes on a stack of plain cdktf that says what it is for: by an option, its mark, or policy data", () => {
    expect(teamStack()).toBeIsolated({ role: "consumer" });
    expect(teamStack({ mark: "consumer" })).toBeIsolated();
    expect(teamStack({ role: "consumer" })).toBeIsolated();
    expect(teamStack()).toBeIsolated({ data: { config: { strict: true } } });
  });

  test("fails with each finding: rule, address, why, and what to do", () => {
    const message = failure(() => expect(teamStack({ natGateway: true })).toBeIsolated({ role: "consumer" }));
    expect(message).toMatch(/^expected every consumer VPC to be PROVEN; 1 of 1 are not\n/);
    expect(message).toContain("aws_nat_gateway.nat: no-nat-gateway (critical)");
    expect(message).toContain("aws_internet_gateway.internet: no-internet-gateway (critical)");
    expect(message).toMatch(/ {6}found: .+\n {6}path:\n/);
    expect(message).toMatch(/ {6}do: .+/);
  });

  test("behind .not, passes on a stack with a way out, and fails on one without", () => {
    expect(teamStack({ natGateway: true })).not.toBeIsolated({ role: "consumer" });
    expect(failure(() => expect(teamStack()).not.toBeIsolated({ role: "consumer" }))).toMatch(
      /^expected a consumer VPC that is not PROVEN; all are\n/,
    );
  });

  test("takes an App, JSON text, an object, a file and a folder", () => {
    const app = newApp();
    teamStack({ role: "consumer" }, app, "one");
    teamStack({ role: "consumer", natGateway: true }, app, "two");
    expect(failure(() => expect(app).toBeIsolated())).toContain("1 of 2 are not");
    const text = Testing.synth(teamStack({ mark: "consumer" }));
    const folder = folderOf({ "stacks/team/cdk.tf.json": text });
    for (const subject of [text, JSON.parse(text), folder, join(folder, "stacks/team/cdk.tf.json")])
      expect(subject).toBeIsolated();
    expect(plan).not.toBeIsolated();
    expect(JSON.parse(readFileSync(plan, "utf8"))).not.toBeIsolated();
  });

  test("fails, also behind .not, where no VPC counts as a consumer's", () => {
    expect(noAnswer((each) => each.toBeIsolated(), teamStack({ natGateway: true }))).toContain('role: "consumer"');
    expect(noAnswer((each) => each.toBeIsolated({ role: "service" }), teamStack())).toContain("none is examined");
  });

  test("fails, also behind .not, where one of several stacks says nothing, and names it", () => {
    const app = newApp();
    teamStack({ role: "consumer" }, app, "closed");
    teamStack({ natGateway: true }, app, "open");
    for (const message of [
      noAnswer((each) => each.toBeIsolated(), app),
      noAnswer((each) => each.toSatisfyPolicies(), app),
    ])
      expect(message).toContain("no VPC of it is examined: open (stack open). ");
  });

  test("judges the stacks below a stack, by their paths", () => {
    const outer = teamStack({ role: "consumer" }, newApp(), "outer");
    teamStack({ role: "consumer", natGateway: true }, outer, "inner");
    const message = failure(() => expect(outer).toBeIsolated());
    expect(message).toContain("1 of 2 are not");
    expect(message).toContain("outer/inner");
    expect(outer).toViolatePolicy("no-nat-gateway", { address: "aws_nat_gateway.nat" });
  });

  test("applies aspects and validations of the stack, and leaves nothing in its output folder", () => {
    const app = newApp();
    const stack = teamStack({ role: "consumer" }, app);
    const visited: string[] = [];
    const before = readdirSync(app.outdir, { recursive: true });
    Aspects.of(stack).add({ visit: ({ node }) => visited.push(node.id) });
    expect(stack).toBeIsolated();
    expect(visited).toContain("vpc");
    expect(readdirSync(app.outdir, { recursive: true })).toEqual(before);
    stack.node.addValidation({ validate: () => ["the team's own rule"] });
    expect(noAnswer((each) => each.toBeIsolated(), stack)).toContain("the team's own rule");
    expect(noAnswer((each) => each.toBeIsolated(), app)).toContain("the team's own rule");
  });
});

describe("what can't be judged fails, also behind .not:", () => {
  test.each([
    ["nothing", undefined, "got undefined"],
    ["a number", 5, "got a number"],
    ["an app without stacks", newApp(), "without a stack"],
    ["an empty object", {}, "COULD NOT JUDGE object"],
    ["a promise", Promise.resolve(), "COULD NOT JUDGE object"],
    ["a list", [{}], "got: an array"],
    ["an object with a circle", circular(), "one that JSON can hold; got another: Converting circular"],
    ["an object with a bigint", { resource: 1n }, "one that JSON can hold; got another: Do not know how"],
    ["text that is no JSON", "{ no JSON", "COULD NOT JUDGE JSON text"],
    ["a key that is there twice", '{"resource": {}, "resource": {}}', "COULD NOT JUDGE JSON text"],
    ["a path that leads nowhere", "no/such/folder", "there is no such file or folder"],
    ["an empty folder", folderOf({}), "nothing to judge"],
  ])("%s", (_, subject, reason) => {
    for (const run of [
      (each: jest.JestMatchers<unknown>) => each.toBeIsolated({ role: "consumer" }),
      (each: jest.JestMatchers<unknown>) => each.toSatisfyPolicies({ role: "consumer" }),
      (each: jest.JestMatchers<unknown>) => each.toViolatePolicy("no-nat-gateway", { role: "consumer" }),
    ])
      expect(noAnswer(run, subject)).toContain(reason);
  });

  test("wrong policy data, with key, expectation and what was found", () => {
    const data = { config: { strcit: true } } as object;
    expect(noAnswer((each) => each.toSatisfyPolicies({ data }), teamStack())).toContain(
      "(policy data):3:5  config.strcit",
    );
    const missing = noAnswer((each) => each.toSatisfyPolicies({ data: "no-such.yaml" }), teamStack());
    expect(missing).toContain("no such file");
  });

  test("a name in policy data that matches nothing", () => {
    const data = { config: { consumer_vpcs: ["aws_vpc.vcp"] } };
    expect(noAnswer((each) => each.toBeIsolated({ data }), teamStack())).toContain("Write `aws_vpc.vpc`");
  });

  test("a role that there is not, or that is not the stack's", () => {
    const role = "consumr" as "consumer";
    expect(noAnswer((each) => each.toBeIsolated({ role }), teamStack())).toContain('got "consumr"');
    const other = teamStack({ role: "service" });
    expect(noAnswer((each) => each.toBeIsolated({ role: "consumer" }), other)).toContain("Leave the role out");
  });
});

describe("toSatisfyPolicies", () => {
  test("passes and fails as privatelink policy does", () => {
    expect(teamStack({ role: "consumer" })).toSatisfyPolicies();
    expect(teamStack({ natGateway: true })).toSatisfyPolicies({ role: "service" });
    expect(teamStack({ role: "consumer", natGateway: true })).not.toSatisfyPolicies();
    const message = failure(() => expect(teamStack({ natGateway: true })).toSatisfyPolicies({ role: "consumer" }));
    expect(message).toMatch(/^expected no finding that fails\n/);
    expect(message).toContain("no-nat-gateway");
  });

  test("fails, also behind .not, where nothing says what a stack is for", () => {
    expect(noAnswer((each) => each.toSatisfyPolicies(), teamStack())).toContain('role: "service"');
  });

  test("takes waivers, and fails on one that has expired or that nothing needs", () => {
    const stack = teamStack({ role: "consumer", natGateway: true });
    const waiver = (rule: string, address: string, expires: string = "2026-12-31") => {
      return { rule, address, reason: "moves in May", owner: "network team", expires };
    };
    const waivers = [
      waiver("no-nat-gateway", "aws_nat_gateway.nat"),
      waiver("no-internet-gateway", "aws_internet_gateway.internet"),
    ];
    const now = "2026-05-01";
    expect(stack).toSatisfyPolicies({ data: { waivers }, now });
    expect(stack).not.toSatisfyPolicies({ data: { waivers }, now: "2027-01-01" });
    const unused = waiver("no-peering", "aws_vpc_peering_connection.none");
    expect(stack).not.toSatisfyPolicies({ data: { waivers: [...waivers, unused] }, now });
    expect(stack).toSatisfyPolicies({ data: { waivers: [...waivers, unused] }, now, isSelection: true });
  });
});

describe("toViolatePolicy", () => {
  test("passes where the rule finds something that fails, by rule, address and outcome", () => {
    const stack = teamStack({ role: "consumer", natGateway: true });
    expect(stack).toViolatePolicy("no-nat-gateway");
    expect(stack).toViolatePolicy("no-nat-gateway", { address: "aws_nat_gateway.nat", outcome: "violated" });
    expect(stack).not.toViolatePolicy("no-nat-gateway", { address: "aws_subnet.subnet" });
    expect(plan).not.toViolatePolicy("no-nat-gateway", { address: "aws_vpc.this" });
    expect(stack).not.toViolatePolicy("no-nat-gateway", { outcome: "warning" });
    expect(stack).not.toViolatePolicy("no-peering");
    expect(failure(() => expect(stack).toViolatePolicy("no-peering"))).toMatch(
      /^expected a finding of no-peering; got none\n/,
    );
    expect(failure(() => expect(stack).not.toViolatePolicy("no-nat-gateway"))).toMatch(
      /^expected not a finding of no-nat-gateway; got 1\n/,
    );
  });

  test("fails, also behind .not, where the rule is unknown or has nothing to look at", () => {
    const consumer = teamStack({ role: "consumer" });
    expect(noAnswer((each) => each.toViolatePolicy("no_nat_gateway"), consumer)).toContain('Write "no-nat-gateway"');
    expect(noAnswer((each) => each.toViolatePolicy("no-nat-gateway"), teamStack())).toContain("about consumer VPCs");
    expect(noAnswer((each) => each.toViolatePolicy("no-replacement"), consumer)).toContain("about what a plan changes");
  });
});

describe("fails, also behind .not, on what the types forbid:", () => {
  const stack = teamStack({ role: "consumer", natGateway: true });

  test.each([
    ["an address of nothing", { address: "aws_nat_gateway.other" }, 'got "aws_nat_gateway.other"'],
    ["an address with a slip", { address: "aws_subnet.subnett" }, 'Write "aws_subnet.subnet"'],
    ["an outcome that there is not", { outcome: "violate" }, "outcome: expected violated, unproven or warning"],
    ["an address that is no text", { address: 5 }, "address: expected an address of Terraform; got a number."],
    ["another option", { adress: "aws_nat_gateway.nat" }, "got `adress`. Write `address`."],
  ])("%s", (_, options, reason) => {
    expect(noAnswer((each) => each.toViolatePolicy("no-nat-gateway", options as object), stack)).toContain(reason);
  });

  test.each([
    ["null", null, "options: expected an object, such as"],
    ["a text", "consumer", 'got "consumer".'],
    ["a list", [], "got an array."],
    ["another option", { rol: "consumer" }, "got `rol`. Write `role`."],
    ["what no call inherits", { constructor: 1 }, "got `constructor`."],
    ["a day that is none", { now: "never" }, 'now: expected a day as YYYY-MM-DD; got "never".'],
    ["a role that is no text", { role: 1n }, "role: expected the name of a role; got a bigint."],
    ["a list of data with a hole", { data: [null] }, "got an array with something else in it."],
  ])("%s as options", (_, given, reason) => {
    const options = given as object;
    for (const run of [
      (each: jest.JestMatchers<unknown>) => each.toBeIsolated(options),
      (each: jest.JestMatchers<unknown>) => each.toSatisfyPolicies(options),
      (each: jest.JestMatchers<unknown>) => each.toViolatePolicy("no-nat-gateway", options),
    ])
      expect(noAnswer(run, stack)).toContain(reason);
  });
});

test("the matchers can be given to expect.extend, and called by themselves", () => {
  expect(Object.keys(matchers)).toEqual(["toBeIsolated", "toSatisfyPolicies", "toViolatePolicy"]);
  const { pass } = matchers.toBeIsolated.call(undefined, teamStack(), { role: "consumer" });
  expect(pass).toBe(true);
});
