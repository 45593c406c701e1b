import Ajv from "ajv";
import type { Log } from "sarif";
import { convert } from "xmlbuilder2";
import { policySchemas } from "../../../policies/checker/json-schema";
import { FORMATS } from "../../../policies/checker/report/format-names";
import { render, renderForOutput } from "../../../policies/checker/report/formats";
import type { Report } from "../../../policies/checker/report/report-schema";
import { MAX_COMMENT } from "../../../support/comment";
import { EVERYTHING, finding, judged, report, unjudgeable, vpc, WAIVER } from "./reports";

const CLEAN = report([judged([], [vpc({ result: "PROVEN" })])]);
const NOTHING = report([], { verdict: "unjudgeable", exit_code: 2, problem: "1 problem in 1 file\n\npolicy.yaml:1:1" });

test.each(FORMATS)("%s is the same for the same report, and ends with a line break", (format) => {
  expect(render(EVERYTHING, format)).toBe(render(structuredClone(EVERYTHING), format));
  expect(render(EVERYTHING, format)).toMatch(/[^\n]\n$/);
});

test.each(FORMATS)("%s shows each finding, waiver and VPC, and what could not be judged", (format) => {
  const text = render(EVERYTHING, format).replaceAll("\\", "");
  for (const part of [
    "aws_internet_gateway.out",
    "aws_route.r",
    "aws_instance.i",
    "aws_vpc_peering_connection.p",
    "no-internet-gateway",
    "environments/dev/consumers/web.yaml",
    "remove aws_route.out",
    "a plan in which the target is known",
    "aws_x.y",
    "broken.json",
    "the file ends",
    "aws_vpc.legcy",
    "edge/main.tf",
  ])
    expect([format, text.includes(part) ? part : `not ${part}`]).toEqual([format, part]);
});

test("a VPC that is proven only because findings are waived says so in every format that lists VPCs", () => {
  const waived = [finding({ waiver: WAIVER }), finding({ waiver: WAIVER, address: "aws_x.y" })];
  const each = { ...EVERYTHING, documents: [judged(waived, [vpc({ result: "PROVEN" })])] };
  expect(render(each, "text")).toContain("PROVEN but for 2 waived findings consumer VPC aws_vpc.vpc");
  expect(render(each, "markdown")).toContain("| **PROVEN but for 2 waived findings** |");
  expect(render(each, "junit")).toContain('<skipped message="PROVEN but for 2 waived findings"/>');
  expect(JSON.parse(render(each, "json")).documents[0].verdict.consumer_vpcs[0].findings.waived).toBe(2);
});

test("findings that are in a VPC and no way out of it stand in its line, and its result does not depend on them", () => {
  const about = [
    finding({ vpcs: [], about: ["aws_vpc.vpc"] }),
    finding({ vpcs: [], about: ["aws_vpc.vpc"], outcome: "warning", address: "aws_x.y" }),
    finding({ vpcs: [], about: ["aws_vpc.other"], address: "aws_x.z" }),
  ];
  const each = { ...EVERYTHING, documents: [judged(about, [vpc({ result: "PROVEN" })])] };
  const said = ", with 1 warning (1 critical) about it and 1 finding about it that is no way out";
  expect(render(each, "text")).toContain(`PROVEN consumer VPC aws_vpc.vpc (dev-consumer-web/vpc/vpc)${said}\n`);
  expect(render(each, "junit")).toContain(`PROVEN${said}; a consumer`);
});

test("what a route leads to comes before the route, among those that fail", () => {
  const target = "aws_vpc_endpoint.inspection";
  const witness = [{ step: "target", address: target, what: "a VPC endpoint" }];
  const found = [
    finding({ outcome: "warning", address: "aws_a.warned" }),
    finding({ address: "aws_route.clients", witness }),
    finding({ address: target }),
  ];
  const each = { ...EVERYTHING, documents: [judged(found, [vpc()])] };
  const order = (text: string) =>
    [target, "aws_route.clients", "aws_a.warned"].map((address) => text.indexOf(`${address}: no-internet-gateway`));
  const places = order(render(each, "text"));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  const markdown = render(each, "markdown");
  const details = markdown.slice(markdown.indexOf("<details"));
  expect(details.indexOf(target)).toBeLessThan(details.indexOf("aws_route.clients"));
});

