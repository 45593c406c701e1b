import { CONSUMER, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const ARN = "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0";
const connection = (lines: string) =>
  edit(CONSUMER, "    service: orders\n", `    resourceConfigurationArn: ${ARN}\n    ports: [5432]\n${lines}`);
const ALL = "    privateDns: true\n    privateDnsPreference: ALL_DOMAINS\n";

const problems = (consumer: string, terraform = "") =>
  problemsIn({ "dev/environment.yaml": `${terraform}${ENVIRONMENT}`, "dev/consumers/web.yaml": consumer });
const allow = (versions: string) => `terraform: { awsProvider: "${versions}" }\n`;

test("a preference goes with a provider that has it", () => {
  for (const versions of [">= 6.28, < 7", "~> 6.30", "6.28.0"])
    expect(problems(connection(ALL), allow(versions))).toEqual([]);
  expect(problems(connection("    privateDns: true\n"))).toEqual([]);
});

test.each([
  ["the tested version", "", "6.25.0"],
  ["a range with older versions", allow(">= 6.25, < 7"), ">= 6.25, < 7"],
])("fails with %s of the provider, which lacks the argument", (_, terraform, versions) => {
  expect(problems(connection(ALL), terraform)).toEqual([
    problem(
      "dev/consumers/web.yaml:10:27 connections.orders.privateDnsPreference",
      `an AWS provider from 6.28.0 on, which has the argument: dev/environment.yaml allows ${versions}`,
      '"ALL_DOMAINS"',
      'write `terraform: { awsProvider: ">= 6.28.0, < 7" }` in dev/environment.yaml, or take the key out',
    ),
  ]);
});

const SPECIFIED =
  "    privateDns: true\n    privateDnsPreference: SPECIFIED_DOMAINS_ONLY\n    privateDnsSpecifiedDomains: [a.example.com]\n";

test.each([
  ["another preference", "SPECIFIED_DOMAINS_ONLY", "SOME", "privateDnsPreference", "one of VERIFIED_DOMAINS_ONLY, "],
  ["a name that is none", "a.example.com", "a", "privateDnsSpecifiedDomains[0]", "a DNS name of a public domain"],
  ["a name that is no text", "a.example.com", "5", "privateDnsSpecifiedDomains[0]", "a text"],
  ["no name", "[a.example.com]", "[]", "privateDnsSpecifiedDomains", "at least 1"],
  ["a name twice", "a.example.com", "a.example.com, a.example.com", "privateDnsSpecifiedDomains[1]", "each name once"],
  ["no private DNS", "privateDns: true", "privateDns: false", "privateDnsPreference", "`privateDns: true` beside it"],
  [
    "names without a preference",
    "    privateDnsPreference: SPECIFIED_DOMAINS_ONLY\n",
    "",
    "privateDnsSpecifiedDomains",
    "`privateDnsPreference` beside it",
  ],
])("fails on %s", (_, part, by, path, expected) => {
  const found = problems(edit(connection(SPECIFIED), part, by), allow(">= 6.28, < 7"));
  expect(found.map((each) => each.path)).toEqual([`connections.orders.${path}`]);
  expect(found[0]?.expected).toContain(expected);
});

test("fails on a preference of a connection to a service", () => {
  const consumer = edit(
    CONSUMER,
    "    service: orders\n",
    "    service: orders\n    privateDnsPreference: ALL_DOMAINS\n",
  );
  expect(problems(consumer, allow(">= 6.28, < 7"))).toMatchObject([
    {
      path: "connections.orders.privateDnsPreference",
      expected: "no `privateDnsPreference`: it is for endpoints to private resources",
    },
  ]);
});
