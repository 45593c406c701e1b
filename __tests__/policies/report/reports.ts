import { countsOf } from "../../../policies/checker/judge-paths";
import {
  type JudgedDocument,
  REPORT_FORMAT,
  type Report,
  type ReportedFinding,
  type ReportedVpc,
} from "../../../policies/checker/report/report-schema";
import { findingsAbout } from "../../../policies/checker/reported-document";

const ACCOUNT = {
  resources: { outside: 9, harmless: 2, ways_out: 1, unproven: 0 },
  ends: { inside: 2, outside: 3, nowhere: 0, open: 0 },
};

/** A finding on a path, made by hand. */
export function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: "no-internet-gateway",
    title: "No internet gateway",
    severity: "critical",
    outcome: "violated",
    address: "aws_internet_gateway.out",
    construct_path: "dev-consumer-web/vpc/out",
    vpcs: ["aws_vpc.vpc"],
    about: [],
    basis: "role",
    message: "an internet gateway in a stack whose role is consumer",
    witness: [
      { step: "subnet", address: "aws_subnet.a", what: "in the consumer VPC aws_vpc.vpc" },
      { step: "route table", address: "aws_route_table.t", what: "of the subnet" },
      { step: "outside", address: null, what: "the internet" },
    ],
    cut: "remove aws_route.out",
    settle: null,
    remediation: "Remove the gateway, and connect by an interface endpoint.",
    links: ["https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"],
    waiver: null,
    origin: { file: "environments/dev/consumers/web.yaml", line: 4, column: 1, key: "vpc", status: "found" },
    fingerprint: "00112233445566778899aabbccddeeff",
    ...changes,
  };
}

export const WAIVER = { reason: "leaves with the old site", owner: "team-net", expires: "2026-12-31" };

/** A consumer VPC, made by hand. */
export function vpc(changes: Partial<ReportedVpc> = {}): ReportedVpc {
  return {
    address: "aws_vpc.vpc",
    construct_path: "dev-consumer-web/vpc/vpc",
    result: "VIOLATED",
    because: "role",
    examined: { aws_subnet: 2, aws_route_table: 1 },
    endpoints: [
      {
        address: "aws_vpc_endpoint.orders",
        kind: "Interface",
        service: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        allowed: true,
        refused_by: null,
      },
    ],
    assumptions: ["what this document does not show has no way out"],
    origin: { file: "environments/dev/consumers/web.yaml", line: 4, column: 1, key: "vpc", status: "found" },
    findings: { waived: 0, no_way_out: 0, warning: 0, warning_critical: 0, warning_high: 0 },
    ...changes,
  };
}

/** A document that was judged, made by hand. */
export function judged(
  findings: readonly ReportedFinding[],
  vpcs: readonly ReportedVpc[],
  changes: Partial<Pick<JudgedDocument, "source" | "stack">> = {},
): JudgedDocument {
  const fails = findings.some(({ outcome, waiver }) => outcome !== "warning" && waiver === null);
  return {
    source: "cdktf.out/stacks/dev-consumer-web/cdk.tf.json",
    stack: "dev-consumer-web",
    ...changes,
    verdict: {
      verdict: fails ? "violations" : "clean",
      form: "cdk.tf.json",
      role: "consumer",
      stack: changes.stack ?? "dev-consumer-web",
      examined: {
        resources: 12,
        types: 7,
        vpcs: 1,
        rules: ["no-internet-gateway", "no-peering", "not-visible"],
        account: ACCOUNT,
      },
      consumer_vpcs: vpcs.map((each) => ({ ...each, findings: findingsAbout(each, findings) })),
      findings: [...findings],
      relied_on: [],
      waivers: { used: [], unused: [], expired: [] },
      names: { used: {}, seen: {}, destroyed: [], taken_out: [] },
    },
  };
}

/** A document that could not be judged. */
export function unjudgeable(source: string, why: string): JudgedDocument {
  return { source, stack: null, verdict: { verdict: "unjudgeable", form: "unknown", why: [why] } };
}

/** A report on documents. */
export function report(documents: readonly JudgedDocument[], changes: Partial<Report> = {}): Report {
  const counts = countsOf(documents);
  const verdict = counts.unjudgeable > 0 ? "unjudgeable" : counts.violations > 0 ? "violations" : "clean";
  return {
    ...REPORT_FORMAT,
    verdict,
    exit_code: { clean: 0, violations: 1, unjudgeable: 2 }[verdict],
    problem: null,
    policy: { opa: "1.22.0", wasm: "0".repeat(64) },
    data: { files: ["policy.yaml"], digests: { "policy.yaml": "d".repeat(64) }, now: "2026-11-25", status: [] },
    counts,
    waivers: [],
    notices: [],
    documents: [...documents],
    ...changes,
  };
}

/** One of everything: violated, unproven, warned of, waived, clean, not judged; waivers in each state. */
export const EVERYTHING: Report = report(
  [
    judged(
      [
        finding(),
        finding({
          rule: "not-visible",
          title: "Nothing is hidden",
          severity: "high",
          outcome: "unproven",
          address: "aws_route.r",
          construct_path: null,
          message: "a route whose target cannot be resolved",
          witness: [],
          cut: null,
          settle: "a plan in which the target is known",
          links: [],
          origin: null,
          fingerprint: "1".repeat(32),
        }),
        finding({
          rule: "no-forwarding",
          severity: "low",
          outcome: "warning",
          address: "aws_instance.i",
          fingerprint: "2".repeat(32),
        }),
        finding({
          rule: "no-peering",
          address: "aws_vpc_peering_connection.p",
          waiver: WAIVER,
          fingerprint: "3".repeat(32),
        }),
      ],
      [vpc()],
    ),
    judged([], [vpc({ result: "PROVEN", origin: null })], { source: "plan.json", stack: "dev-consumer-other" }),
    unjudgeable("broken.json:2:16", "not valid JSON: expected a string, the file ends"),
  ],
  {
    waivers: [
      {
        rule: "no-peering",
        address: "aws_vpc_peering_connection.p",
        stack: null,
        ...WAIVER,
        state: "used",
        file: "policy.yaml",
        line: 3,
      },
      {
        rule: "no-peering",
        address: "aws_x.y",
        stack: "dev",
        ...WAIVER,
        state: "unused",
        file: "policy.yaml",
        line: 9,
      },
    ],
    notices: [
      {
        kind: "unused-name",
        fails: true,
        message: "`consumer_vpcs` names aws_vpc.legcy, which matches nothing in this run",
        file: "policy.yaml",
        line: 4,
      },
      {
        kind: "not-judged",
        fails: false,
        message: "these files stand in the folders of this run, and were not judged: edge/main.tf",
        file: null,
        line: null,
      },
    ],
  },
);
