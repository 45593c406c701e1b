import type { DocumentOrigins, OriginFinder } from "../../policies/checker/origins";
import { reportedDocument } from "../../policies/checker/reported-document";
import { finding, judged, vpc } from "./report/reports";

const ORIGIN = { file: "environments/dev/x.yaml", line: 1, column: 2, key: "vpc", status: "found" } as const;

/** A finder that says what it was asked. */
function finder() {
  const asked: string[] = [];
  const origins: DocumentOrigins = {
    constructPath: (address) => {
      asked.push(`path of ${address}`);
      return `stack/${address}`;
    },
    origin: ({ address, construct_path }) => {
      asked.push(`origin of ${address} at ${construct_path}`);
      return ORIGIN;
    },
  };
  const of = () => {
    asked.push("document");
    return origins;
  };
  return { asked, finder: { of } as unknown as OriginFinder };
}

test("looks for where things come from only when it is asked for, once", () => {
  const { verdict } = judged([finding({ construct_path: null, address: "a" })], [vpc({ construct_path: "stack/v" })]);
  const { asked, finder: origins } = finder();
  const document = reportedDocument({ source: "cdk.tf.json", verdict }, origins);
  expect(document).toHaveProperty("verdict.verdict", "violations");
  expect(asked).toEqual([]);
  const text = JSON.stringify(document);
  expect(asked.sort()).toEqual(["document", "origin of a at stack/a", "origin of aws_vpc.vpc at stack/v", "path of a"]);
  expect(JSON.stringify(document)).toBe(text);
  expect(asked).toHaveLength(4);
  expect(JSON.parse(text).verdict).toMatchObject({
    findings: [{ construct_path: "stack/a", origin: ORIGIN, fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    consumer_vpcs: [{ construct_path: "stack/v", origin: ORIGIN, findings: { waived: 0 } }],
  });
});

test("has nothing to say of what could not be judged", () => {
  const { asked, finder: origins } = finder();
  const verdict = { verdict: "unjudgeable", form: "unknown", why: ["it is empty"] } as const;
  expect(reportedDocument({ source: "a.json", verdict: { ...verdict, why: ["it is empty"] } }, origins)).toEqual({
    source: "a.json",
    stack: null,
    verdict,
  });
  expect(asked).toEqual([]);
});