test("that a waiver is expired is said once, at the waiver", () => {
  const expired = finding({ rule: "expired-waiver", vpcs: [] });
  const each = { ...EVERYTHING, documents: [judged([expired], [])] };
  for (const format of ["github", "markdown"] as const) expect(render(each, format)).not.toContain("expired-waiver");
});

test("what a stack and a plan without a stack's name say alike is one finding", () => {
  const stack = { ...judged([finding()], [vpc()]), source: "a/cdk.tf.json", stack: null };
  const plan = { ...stack, source: "plan.json", verdict: { ...stack.verdict, form: "plan" as const } };
  const each: Report = { ...EVERYTHING, documents: [stack, plan as typeof stack] };
  expect(render(each, "markdown").match(/<details>/g)).toHaveLength(1);
});

test("the sum counts what is wrong with the run as a whole", () => {
  expect(render(EVERYTHING, "text")).toMatch(
    /0 UNPROVEN; 1 warning; 1 finding waived; the run fails because of: 1 waiver that no finding needs, 1 name of the policy data without a match\n$/,
  );
});

test.each(FORMATS)("%s says why nothing was judged", (format) => {
  expect(render(NOTHING, format)).toContain("1 problem in 1 file");
});

test("text has colours for a terminal alone", () => {
  expect(render(EVERYTHING, "text")).not.toContain("\u001b");
  expect(renderForOutput(EVERYTHING, "text", true)).toContain("\u001b[31mVIOLATED\u001b[39m consumer VPC aws_vpc.vpc");
});

test("text draws the path of a witness from the inside out", () => {
  expect(render(EVERYTHING, "text")).toContain(`
      path:
          subnet       aws_subnet.a, in the consumer VPC aws_vpc.vpc
        → route table  aws_route_table.t, of the subnet
        → outside      the internet
      cut: remove aws_route.out
`);
});

test("json is as its schema says, whatever was judged", () => {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(policySchemas()["policy-report.schema.json"] ?? ""));
  for (const each of [EVERYTHING, CLEAN, NOTHING]) {
    validate(JSON.parse(render(each, "json")));
    expect(validate.errors).toBeNull();
  }
  validate({ ...JSON.parse(render(CLEAN, "json")), version: 2 });
  expect(validate.errors).not.toBeNull();
});

