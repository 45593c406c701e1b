import { CONSUMER, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const ID = "id: Z0123456789ABCDEFGHIJ";
const MADE = "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n";
const ADOPTED = "id: vpc-01234567\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-01234568 }\n";
const OTHER = "id: vpc-01234568\n  subnets: { use1-az1: subnet-11234567, use1-az2: subnet-11234568 }\n";
const ASSOCIATED = ", associate: true";
const FURTHER = ", vpcs: { vpc-0123456a: {} }";

const zone = (name: string, more: string) => `{ name: ${name}.internal, ${ID}${more} }`;
const one = (name: string, more = "") => `  ${name}: { service: orders, hostedZone: ${zone(name, more)} }\n`;
const consumer = (connections: string, vpc = ADOPTED) =>
  edit(edit(CONSUMER, MADE, vpc), "  orders:\n    service: orders\n", connections);

function problems(app: string, web?: string) {
  const files = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/app.yaml": app };
  return problemsIn(web === undefined ? files : { ...files, "dev/consumers/web.yaml": web });
}

test("several names in one hosted zone are accepted with one association of each VPC", () => {
  expect(problems(consumer(one("a", ASSOCIATED) + one("b")))).toEqual([]);
  expect(problems(consumer(one("a", ASSOCIATED)), consumer(one("b", ASSOCIATED), OTHER))).toEqual([]);
  expect(problems(consumer(one("a", FURTHER)), consumer(one("b", ASSOCIATED), OTHER))).toEqual([]);
});

test("fails on two connections that associate one VPC with a hosted zone", () => {
  expect(problems(consumer(one("a", ASSOCIATED) + one("b", ASSOCIATED)))).toEqual([
    problem(
      "dev/consumers/app.yaml:7:95 connections.b.hostedZone.associate",
      "one association of vpc-01234567 with the hosted zone Z0123456789ABCDEFGHIJ: connection a of consumer app makes it already",
      "`associate: true` twice (lines 6 and 7)",
      "take this `associate` out: vpc-01234567 knows all names in the zone",
    ),
  ]);
  expect(problems(consumer(one("a", ASSOCIATED) + one("b", ASSOCIATED), MADE))).toMatchObject([
    { fix: "take this `associate` out: the VPC of consumer app knows all names in the zone" },
  ]);
});

test("fails on two hosted zones of one connection that associate its VPC", () => {
  const zones = `{ a: ${zone("a", ASSOCIATED)}, b: ${zone("b", ASSOCIATED)} }`;
  expect(problems(consumer(`  orders: { service: orders, hostedZones: ${zones} }\n`))).toMatchObject([
    { path: "connections.orders.hostedZones.b.associate" },
  ]);
});

test("fails on two consumers that associate one VPC, of two environments as well", () => {
  const [app, web] = [consumer(one("a", ASSOCIATED)), consumer(one("b", ASSOCIATED))];
  const found = [{ file: "dev/consumers/web.yaml", path: "connections.b.hostedZone.associate" }];
  expect(problems(app, web)).toMatchObject(found);
  const prod = ENVIRONMENT.replace("10.10.", "10.11.").replaceAll("111111111111", "333333333333");
  const dev = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/app.yaml": app };
  expect(problemsIn({ ...dev, "prod/environment.yaml": prod, "prod/consumers/web.yaml": web })).toMatchObject([
    { ...found[0], file: "prod/consumers/web.yaml" },
  ]);
});

test("fails on one VPC among the further VPCs of two connections", () => {
  expect(problems(consumer(one("a", FURTHER)), consumer(one("b", FURTHER), OTHER))).toMatchObject([
    {
      path: "connections.b.hostedZone.vpcs.vpc-0123456a",
      fix: "take this entry of `vpcs` out: vpc-0123456a knows all names in the zone",
      found: "`vpc-0123456a` twice (dev/consumers/app.yaml:6 and dev/consumers/web.yaml:6)",
    },
  ]);
  expect(
    problems(consumer(one("a", ASSOCIATED)), consumer(one("b", ", vpcs: { vpc-01234567: {} }"), OTHER)),
  ).toMatchObject([{ path: "connections.b.hostedZone.vpcs.vpc-01234567" }]);
});
