import { edit, problemsIn } from "../../support/environments";
import { RESOURCE_CONSUMER, RESOURCES } from "../../support/resources";

const NAMED = edit(
  RESOURCES,
  "    ports: [443]\n",
  "    ports: [443]\n    customDomainName: search.data.example.com\n    verifyDomain: data.example.com\n",
);
const IN_VPC = edit(NAMED, "    ports: [443]\n", "    ports: [443]\n    gateway: { dnsResolution: IN_VPC }\n");
const allowing = (versions: string, environment: string) =>
  edit(environment, "region: us-east-1\n", `region: us-east-1\nterraform: { awsProvider: "${versions}" }\n`);
const searching = (keys: string) =>
  edit(RESOURCE_CONSUMER, "    resource: search\n", `    resource: search\n    privateDns: true\n${keys}`);
const PREFERRED = searching(
  "    privateDnsPreference: SPECIFIED_DOMAINS_ONLY\n    privateDnsSpecifiedDomains: [search.data.example.com]\n",
);

const problemsOf = (environment: string, consumer = RESOURCE_CONSUMER) =>
  problemsIn({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": consumer });

describe("arguments that the tested version of the provider lacks", () => {
  test("go with versions that have them", () => {
    expect(problemsOf(allowing(">= 6.46, < 7", IN_VPC), PREFERRED)).toEqual([]);
    expect(problemsOf(allowing(">= 6.28, < 7", NAMED), PREFERRED)).toEqual([]);
  });

  test("fails where older ones are allowed, at each key", () => {
    const tooOld = (argument: string, since: string) =>
      `none with \`terraform.awsProvider: "6.25.0"\`: only versions from ${since} on have \`${argument}\``;
    expect(problemsOf(IN_VPC, PREFERRED)).toMatchObject([
      {
        file: "dev/consumers/web.yaml",
        path: "connections.search.privateDnsPreference",
        expected: tooOld("dns_options.private_dns_preference", "6.28.0"),
        fix: 'set `terraform.awsProvider: ">= 6.28, < 7"` in environment.yaml, or take it out',
      },
      {
        path: "connections.search.privateDnsSpecifiedDomains",
        expected: tooOld("dns_options.private_dns_specified_domains", "6.28.0"),
      },
      {
        file: "dev/environment.yaml",
        path: "resources.search.gateway.dnsResolution",
        expected: tooOld("resource_config_dns_resolution", "6.46.0"),
      },
    ]);
    expect(problemsOf(allowing(">= 6.28, < 7", IN_VPC))).toMatchObject([
      { path: "resources.search.gateway.dnsResolution", fix: expect.stringContaining('">= 6.46, < 7"') },
    ]);
  });
});

describe("private DNS of a resource", () => {
  const NEWEST = allowing(">= 6.46, < 7", edit(NAMED, "    verifyDomain: data.example.com\n", ""));

  test("may have a name that nobody verified, where the consumer wants it", () => {
    expect(problemsOf(NEWEST, searching("    privateDnsPreference: ALL_DOMAINS\n"))).toEqual([]);
    expect(problemsOf(NEWEST, searching("    privateDnsPreference: VERIFIED_DOMAINS_ONLY\n"))).toMatchObject([
      {
        path: "connections.search.privateDns",
        expected: "no private DNS: search has no name of its own that AWS trusts",
      },
    ]);
  });

  test.each([
    [
      "a preference without private DNS",
      edit(
        searching("    privateDnsPreference: ALL_DOMAINS\n"),
        "    privateDns: true\n    privateDnsP",
        "    privateDnsP",
      ),
      "privateDnsPreference",
      "`privateDns: true` beside it",
    ],
    [
      "a preference that names domains, without any",
      searching("    privateDnsPreference: SPECIFIED_DOMAINS_ONLY\n"),
      "privateDnsPreference",
      "`privateDnsSpecifiedDomains` beside SPECIFIED_DOMAINS_ONLY",
    ],
    [
      "domains that no preference asks for",
      searching("    privateDnsPreference: ALL_DOMAINS\n    privateDnsSpecifiedDomains: [search.data.example.com]\n"),
      "privateDnsSpecifiedDomains",
      "`privateDnsPreference` beside it: VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS or SPECIFIED_DOMAINS_ONLY",
    ],
    [
      "a domain twice",
      searching(
        "    privateDnsPreference: SPECIFIED_DOMAINS_ONLY\n    privateDnsSpecifiedDomains: [a.example.com, a.example.com]\n",
      ),
      "privateDnsSpecifiedDomains[1]",
      "each name once",
    ],
    [
      "a domain with a wildcard",
      searching(
        '    privateDnsPreference: SPECIFIED_DOMAINS_ONLY\n    privateDnsSpecifiedDomains: ["*.example.com"]\n',
      ),
      "privateDnsSpecifiedDomains[0]",
      "a DNS name without a wildcard",
    ],
  ])("fails on %s", (_, consumer, path, expected) => {
    expect(problemsOf(NEWEST, consumer)).toMatchObject([{ path: `connections.search.${path}`, expected }]);
  });

  test("fails on a preference without private DNS, and says what to do", () => {
    const without = edit(
      searching("    privateDnsPreference: ALL_DOMAINS\n"),
      "    privateDns: true\n    privateDnsP",
      "    privateDnsP",
    );
    expect(problemsOf(NEWEST, without)).toMatchObject([
      { fix: "set `privateDns: true`, or remove `privateDnsPreference`" },
    ]);
  });

  test("fails on a preference for a service", () => {
    const service = edit(
      RESOURCE_CONSUMER,
      "    resource: search\n",
      "    awsService: s3\n    privateDnsPreference: ALL_DOMAINS\n",
    );
    expect(problemsOf(NEWEST, service)).toMatchObject([
      {
        path: "connections.search.privateDnsPreference",
        expected: "no `privateDnsPreference`: it is for endpoints to private resources",
        fix: "take it out",
      },
    ]);
  });
});

test.each([
  ["without a name", "    verifyDomain: example.com\n", "a `customDomainName` in that domain"],
  [
    "beside the name's",
    "    customDomainName: search.example.com\n    verifyDomain: h.example.com\n",
    "search.example.com, or a domain above it",
  ],
  [
    "with the id of a verification",
    "    customDomainName: search.example.com\n    domainVerificationId: dv-0123456789abcdef0\n    verifyDomain: example.com\n",
    "either `domainVerificationId` or `verifyDomain`, not both",
  ],
])("fails on a domain to verify %s", (_, keys, expected) => {
  const environment = edit(RESOURCES, "    ports: [443]\n", `    ports: [443]\n${keys}`);
  expect(problemsOf(environment)).toMatchObject([{ path: "resources.search.verifyDomain", expected }]);
});
