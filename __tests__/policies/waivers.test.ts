import type { PolicyData } from "../../policies/checker/policy-data";
import type { JudgedDocument } from "../../policies/checker/report/report-schema";
import { isWrong, waiverStates } from "../../policies/checker/waivers";
import { judged, unjudgeable, WAIVER } from "./report/reports";

const CONFIG: PolicyData["config"] = {
  strict: false,
  allow_no_consumer_vpc: false,
  consumer_vpcs: [],
  other_vpcs: [],
  allowed_endpoint_types: [],
  require_endpoint_policies: false,
  require_resource_perimeter: false,
  require_notifications: false,
  require_narrow_egress: false,
  harmless_types: [],
};

/** What became of a waiver. @param documents what was judged; a number is a document that used the waiver of that index. */
function state(
  documents: readonly JudgedDocument[],
  { isSelection = false, ...changes }: { stack?: string; expires?: string; isSelection?: boolean } = {},
) {
  const waiver = { rule: "no-peering", address: "aws_x.y", ...WAIVER, file: "policy.yaml", line: 3, ...changes };
  const [first] = waiverStates(
    { files: [], digests: {}, unread: [], config: CONFIG, waivers: [waiver], names: [], status: [], now: "2026-11-25" },
    documents,
    isSelection,
  );
  if (!first) throw new Error("no waiver");
  return `${first.state}${isWrong(first) ? ", an error" : ""}`;
}

function using(used: number[]): JudgedDocument {
  const document = judged([], []);
  if (document.verdict.verdict !== "unjudgeable") Object.assign(document.verdict.waivers, { used });
  return document;
}

test.each([
  ["used in one of several documents", [using([]), using([0])], {}, "used"],
  ["used on its last day", [using([0])], { expires: "2026-11-25" }, "used"],
  ["used by nothing", [using([]), using([])], {}, "unused, an error"],
  ["used by nothing in its stack", [using([])], { stack: "dev-consumer-web" }, "unused, an error"],
  ["used by nothing of a selection", [using([])], { isSelection: true }, "unknown"],
  [
    "of a stack of a selection, used by nothing",
    [using([])],
    { isSelection: true, stack: "dev-consumer-web" },
    "unused, an error",
  ],
  ["of a stack that was not judged", [using([])], { stack: "prod-consumer-web" }, "unknown"],
  ["used by nothing, where something could not be judged", [using([]), unjudgeable("a", "b")], {}, "unknown"],
  ["expired yesterday", [using([])], { expires: "2026-11-24" }, "expired, an error"],
  ["expired, of a stack that was not judged", [using([])], { stack: "x", expires: "2026-11-24" }, "expired, an error"],
])("a waiver %s", (_, documents, changes, expected) => {
  expect(state(documents, changes)).toBe(expected);
});
