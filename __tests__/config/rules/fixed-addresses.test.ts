import { CONSUMER, ENVIRONMENT, edit, environmentProblems, problem, problemsIn } from "../../support/environments";

const FIXED = (octet: number) =>
  `privateAddresses: { use1-az1: { ipv4: 10.20.0.${octet} }, use1-az2: { ipv4: 10.20.1.${octet} } }`;
/** A consumer with two endpoints whose addresses are fixed. */
const TWO = (other: number) =>
  edit(
    CONSUMER,
    "    service: orders\n",
    `    service: orders\n    ${FIXED(10)}\n  s3: { awsService: s3, ${FIXED(other)} }\n`,
  );
/** The same in a VPC that exists. */
const adopted = (text: string) =>
  edit(
    text,
    "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    "  id: vpc-0123456789abcdef0\n  isolation: unchecked\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n",
  );
const ONE = edit(CONSUMER, "    service: orders\n", `    service: orders\n    ${FIXED(10)}\n`);

const BALANCER = "    loadBalancer: { privateAddresses: { use1-az1: 10.10.0.10, use1-az2: 10.10.1.10 } }\n";
const withBalancer = (text: string) => edit(text, "    targets:\n", `${BALANCER}    targets:\n`);
const targets = (address: string) =>
  withBalancer(edit(ENVIRONMENT, "type: sample", `type: ip\n      addresses: [${address}]`));

function problems(consumers: Readonly<Record<string, string>>, environment = ENVIRONMENT) {
  const files = Object.entries(consumers).map(([name, text]) => [`dev/consumers/${name}.yaml`, text]);
  return problemsIn({ "dev/environment.yaml": environment, ...Object.fromEntries(files) });
}

test("endpoints with addresses of their own are accepted, and the same addresses in another VPC", () => {
  expect(problems({ web: TWO(11), app: ONE }, `${ENVIRONMENT}cidrOverlap: allow\n`)).toEqual([]);
});

test("fails on two endpoints with one address, once for each zone", () => {
  expect(problems({ web: TWO(10) })).toEqual([
    problem(
      "dev/consumers/web.yaml:9:63 connections.s3.privateAddresses.use1-az1.ipv4",
      "an address that nothing else in the VPC has: 10.20.0.10 is that of connection orders of web in use1-az1 (dev/consumers/web.yaml:8)",
      "10.20.0.10, of connection s3 of web in use1-az1",
      "choose another address of the zone's subnet",
    ),
    expect.objectContaining({
      path: "connections.s3.privateAddresses.use1-az2.ipv4",
      found: "10.20.1.10, of connection s3 of web in use1-az2",
    }),
  ]);
});

test("fails on one address of two consumers in a VPC that exists, of two environments as well", () => {
  const both = [{ path: "connections.orders.privateAddresses.use1-az1.ipv4" }, {}];
  expect(problems({ app: adopted(ONE), web: adopted(ONE) })).toMatchObject(both);
  const prod = {
    "prod/environment.yaml": ENVIRONMENT.replace("10.10.", "10.11."),
    "prod/consumers/web.yaml": adopted(ONE),
  };
  const dev = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": adopted(ONE) };
  expect(problemsIn({ ...dev, ...prod })).toMatchObject(both);
});

test("fails on an endpoint with the address of a load balancer in the same VPC", () => {
  const vpc = "id: vpc-0123456789abcdef0\n      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  const service = edit(ENVIRONMENT, "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n", vpc);
  const balanced = withBalancer(service).replace("10.10.0.10", "10.20.0.10");
  const web = edit(adopted(ONE), "222222222222", "111111111111");
  expect(problems({ web }, balanced)).toMatchObject([
    {
      path: "connections.orders.privateAddresses.use1-az1.ipv4",
      expected: expect.stringContaining("10.20.0.10 is that of the load balancer of service orders in use1-az1"),
    },
  ]);
});

test("fails on two load balancers with one address in a VPC", () => {
  const vpc = "id: vpc-0123456789abcdef0\n      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  const service = withBalancer(edit(ENVIRONMENT, "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n", vpc));
  const second = service.slice(service.indexOf("  orders:")).replace("  orders:", "  invoices:");
  expect(environmentProblems(`${service}${second}`)).toMatchObject([
    { path: "services.orders.loadBalancer.privateAddresses.use1-az1" },
    { path: "services.orders.loadBalancer.privateAddresses.use1-az2" },
  ]);
});

test("fails on a target with the address of its load balancer, of the service and of a listener", () => {
  expect(environmentProblems(targets("10.10.0.10"))).toEqual([
    problem(
      "dev/environment.yaml:23:19 services.orders.targets.addresses[0]",
      "the address of a target: 10.10.0.10 is that of the load balancer in use1-az1",
      '"10.10.0.10"',
      "name the address that the target has, or give the load balancer another under `loadBalancer.privateAddresses`",
    ),
  ]);
  const vpc = "id: vpc-0123456789abcdef0\n      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  const outside = edit(targets("10.10.0.10"), "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n", vpc).replace(
    "addresses: [",
    "outsideAddresses: [",
  );
  expect(environmentProblems(outside)).toMatchObject([{ path: "services.orders.targets.outsideAddresses[0]" }]);
  const ofListener = withBalancer(
    edit(
      ENVIRONMENT,
      "        targetPort: 8080\n",
      "        targetPort: 8080\n        targets: { type: ip, addresses: [10.10.1.10] }\n",
    ),
  );
  expect(environmentProblems(ofListener)).toMatchObject([
    { path: "services.orders.listeners.http.targets.addresses[0]" },
  ]);
});

test("a target of its own address is accepted, also behind two listeners", () => {
  const text = targets("10.10.0.11");
  const twice = edit(text, "    listeners:\n", "    listeners:\n      more: { port: 81, targetPort: 8080 }\n");
  expect(environmentProblems(twice)).toEqual([]);
});