describe("sarif", () => {
  const [run] = (JSON.parse(render(EVERYTHING, "sarif")) as Log).runs;
  const results = run?.results ?? [];

  test("shows findings at the environment's file, or at the document where that is not known", () => {
    const places = results.map(({ locations }) => locations?.[0]?.physicalLocation);
    expect(places[0]).toEqual({
      artifactLocation: { uri: "environments/dev/consumers/web.yaml", uriBaseId: "SRCROOT" },
      region: { startLine: 4, startColumn: 1 },
    });
    expect(places[1]).toEqual({
      artifactLocation: { uri: "cdktf.out/stacks/dev-consumer-web/cdk.tf.json", uriBaseId: "SRCROOT" },
      region: { startLine: 1 },
    });
  });

  test("names resource and construct, the path, and a fingerprint of each finding", () => {
    expect(results[0]).toMatchObject({
      ruleId: "no-internet-gateway",
      level: "error",
      locations: [
        {
          logicalLocations: [
            { fullyQualifiedName: "aws_internet_gateway.out", kind: "resource" },
            { fullyQualifiedName: "dev-consumer-web/vpc/out", kind: "construct" },
          ],
        },
      ],
      partialFingerprints: { "privatelinkFinding/v1": "00112233445566778899aabbccddeeff" },
    });
    expect(
      results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.message?.text),
    ).toEqual([
      "subnet: aws_subnet.a, in the consumer VPC aws_vpc.vpc",
      "route table: aws_route_table.t, of the subnet",
      "outside: the internet",
    ]);
    expect(new Set(results.map((result) => result.partialFingerprints?.["privatelinkFinding/v1"])).size).toBe(4);
  });

  test("has a rule for each result, with its help and how severe it is", () => {
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(["no-forwarding", "no-internet-gateway", "no-peering", "not-visible"]);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
    expect(rules[1]).toMatchObject({
      defaultConfiguration: { level: "error" },
      properties: { "security-severity": "9.5" },
      helpUri: expect.stringMatching(/^https:/),
      help: { markdown: expect.stringContaining("- <https:") },
    });
  });

  test("suppresses what is waived, with the reason", () => {
    expect(results.map(({ suppressions }) => suppressions?.[0]?.justification)).toEqual([
      undefined,
      undefined,
      undefined,
      "leaves with the old site (team-net, until 2026-12-31)",
    ]);
  });

  test("tells the exit code, what could not be judged, and which waivers are wrong", () => {
    expect(run?.invocations).toEqual([
      {
        executionSuccessful: false,
        exitCode: 2,
        toolExecutionNotifications: [
          expect.objectContaining({
            level: "error",
            message: { text: expect.stringContaining("the file ends") },
            locations: [{ physicalLocation: expect.objectContaining({ region: { startLine: 2, startColumn: 16 } }) }],
          }),
        ],
        toolConfigurationNotifications: [
          expect.objectContaining({ message: { text: expect.stringContaining("aws_x.y") } }),
          expect.objectContaining({ level: "error", message: { text: expect.stringContaining("aws_vpc.legcy") } }),
          expect.objectContaining({ level: "note", message: { text: expect.stringContaining("edge/main.tf") } }),
        ],
      },
    ]);
  });

  test.each([
    ["critical", "error"],
    ["high", "error"],
    ["medium", "warning"],
    ["low", "note"],
  ] as const)("a finding that is %s has the level %s", (severity, level) => {
    const log: Log = JSON.parse(render(report([judged([finding({ severity })], [])]), "sarif"));
    expect(log.runs[0]?.results?.[0]?.level).toBe(level);
  });
});

test("junit has a suite for each document, a case for each rule and VPC, and counts them", () => {
  const { testsuites } = convert(render(EVERYTHING, "junit"), { format: "object" }) as unknown as {
    testsuites: { testsuite: Record<string, string>[] };
  };
  const { testsuite, ...counts } = testsuites;
  expect(counts).toEqual({ "@name": "cdktf-privatelink policies", "@tests": "14", "@failures": "5", "@errors": "1" });
  expect(
    testsuite.map((suite) => [
      suite["@name"],
      suite["@tests"],
      suite["@failures"],
      suite["@errors"],
      suite["@skipped"],
    ]),
  ).toEqual([
    ["cdktf.out/stacks/dev-consumer-web/cdk.tf.json (stack dev-consumer-web)", "5", "3", "0", "1"],
    ["plan.json (stack dev-consumer-other)", "4", "0", "0", "0"],
    ["broken.json:2:16", "1", "0", "1", "0"],
    ["waivers", "2", "1", "0", "0"],
    ["run", "2", "1", "0", "0"],
  ]);
});

test("github annotates what fails before the rest, since it shows but a few", () => {
  const lines = render(EVERYTHING, "github").split("\n");
  expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1] ?? "")).toEqual([
    ...["error", "error", "error", "error", "error", "warning", "notice", "notice"],
    ...["", ""],
  ]);
  expect(lines[3]).toMatch(
    /^::error file=environments\/dev\/consumers\/web\.yaml,line=4,col=1,title=no-internet-gateway \(critical%2C violated\)::aws_internet_gateway\.out: an internet gateway/,
  );
  expect(lines[3]).toContain("%0Apath: aws_subnet.a");
});

