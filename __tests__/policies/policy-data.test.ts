import { symlinkSync } from "node:fs";
import Ajv from "ajv";
import { parse } from "yaml";
import { policySchemas } from "../../policies/checker/json-schema";
import { readPolicyData } from "../../policies/checker/policy-data";
import { PolicyDataError } from "../../policies/checker/policy-data-error";
import { sha256 } from "../../support/sha256";
import { folderOf, type Mistake, problem } from "../support/environments";
import { thrown } from "../support/synth";

const DATA = `config:
  strict: true
  consumer_vpcs: [aws_vpc.legacy, "module.net.aws_vpc.this[*]"]
  allowed_services: [com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0]
waivers:
  - rule: no-nat-gateway
    address: aws_nat_gateway.old
    stack: dev-consumer-web
    reason: leaves with the old site
    owner: team-net
    expires: 2026-12-31
`;

/** Reads files of policy data, which are named from their folder. */
function read(...texts: string[]) {
  const names = texts.map((_, index) => `${index}.yaml`);
  const folder = folderOf(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""])));
  const short = (text: string) => text.replaceAll(`${folder}/`, "");
  return { paths: names.map((name) => `${folder}/${name}`), short };
}

test("is what the files say, with defaults, and where each waiver stands", () => {
  const { paths, short } = read(DATA);
  const data = readPolicyData(paths, "2026-11-25");
  expect({
    ...data,
    files: data.files.map(short),
    digests: Object.fromEntries(Object.entries(data.digests).map(([file, digest]) => [short(file), digest])),
    waivers: data.waivers.map((each) => ({ ...each, file: short(each.file) })),
    names: data.names.map(({ file, ...each }) => ({ ...each, file: short(file) })),
  }).toEqual({
    files: ["0.yaml"],
    digests: { "0.yaml": sha256(DATA) },
    unread: [],
    status: [],
    now: "2026-11-25",
    names: [
      { list: "consumer_vpcs", index: 0, name: "aws_vpc.legacy", file: "0.yaml", line: 3 },
      { list: "consumer_vpcs", index: 1, name: "module.net.aws_vpc.this[*]", file: "0.yaml", line: 3 },
      {
        list: "allowed_services",
        index: 0,
        name: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        file: "0.yaml",
        line: 4,
      },
    ],
    config: {
      strict: true,
      allow_no_consumer_vpc: false,
      consumer_vpcs: ["aws_vpc.legacy", "module.net.aws_vpc.this[*]"],
      other_vpcs: [],
      allowed_services: ["com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"],
      allowed_endpoint_types: ["Interface", "Resource"],
      require_endpoint_policies: false,
      require_resource_perimeter: false,
      require_notifications: false,
      require_narrow_egress: false,
      harmless_types: [],
    },
    waivers: [
      {
        rule: "no-nat-gateway",
        address: "aws_nat_gateway.old",
        stack: "dev-consumer-web",
        reason: "leaves with the old site",
        owner: "team-net",
        expires: "2026-12-31",
        file: "0.yaml",
        line: 6,
      },
    ],
  });
});

test("of several files is joined", () => {
  const { paths } = read(
    DATA,
    "config: {other_vpcs: [vpc-0123456789abcdef0], allowed_endpoint_types: [Gateway], allowed_ranges: [10.20.0.0/16]}\n",
    "config: {allowed_ranges: ['2600:1f18::/32'], require_notifications: true, tls_services: [orders]}\n",
    "config: {require_narrow_egress: true, harmless_types: [{type: datadog_*, reason: it only watches}]}\n",
  );
  const { config, waivers } = readPolicyData(paths);
  expect(config).toMatchObject({
    strict: true,
    consumer_vpcs: ["aws_vpc.legacy", "module.net.aws_vpc.this[*]"],
    other_vpcs: ["vpc-0123456789abcdef0"],
    allowed_endpoint_types: ["Interface", "Resource", "Gateway"],
    allowed_ranges: ["10.20.0.0/16", "2600:1f18::/32"],
    require_endpoint_policies: false,
    require_resource_perimeter: false,
    require_notifications: true,
    require_narrow_egress: true,
    harmless_types: [{ type: "datadog_*", reason: "it only watches" }],
    tls_services: ["orders"],
  });
  expect(waivers).toHaveLength(1);
});

test("without a file allows any service by an interface endpoint, and waives nothing", () => {
  expect(readPolicyData([], "2026-11-25")).toEqual({
    files: [],
    digests: {},
    unread: [],
    status: [],
    now: "2026-11-25",
    config: {
      strict: false,
      allow_no_consumer_vpc: false,
      consumer_vpcs: [],
      other_vpcs: [],
      allowed_endpoint_types: ["Interface", "Resource"],
      require_endpoint_policies: false,
      require_resource_perimeter: false,
      require_notifications: false,
      require_narrow_egress: false,
      harmless_types: [],
    },
    waivers: [],
    names: [],
  });
});

