import { CONSUMER, consumerProblems, ENVIRONMENT, edit, environmentProblems } from "../support/environments";

const ZONES = "zones: [use1-az1, use1-az2]";
const ofService = (control: string, more: (text: string) => string = (text) => text) =>
  environmentProblems(more(edit(ENVIRONMENT, ZONES, `${ZONES}\n      encryptionControl: ${control}`)));
const ofConsumer = (control: string, more = "") =>
  consumerProblems(`${edit(CONSUMER, ZONES, `${ZONES}\n  encryptionControl: ${control}`)}${more}`);
const sample = (type: string) => (text: string) =>
  edit(text, "type: sample", `type: sample\n      instanceType: ${type}`);
const addresses = (text: string) => edit(text, "type: sample", "type: ip\n      addresses: [10.10.0.9]");

test("monitoring is accepted wherever something runs", () => {
  expect(ofService("{mode: monitor}")).toEqual([]);
  expect(ofConsumer("{mode: monitor}")).toEqual([]);
});

test("enforcement is accepted where everything encrypts, or is excluded", () => {
  expect(ofService("{mode: enforce}", sample("m7g.medium"))).toEqual([]);
  expect(ofService("{mode: enforce, exclusions: [internetGateway]}", addresses)).toEqual([]);
  expect(ofConsumer("{mode: enforce, exclusions: [lambda]}")).toEqual([]);
  expect(ofConsumer("{mode: enforce}", "client: false\n")).toEqual([]);
});

test("a consumer with a path to a hub by peering may exclude it", () => {
  const existing = edit(
    CONSUMER,
    `cidr: 10.20.0.0/20\n  ${ZONES}`,
    "id: vpc-0123456789abcdef0\n  subnets: {use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1}\n  isolation: unchecked\n  encryptionControl: {mode: enforce, exclusions: [vpcPeering]}",
  );
  expect(consumerProblems(`${existing}client: false\n`)).toMatchObject([
    { path: "vpc.encryptionControl.exclusions[0]" },
  ]);
  expect(consumerProblems(`${existing}client: false\nhubPath: peering\n`)).not.toContainEqual(
    expect.objectContaining({ path: expect.stringContaining("encryptionControl") }),
  );
});

test("fails on the sample application's default type, and on one that does not encrypt", () => {
  for (const [more, type] of [
    [undefined, "t4g.nano"],
    [sample("m6g.large"), "m6g.large"],
  ] as const)
    expect(ofService("{mode: enforce}", more)).toMatchObject([
      {
        path: "services.orders.vpc.encryptionControl.mode",
        expected: `\`monitor\`, or instances of types that encrypt their traffic: ${type} does not`,
        fix: "choose a newer type, such as m7g.medium",
      },
    ]);
});

test("fails on functions and instances of a consumer, all at once", () => {
  const client = "client: {instance: {sessionEndpoints: existing}}\n";
  const problems = ofConsumer("{mode: enforce, exclusions: [vpcPeering]}", client).filter(({ path }) =>
    path.startsWith("vpc.encryptionControl"),
  );
  expect(problems.map(({ path, fix }) => [path, fix])).toEqual([
    ["vpc.encryptionControl.mode", "add `lambda` to `exclusions`, or run no client application in the VPC"],
    ["vpc.encryptionControl.mode", "choose a newer type, such as m7g.medium"],
    ["vpc.encryptionControl.exclusions[0]", "remove it"],
  ]);
});

test.each([
  ["{mode: monitor, exclusions: [lambda]}", "exclusions", "no exclusions with `mode: monitor`, which refuses nothing"],
  ["{mode: enforce, exclusions: [lambda, lambda]}", "exclusions[1]", "each exclusion once"],
  ["{mode: enforce, exclusions: []}", "exclusions", "at least 1 in the list"],
])("fails on %s", (control, path, expected) => {
  expect(ofConsumer(control, "client: false\n")).toMatchObject([{ path: `vpc.encryptionControl.${path}`, expected }]);
});