describe("markdown", () => {
  test("lists what is not proven, and folds the findings", () => {
    const text = render(EVERYTHING, "markdown");
    expect(text).toContain(
      "| `aws_vpc.vpc` | **VIOLATED**, with 1 warning about it | `environments/dev/consumers/web.yaml:4:1  vpc` |",
    );
    expect(text.match(/<details>/g)).toHaveLength(4);
    expect(text.match(/<\/details>/g)).toHaveLength(4);
  });

  test("shows a proven VPC that a warning is about", () => {
    const warned = finding({ outcome: "warning", severity: "high", cut: null });
    const each = report([judged([warned], [vpc({ result: "PROVEN" })])]);
    const text = render(each, "markdown");
    expect(text).toMatch(/^## ✅ PrivateLink policies: clean, with 1 warning \\\(1 high\\\)\n/);
    expect(text).toContain("| `aws_vpc.vpc` | **PROVEN**, with 1 warning \\(1 high\\) about it |");
    expect(render(each, "text")).toMatch(/^CLEAN, with 1 warning \(1 high\), cdktf/);
    expect(render(each, "text")).toContain(
      "PROVEN consumer VPC aws_vpc.vpc (dev-consumer-web/vpc/vpc), with 1 warning (1 high) about it\n",
    );
    expect(render(each, "text")).toContain("0 UNPROVEN; clean, with 1 warning (1 high)\n");
    expect(render(each, "junit")).toContain("PROVEN, with 1 warning (1 high) about it;");
  });

  test("a VPC and a finding of a stack and of its plan are one, with both sources", () => {
    const stack = judged([finding({ outcome: "unproven" })], [vpc({ result: "UNPROVEN", origin: null })]);
    const plan = judged([finding({ outcome: "unproven" })], [vpc({ result: "PROVEN", origin: null })], {
      source: "plan.json",
    });
    Object.assign(plan.verdict, { form: "plan" });
    const text = render(report([stack, plan]), "markdown");
    expect(text).toContain("consumer VPCs: 0 PROVEN, 0 VIOLATED, 1 UNPROVEN");
    expect(text).toContain(
      "`cdktf.out/stacks/dev-consumer-web/cdk.tf.json (stack dev-consumer-web): UNPROVEN`, " +
        "`plan.json (stack dev-consumer-web): PROVEN`",
    );
    expect(text.match(/<details>/g)).toHaveLength(1);
    expect(text).toContain(", `plan.json (stack dev-consumer-web)`\n");
    expect(render(report([stack, plan]), "github").match(/^::error/gm)).toHaveLength(1);
  });

  test("lists the VPCs where all is well", () => {
    expect(render(CLEAN, "markdown")).toBe(
      "## ✅ PrivateLink policies: clean\n\n1 document: 1 clean, 0 with violations, 0 could not be judged; " +
        "consumer VPCs: 1 PROVEN, 0 VIOLATED, 0 UNPROVEN.\n\n| consumer VPC | result | from |\n| --- | --- | --- |\n" +
        "| `aws_vpc.vpc` | **PROVEN** | `environments/dev/consumers/web.yaml:4:1  vpc` |\n",
    );
  });

  test("leaves out what GitHub would not take, whole parts at a time, and counts it", () => {
    const many = Array.from({ length: 500 }, (_, index) => finding({ address: `aws_internet_gateway.g${index}` }));
    const broken = Array.from({ length: 400 }, (_, index) => unjudgeable(`${index}.json`, "why ".repeat(50)));
    const vpcs = Array.from({ length: 900 }, (_, index) => vpc({ address: `aws_vpc.v${index}` }));
    for (const each of [report([judged(many, [vpc()])]), report([...broken, judged(many, vpcs)])]) {
      const text = render(each, "markdown");
      expect(text.match(/<details>/g)?.length).toBeGreaterThan(20);
      expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
      expect(text.length).toBeGreaterThan(MAX_COMMENT - 2500);
      expect(text).toMatch(/_Left out for want of room: .*\d+ findings\. The other formats have all of it\._\n$/);
      expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
    }
  });
});
