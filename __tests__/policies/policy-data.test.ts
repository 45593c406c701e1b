import Ajv from "ajv";
import { parse } from "yaml";
import { policySchemas } from "../../policies/checker/json-schema";
import { PolicyDataError, readPolicyData } from "../../policies/checker/policy-data";
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
    waivers: data.waivers.map((each) => ({ ...each, file: short(each.file) })),
  }).toEqual({
    files: ["0.yaml"],
    now: "2026-11-25",
    config: {
      strict: true,
      consumer_vpcs: ["aws_vpc.legacy", "module.net.aws_vpc.this[*]"],
      other_vpcs: [],
      allowed_services: ["com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"],
      allowed_endpoint_types: ["Interface", "Resource"],
      require_endpoint_policies: false,
      require_notifications: false,
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
  );
  const { config, waivers } = readPolicyData(paths);
  expect(config).toMatchObject({
    strict: true,
    consumer_vpcs: ["aws_vpc.legacy", "module.net.aws_vpc.this[*]"],
    other_vpcs: ["vpc-0123456789abcdef0"],
    allowed_endpoint_types: ["Interface", "Resource", "Gateway"],
    allowed_ranges: ["10.20.0.0/16", "2600:1f18::/32"],
    require_endpoint_policies: false,
    require_notifications: true,
    tls_services: ["orders"],
  });
  expect(waivers).toHaveLength(1);
});

test("without a file allows any service by an interface endpoint, and waives nothing", () => {
  expect(readPolicyData([], "2026-11-25")).toEqual({
    files: [],
    now: "2026-11-25",
    config: {
      strict: false,
      consumer_vpcs: [],
      other_vpcs: [],
      allowed_endpoint_types: ["Interface", "Resource"],
      require_endpoint_policies: false,
      require_notifications: false,
    },
    waivers: [],
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
    "an unknown key",
    "strict: true",
    "strickt: true",
    "0.yaml:2:3 config.strickt",
    "one of the keys allowed_endpoint_types, allowed_ranges, allowed_service_regions, allowed_services, consumer_vpcs, other_vpcs, require_endpoint_policies, require_notifications, strict, tls_services",
    'the key "strickt"',
    "write `strict`",
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
  ["a file that is missing", undefined, "a file that can be read"],
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
