import { CONSUMER, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const NEW = "      cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n";
const VPC = "vpc-0123456789abcdef0";
const SUBNETS = "{ use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 }";
const OTHER_SUBNETS = "{ use1-az1: subnet-0123456789abcdef2, use1-az2: subnet-0123456789abcdef3 }";
/** A service in a VPC that exists, in account 111111111111. */
const ADOPTING = edit(ENVIRONMENT, NEW, `      id: ${VPC}\n      subnets: ${SUBNETS}\n`);

function consumerIn(vpc: string, account = "111111111111"): string {
  const text = edit(CONSUMER, "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n", vpc);
  return edit(text, "222222222222", account);
}

const inVpc = (account?: string, subnets = SUBNETS, id = VPC) =>
  consumerIn(`  id: ${id}\n  subnets: ${subnets}\n  isolation: unchecked\n`, account);

function problems(web: string, files: Readonly<Record<string, string>> = {}) {
  return problemsIn({ "dev/environment.yaml": ADOPTING, "dev/consumers/web.yaml": web, ...files });
}

test("a service and consumers of one account in one VPC are accepted", () => {
  expect(problems(inVpc(), { "dev/consumers/app.yaml": inVpc() })).toEqual([]);
});

test("fails on a VPC of two accounts", () => {
  expect(problems(inVpc("222222222222"))).toEqual([
    problem(
      "dev/consumers/web.yaml:3:7 vpc.id",
      `a VPC of account 222222222222: ${VPC} is of account 111111111111, as service orders says (dev/environment.yaml:11)`,
      `${VPC} of consumer web, in account 222222222222`,
      'correct the account or the id; or, where AWS RAM shares the VPC\'s subnets with account 111111111111, write `ownerAccount: "222222222222"` beside `id` of service orders',
    ),
  ]);
});

test("fails on one VPC of two consumers' accounts, of which no one can be a participant", () => {
  const service = { "dev/environment.yaml": ENVIRONMENT };
  expect(problems(inVpc(), { ...service, "dev/consumers/app.yaml": inVpc("222222222222") })).toMatchObject([
    {
      path: "vpc.id",
      fix: "correct the account or the id: only the owner of a VPC can make endpoints in it, and associate it with hosted zones",
    },
  ]);
});

test("fails on a VPC of two accounts in two environments", () => {
  const other = { "prod/environment.yaml": ADOPTING.replace("111111111111", "333333333333") };
  expect(problems(inVpc(), other)).toMatchObject([
    { file: "prod/environment.yaml", path: "services.orders.vpc.id", fix: expect.stringContaining("`ownerAccount: ") },
  ]);
});

test("a service in subnets that another account shares is accepted, with the owner beside it", () => {
  const shared = edit(ADOPTING, `id: ${VPC}\n`, `id: ${VPC}\n      ownerAccount: "222222222222"\n`);
  expect(problems(inVpc("222222222222"), { "dev/environment.yaml": shared })).toEqual([]);
});

test("fails on endpoints, flow logs and encryption of a VPC that another account shares, and in a consumer's", () => {
  const more = `id: ${VPC}\n      ownerAccount: "222222222222"\n      awsEndpoints: [logs]\n      flowLogs: {}\n      encryptionControl: {mode: monitor}\n`;
  const shared = edit(ADOPTING, `id: ${VPC}\n`, more);
  const owned = inVpc().replace(`id: ${VPC}\n`, `id: ${VPC}\n  ownerAccount: "222222222222"\n`);
  const found = problems(owned, { "dev/environment.yaml": shared });
  expect(found.map(({ file, path }) => `${file} ${path}`)).toEqual([
    "dev/consumers/web.yaml vpc.ownerAccount",
    "dev/environment.yaml services.orders.vpc.awsEndpoints",
    "dev/environment.yaml services.orders.vpc.flowLogs",
    "dev/environment.yaml services.orders.vpc.encryptionControl",
  ]);
});

test("fails on two encryption controls of one VPC", () => {
  const control = "encryptionControl: {mode: monitor}\n";
  const service = edit(ADOPTING, `id: ${VPC}\n`, `id: ${VPC}\n      ${control}`);
  const web = inVpc().replace(`id: ${VPC}\n`, `id: ${VPC}\n  ${control}`);
  expect(problems(web, { "dev/environment.yaml": service })).toMatchObject([
    {
      file: "dev/consumers/web.yaml",
      path: "vpc.encryptionControl",
      expected: `none: ${VPC} has the encryption control that service orders asks for (dev/environment.yaml:12)`,
      fix: "remove one of the two",
    },
  ]);
  expect(problems(web)).toEqual([]);
});

test("fails on the owner of a new VPC", () => {
  const text = edit(ENVIRONMENT, NEW, `${NEW}      ownerAccount: "222222222222"\n`);
  expect(problemsIn({ "dev/environment.yaml": text })).toMatchObject([{ path: "services.orders.vpc.ownerAccount" }]);
});

test("fails on a VPC of two regions", () => {
  const subnets = "{ euw1-az1: subnet-0123456789abcdef2, euw1-az2: subnet-0123456789abcdef3 }";
  const offered = edit(ADOPTING, "    targets:", "    supportedRegions: [eu-west-1]\n    targets:");
  const web = `region: eu-west-1\n${inVpc(undefined, subnets)}`;
  expect(problems(web, { "dev/environment.yaml": offered })).toMatchObject([
    {
      path: "vpc.id",
      expected: `a VPC in eu-west-1: ${VPC} is in us-east-1, as service orders says (dev/environment.yaml:11)`,
    },
  ]);
});

test.each([
  ["hostedZone", "hostedZone", (spec: string) => `hostedZone: ${spec}`],
  ["hostedZones", "hostedZones.a", (spec: string) => `hostedZones: { a: ${spec} }`],
])("fails on a VPC of %s in another account than its own", (_, path, zone) => {
  const spec = `{ name: orders.internal, vpcs: { ${VPC}: { account: "333333333333", role: dns } } }`;
  const web = inVpc(undefined, OTHER_SUBNETS, "vpc-0123456789abcdef1").replace(
    "    service: orders\n",
    `    service: orders\n    ${zone(spec)}\n`,
  );
  expect(problems(web)).toMatchObject([
    {
      path: `connections.orders.${path}.vpcs.${VPC}`,
      found: `${VPC} of \`${path}.vpcs\` of connection orders of consumer web, in account 333333333333`,
    },
  ]);
  expect(problems(web.replace("333333333333", "111111111111"))).toEqual([]);
});

test("fails on a subnet in two zones, of one VPC and of two who use it", () => {
  const twice = "{ use1-az1: subnet-0123456789abcdef1, use1-az2: subnet-0123456789abcdef1 }";
  expect(problems(inVpc(undefined, twice))).toEqual([
    problem(
      "dev/consumers/web.yaml:4:24 vpc.subnets.use1-az1",
      "a subnet in use1-az1: subnet-0123456789abcdef1 is in use1-az2, as service orders says (dev/environment.yaml:12)",
      '"subnet-0123456789abcdef1"',
      "name the subnet that is in use1-az1",
    ),
  ]);
  const own = ADOPTING.replace("subnet-0123456789abcdef1", "subnet-0123456789abcdef0");
  expect(problemsIn({ "dev/environment.yaml": own })).toMatchObject([{ path: "services.orders.vpc.subnets.use1-az2" }]);
});

test("fails on a subnet in two VPCs", () => {
  expect(problems(inVpc(undefined, SUBNETS, "vpc-0123456789abcdef1"))).toMatchObject([
    { path: "vpc.subnets.use1-az1" },
    { path: "vpc.subnets.use1-az2" },
  ]);
});