test("is JSON as well as YAML, and is told the day", () => {
  const { paths } = read(JSON.stringify(parse(DATA)));
  expect(readPolicyData(paths).waivers[0]?.line).toBe(1);
  expect(readPolicyData(paths).now).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

const MISTAKES: readonly Mistake[] = [
  [
    "a range that is none",
    "  strict: true\n",
    "  strict: true\n  allowed_ranges: [10.0.0.1/8]\n",
    "0.yaml:3:20 config.allowed_ranges[0]",
    "the first address of its range: 10.0.0.0/8",
    '"10.0.0.1/8"',
  ],
  [
    "a range of IPv6 that is none",
    "  strict: true\n",
    "  strict: true\n  allowed_ranges: ['2600::/129']\n",
    "0.yaml:3:20 config.allowed_ranges[0]",
    "an IPv6 range in CIDR notation, such as 2001:db8::/56",
    '"2600::/129"',
  ],
  [
    "a harmless type of AWS's own provider",
    "  strict: true\n",
    "  strict: true\n  harmless_types: [{type: aws_vpc, reason: none}]\n",
    "0.yaml:3:27 config.harmless_types[0].type",
    "a type of one provider other than aws, such as datadog_monitor or datadog_*",
    '"aws_vpc"',
  ],
  [
    "harmless types of any provider",
    "  strict: true\n",
    "  strict: true\n  harmless_types: [{type: '*', reason: none}]\n",
    "0.yaml:3:27 config.harmless_types[0].type",
    "a type of one provider other than aws, such as datadog_monitor or datadog_*",
    '"*"',
  ],
  [
    "a harmless type without a reason",
    "  strict: true\n",
    "  strict: true\n  harmless_types: [{type: datadog_monitor, reason: ''}]\n",
    "0.yaml:3:52 config.harmless_types[0].reason",
    "a text that is not empty",
    '""',
  ],
  [
    "a `*` in the name of what gets all packets",
    "strict: true",
    'allowed_appliance_services: ["com.amazonaws.vpce.us-east-1.*"]',
    "0.yaml:2:32 config.allowed_appliance_services[0]",
    "the whole name of one endpoint service, without `*`, such as com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
    '"com.amazonaws.vpce.us-east-1.*"',
    "if another stack has the name, write the output and its state: `{ remote_state: ..., output: ... }`",
  ],
  [
    "an address in place of what the endpoint leads to",
    "strict: true",
    "allowed_service_networks: [aws_vpc_endpoint.shared]",
    "0.yaml:2:30 config.allowed_service_networks[0]",
    "the whole ARN of one service network, without `*`, such as arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
    '"aws_vpc_endpoint.shared"',
    "if another stack has the name, write the output and its state: `{ remote_state: ..., output: ... }`",
  ],
  [
    "an output of a state that is not said whole",
    "strict: true",
    "allowed_appliance_services: [{remote_state: {bucket: a, key: b}, output: c}]",
    "0.yaml:2:33 config.allowed_appliance_services[0].remote_state.region",
    "a text: Region of the bucket.",
    "nothing: the key is missing",
  ],
  [
    "an output of a state at a path that leads elsewhere from another folder",
    "strict: true",
    "allowed_appliance_services: [{remote_state: {path: a.tfstate}, output: c}]",
    "0.yaml:2:32 config.allowed_appliance_services[0].stacks",
    "the names of the stacks that read the state, for its `path` is relative",
    "nothing: the key is missing",
    "add `stacks: [NAME]`, or write an absolute path",
  ],
  [
    "an unknown key",
    "strict: true",
    "strickt: true",
    "0.yaml:2:3 config.strickt",
    "one of the keys allow_no_consumer_vpc, allowed_appliance_services, allowed_endpoint_types, allowed_ranges, allowed_service_networks, allowed_service_regions, allowed_services, consumer_vpcs, harmless_types, other_vpcs, require_endpoint_policies, require_narrow_egress, require_notifications, require_resource_perimeter, strict, tls_services",
    'the key "strickt"',
    "write `strict`",
  ],
  [
    "an unknown key whose value is of another kind than that of the key that was meant",
    "strict: true",
    'require_resource_perimter: "yes"',
    "0.yaml:2:3 config.require_resource_perimter",
    expect.stringMatching(/^one of the keys /),
    'the key "require_resource_perimter"',
    "write `require_resource_perimeter`, with true or false",
  ],
  [
    "a waiver without a reason",
    "    reason: leaves with the old site\n",
    "",
    "0.yaml:6:5 waivers[0].reason",
    "a text: Why it may stay, for those who read the reports.",
    "nothing: the key is missing",
  ],
  [
    "a waiver with an empty owner",
    "owner: team-net",
    'owner: " "',
    "0.yaml:10:12 waivers[0].owner",
    "a text that is not empty",
    '" "',
  ],
  [
    "a day that is none",
    "2026-12-31",
    "2026-02-30",
    "0.yaml:11:14 waivers[0].expires",
    "a date such as 2026-12-31",
    '"2026-02-30"',
  ],
  [
    "a date in another form",
    "2026-12-31",
    "31.12.2026",
    "0.yaml:11:14 waivers[0].expires",
    "a date such as 2026-12-31",
    '"31.12.2026"',
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, ...expected) => {
  const { paths, short } = read(DATA.replace(part, by));
  const error = thrown(() => readPolicyData(paths)) as PolicyDataError;
  expect(error).toBeInstanceOf(PolicyDataError);
  expect(error.problems.map((each) => ({ ...each, file: short(each.file) }))).toEqual([problem(...expected)]);
  expect(short(error.message)).toMatch(/^1 problem in 1 file; nothing was judged\.\n\n0\.yaml:/);
});

test("fails on a waiver that is there twice", () => {
  const waiver = DATA.slice(DATA.indexOf("  - rule"));
  const { paths } = read(DATA + waiver);
  const error = thrown(() => readPolicyData(paths)) as PolicyDataError;
  expect(error.problems).toMatchObject([
    { path: "waivers[1]", expected: "each rule and address waived once", line: 12 },
  ]);
});

test.each([
  ["a file that is missing", undefined, "no such file"],
  ["broken syntax", "config: [", "`]` at the end of the list"],
  ["a repeated key", "config: {}\nconfig: {}\n", "each key once in a mapping"],
  ["a list", "- config", "a mapping"],
  ["an empty file", "", "a mapping"],
  ["a key that JavaScript has a meaning for", '{"__proto__": {"strict": true}}', "one of the keys config, waivers"],
])("fails on %s", (_, text, expected) => {
  const { paths } = read(text ?? "");
  const error = thrown(() => readPolicyData(text === undefined ? [`${paths[0]}.none`] : paths)) as PolicyDataError;
  expect(error).toBeInstanceOf(PolicyDataError);
  expect(error.message).toContain(expected);
});

test("has a JSON Schema that accepts what the reader does, and refuses what it refuses", () => {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(policySchemas()["policy-data.schema.json"] ?? ""));
  expect(validate(parse(DATA))).toBe(true);
  expect(validate({})).toBe(true);
  expect(validate({ config: { strickt: true } })).toBe(false);
  expect(validate({ waivers: [{ rule: "a", address: "b" }] })).toBe(false);
});

test.each([
  ["config: {harmless_types: [{type: null_resource, reason: x}]}", "0.yaml:1:34", "`null_resource`"],
  ["config: {harmless_types: [{type: awscc_ec2_*, reason: x}]}", "0.yaml:1:34", "classification does not judge"],
  [DATA.replace("no-nat-gateway", "no-nat-gatway"), "0.yaml:6:11", "write `no-nat-gateway`"],
  [DATA.replace("no-nat-gateway", "something-else"), "0.yaml:6:11", "docs/policies/rules.md"],
  [DATA.replace("aws_nat_gateway.old", '"aws_nat_gateway.old[*]"'), "0.yaml:7:14", "leave the index out"],
  ["config: {consumer_vpcs: [aws_vpc.a], other_vpcs: [aws_vpc.b, aws_vpc.a]}", "0.yaml:1:62", "`consumer_vpcs`"],
  ['config: {consumer_vpcs: ["aws_vpc.*"], other_vpcs: [aws_vpc.a]}', "0.yaml:1:53", "it names `aws_vpc.*`"],
])("what only the rules, the classification or another list shows is refused at its place: %s", (text, place, said) => {
  const { paths, short } = read(text);
  const message = short(String(thrown(() => readPolicyData(paths))));
  expect(message).toContain(`${place}  `);
  expect(message).toContain(said);
});

test("a key of for_each may be `*`, and one VPC may be apart from a pattern of other_vpcs", () => {
  const { paths } = read(DATA.replace("aws_nat_gateway.old", "'aws_nat_gateway.old[\"*\"]'"));
  expect(readPolicyData(paths).waivers).toHaveLength(1);
  const lists = read('config: {consumer_vpcs: [aws_vpc.a], other_vpcs: ["aws_vpc.*"]}');
  expect(readPolicyData(lists.paths).config.other_vpcs).toEqual(["aws_vpc.*"]);
});

test("a VPC in the lists of two files is refused", () => {
  const { paths, short } = read("config: {consumer_vpcs: [aws_vpc.a]}", "config: {other_vpcs: [aws_vpc.a]}");
  expect(short(String(thrown(() => readPolicyData(paths))))).toContain("1.yaml:1:23  config.other_vpcs[0]");
});

test("a file that is not there is named", () => {
  expect(String(thrown(() => readPolicyData(["/nowhere/policy.yaml"])))).toMatch(
    /\/nowhere\/policy\.yaml:1:1\n {2}expected: a file of policy data\n {2}found: {4}no such file/,
  );
});

describe("in the working folder", () => {
  const before = process.cwd();
  afterEach(() => process.chdir(before));

  test("a link that leads nowhere is no absent file", () => {
    const folder = folderOf({});
    symlinkSync("nowhere.yaml", `${folder}/policy.yaml`);
    process.chdir(folder);
    expect(() => readPolicyData()).toThrow("a symbolic link leads to a file that does not exist");
  });

  test("files of other names are named as not read", () => {
    process.chdir(folderOf({ "policy.yml": "{}", "policy.json": "{}" }));
    expect(readPolicyData()).toMatchObject({ files: [], unread: ["policy.yml", "policy.json"] });
    expect(readPolicyData([]).unread).toEqual([]);
  });
});
