import fc from "fast-check";
import { renderReview } from "../../review/markdown";
import type { Review, ReviewedStack, ReviewFinding } from "../../review/review-file";
import { REVIEW_FORMAT } from "../../review/review-file";
import { MAX_COMMENT } from "../../support/comment";
import { COMMIT, DIGEST } from "./plans";

const HOSTILE = [
  "<script>alert(1)</script>",
  "</details></summary><img src=x onerror=y>",
  "--><!--",
  "@everyone and bob@example.com",
  "a | b \\| c",
  "`` ` ```\n```mermaid",
  "[x](https://evil.example) ![y](https://evil.example/z.png)",
  "https://evil.example www.evil.example #12 GH-12 org/repo#3",
  "line\nbreak\r\n| --- |",
  "\u202egnp.exe\u200b",
  "# heading",
  "- [ ] item",
  "$a$ ~b~ *c* _d_ **e** :tada:",
  "&#64;bob &lt;",
  "",
  " ",
];

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 40, unit: "binary" }));
const maybe = fc.option(text, { nil: null });
const count = fc.integer({ min: 0, max: 9 });

const stack = fc.record<ReviewedStack>({
  name: text,
  environment: text,
  kind: text,
  account: fc.constant("111111111111"),
  region: text,
  dependencies: fc.constant([]),
  wave: count,
  change: fc.constantFrom("changed", "new", "gone", "affected", null),
  mode: fc.constantFrom("apply", "destroy"),
  result: fc.constantFrom("planned", "no-changes", "deferred", "failed", "skipped"),
  reason: maybe,
  waits_for: fc.array(text, { maxLength: 8 }),
  stack_digest: fc.constant(DIGEST),
  counts: fc.option(
    fc.record({ create: count, update: count, replace: count, destroy: count, forget: count, import: count }),
    { nil: null },
  ),
});

const finding = fc.record<ReviewFinding>({
  rule: text,
  title: text,
  severity: fc.constantFrom("critical", "high", "medium", "low"),
  outcome: fc.constantFrom("violated", "unproven", "warning"),
  address: text,
  message: text,
  witness: fc.array(fc.record({ step: text, address: maybe, what: text }), { maxLength: 3 }),
  cut: maybe,
  settle: maybe,
  remediation: text,
  waiver: fc.option(fc.record({ reason: text, owner: text, expires: text }), { nil: null }),
  links: fc.array(text, { maxLength: 2 }),
  fails: fc.boolean(),
  in_change: fc.boolean(),
  found_in: fc.array(fc.record({ stack: text, place: maybe }), { minLength: 1, maxLength: 8 }),
});

const review = fc.record<Review>({
  format: fc.constant(REVIEW_FORMAT.format),
  version: fc.constant(REVIEW_FORMAT.version),
  verdict: fc.constantFrom("not-judged", "violations", "failed", "may-be-merged", "may-be-applied", "no-changes"),
  exit_code: fc.constantFrom(0, 1, 2),
  problems: fc.array(text, { maxLength: 3 }),
  scope: fc.constantFrom("all", "planned"),
  commit: fc.constantFrom(COMMIT, null),
  head: fc.constantFrom("e".repeat(40), null),
  dirty: fc.boolean(),
  base: fc.option(fc.record({ from: fc.constant("deployed" as const), file: text }), { nil: null }),
  unchanged: fc.option(count, { nil: null }),
  actions: fc.record({ create: count, update: count, replace: count, destroy: count, forget: count, import: count }),
  stacks: fc.array(stack, { maxLength: 6 }),
  disturbed: fc.array(
    fc.record({
      ...{ stack: text, environment: text, address: text, type: text },
      action: fc.constantFrom("destroy", "replace", "forget"),
      forced_by: fc.array(text, { maxLength: 2 }),
    }),
    { maxLength: 5 },
  ),
  changes: fc.array(
    fc.record({
      ...{ stack: text, environment: text, address: text, type: text },
      action: fc.constantFrom("create", "update", "import"),
      arguments: fc.array(text, { maxLength: 9 }),
      sensitive: fc.array(text, { maxLength: 2 }),
    }),
    { maxLength: 5 },
  ),
  findings: fc.array(finding, { maxLength: 5 }),
  changed_data: fc.array(text, { maxLength: 3 }),
  settings: fc.array(fc.record({ name: text, entries: fc.array(text, { maxLength: 14 }) }), { maxLength: 4 }),
  policies: fc.array(fc.record({ fails: fc.boolean(), text }), { maxLength: 3 }),
  vpcs: fc.array(
    fc.record({
      ...{ stack: text, address: text, waived: count, endpoints: count, place: maybe },
      result: fc.constantFrom("VIOLATED", "UNPROVEN", "PROVEN"),
      judged_from: fc.constantFrom("plan", "configuration"),
    }),
    { maxLength: 14 },
  ),
  customers: fc.array(
    fc.record({
      effect: fc.constantFrom("loses", "interrupted", "barred", "connects", "allowed"),
      ...{ environment: text, service: maybe, connection: maybe, cause: text },
      customers: fc.array(text, { minLength: 1, maxLength: 12 }),
    }),
    { maxLength: 5 },
  ),
  unknown_customers: fc.array(text, { maxLength: 2 }),
  costs: fc.record({
    currency: fc.constant("USD"),
    hours: fc.constant(730),
    monthly: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    lines: fc.array(
      fc.record({
        ...{ item: text, region: text },
        added: fc.option(count, { nil: null }),
        removed: fc.option(count, { nil: null }),
        hourly: fc.constantFrom(0.01, null),
        monthly: fc.constantFrom(7.3, null),
      }),
      { maxLength: 3 },
    ),
    sources: fc.array(text, { maxLength: 2 }),
    from_configuration: fc.array(text, { maxLength: 7 }),
    without_plan: fc.array(text, { maxLength: 7 }),
    incomplete: fc.boolean(),
  }),
  picture: fc.option(text, { nil: null }),
  plans: fc.array(fc.record({ folder: text, digest: fc.constant(DIGEST), apply: maybe }), { maxLength: 3 }),
});

/** What a comment has outside of its fences, code and escapes, as CommonMark reads it from the left to the right. */
function markup(comment: string): string {
  const lines = comment.replace(FENCES, "").split("\n");
  // Markdown does not hold on a line of HTML.
  return lines.map((line) => (line.startsWith("<details") ? withoutCode(line) : outside(withoutCode(line)))).join("\n");
}

function withoutCode(line: string): string {
  return line.replace(/<code>[^<]*<\/code>/g, "");
}

function outside(line: string): string {
  let found = "";
  for (let at = 0; at < line.length; ) {
    const [escaped] = /^\\[!-/:-@[-`{-~]/.exec(line.slice(at)) ?? [];
    const [run = ""] = /^`+/.exec(line.slice(at)) ?? [];
    const end = run === "" ? -1 : closing(line, run, at + run.length);
    if (escaped === undefined && end === -1) found += run || line[at];
    at = escaped !== undefined ? at + 2 : end !== -1 ? end : at + (run.length || 1);
  }
  return found;
}

/** Where code that a run of backticks opens ends; -1 where nothing closes it. */
function closing(line: string, run: string, from: number): number {
  for (const { 0: other, index } of line.slice(from).matchAll(/`+/g))
    if (other === run) return from + index + run.length;
  return -1;
}

const FENCES = /^(`{3,})[a-z]+\n[\s\S]*?\n\1$/gm;

const TAGS = /<\/?(details|summary)( open)?>/g;

test("no text breaks out of the comment, whatever it is", () => {
  fc.assert(
    fc.property(review, (each) => {
      const comment = renderReview(each);
      const [marker, ...rest] = markup(comment).split("\n");
      expect(marker).toBe("<!-- privatelink-review -->");
      const lines = rest.join("\n");
      const text = lines.replace(TAGS, "");
      expect(text).not.toMatch(/[<>@]/);
      expect(text).not.toMatch(/(?<!&)#\d|:\/\/|\bwww\./i);
      // Within HTML there is no Markdown.
      expect(lines.replace(/^<details.*$/gm, "")).not.toMatch(/(?<!\\)\[|(?<!\\)\]\(/);
      expect(comment).not.toMatch(/[\p{Cf}\r]/u);
    }),
    { numRuns: 100 },
  );
});

test("each row of a table has as many cells as its head, and what is unfolded is closed", () => {
  fc.assert(
    fc.property(review, (each) => {
      const comment = renderReview(each);
      for (const block of comment.replace(FENCES, "").split("\n\n")) {
        const rows = block.split("\n").filter((line) => line.startsWith("| "));
        const cells = rows.map((row) => row.split("|").length);
        expect(new Set(cells).size).toBeLessThanOrEqual(1);
      }
      const count = (tag: string) => markup(comment).split(tag).length;
      expect(count("</details>")).toBe(count("<details"));
    }),
    { numRuns: 100 },
  );
});

describe("a change of any size", () => {
  const [base] = fc.sample(review, { numRuns: 1, seed: 1 }) as [Review];
  const numbers = (length: number) => Array.from({ length }, (_, index) => String(index).padStart(5, "0"));
  const failing: ReviewFinding = {
    ...{ rule: "no-nat", title: "NAT", severity: "critical", outcome: "violated", fails: true, in_change: true },
    ...{
      address: "aws_nat_gateway.out",
      message: "leads out",
      waiver: null,
      witness: [],
      cut: null,
      settle: null,
      links: [],
    },
    ...{ remediation: "remove it", found_in: [{ stack: "prod-consumer-x", place: null }] },
  };
  const NAMED = { commit: COMMIT, head: null, changes: [] };
  const plain = {
    ...base,
    problems: [],
    policies: [],
    settings: [],
    unknown_customers: [],
    plans: [],
    picture: null,
    ...NAMED,
  };

  const huge: Review = {
    ...plain,
    verdict: "violations",
    exit_code: 1,
    findings: numbers(10_000).map((number) => ({ ...failing, message: `leads out ${number} ${"ä".repeat(200)}` })),
    stacks: numbers(3_000).map((number) => ({
      ...{ name: `prod-consumer-${number}`, environment: "prod", kind: "consumer", account: "1", region: "us-east-1" },
      ...{ dependencies: [], wave: 1, change: "changed", mode: "apply", result: "planned", reason: null },
      ...{ waits_for: [], stack_digest: DIGEST },
      counts: { create: 1, update: 0, replace: 1, destroy: 0, forget: 0, import: 0 },
    })),
    disturbed: numbers(3_000).map((number) => ({
      ...{ stack: `prod-consumer-${number}`, environment: "prod", address: "aws_vpc_endpoint.x" },
      ...{ type: "aws_vpc_endpoint", action: "replace", forced_by: ["service_name"] },
    })),
    customers: [
      {
        ...{ effect: "loses", environment: "prod", service: "orders", connection: "orders", cause: "replaced" },
        customers: numbers(3_000).map((number) => `customer-${number}`),
      },
    ],
    vpcs: numbers(3_000).map((number) => ({
      ...{ stack: `prod-consumer-${number}`, address: "aws_vpc.vpc", result: "PROVEN" },
      ...{ waived: 0, endpoints: 1, place: null, judged_from: Number(number) < 1_000 ? "plan" : "configuration" },
    })),
    picture: "flowchart LR\n".repeat(1_000),
  };

  test("says of a stack that only its outputs change", () => {
    const counts = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, import: 0 };
    const [stack] = huge.stacks as [Review["stacks"][number]];
    const text = renderReview({ ...plain, stacks: [{ ...stack, counts }] });
    expect(text).toContain("| `prod-consumer-00000` |  |  |  |  | only outputs change |");
  });

  test("stays below what GitHub takes, in characters and in bytes, and counts what it leaves out", () => {
    const comment = renderReview(huge);
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(MAX_COMMENT);
    expect(comment.length).toBeGreaterThan(40_000);
    expect(comment).toMatch(
      /_Left out for want of room: \d+ failing findings, \d+ proven VPCs, 1 picture\. .*has all of it\._/,
    );
    for (const title of [
      "### Findings",
      "### Replaced and destroyed",
      "### Customers who lose something",
      "### Stacks",
    ])
      expect(comment).toContain(title);
    expect(comment).toContain("3000 customers **lose their connections** to `orders`");
    expect(comment).toContain("`customer-00009` and 2990 more");
  });

  test("says first what is wrong, then what is destroyed, then who loses something", () => {
    const comment = renderReview(huge);
    const at = ["violates", "### Findings", "### Replaced", "### Customers who lose", "### Stacks"].map((part) =>
      comment.indexOf(part),
    );
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  test("the end is there whatever else is in the way: many folders of plans are counted", () => {
    const plans = numbers(300).map((number) => ({
      ...{ folder: `plans-${number}`, digest: DIGEST },
      apply: `privatelink apply --plans plans-${number} --digest ${DIGEST}`,
    }));
    const comment = renderReview({ ...huge, plans, verdict: "may-be-merged", exit_code: 0 });
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(MAX_COMMENT);
    expect(comment).toContain(`Commit \`${COMMIT}\``);
    expect(comment).toContain("and 280 more folders of plans");
  });

  test("the end is bounded by what it says, too: long names of folders are counted", () => {
    const plans = numbers(20).map((number) => {
      const folder = `${"f".repeat(3_500)}${number}`;
      return { folder, digest: DIGEST, apply: `privatelink apply --plans ${folder} --digest ${DIGEST}` };
    });
    for (const exit_code of [0, 1]) {
      const comment = renderReview({
        ...huge,
        plans,
        verdict: exit_code === 0 ? "may-be-merged" : "failed",
        exit_code,
      });
      expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(MAX_COMMENT);
      expect(comment).toContain("and 18 more folders of plans");
    }
  });

  test("a text that is longer than a comment is cut, and its finding is shown", () => {
    const [one] = huge.findings as [ReviewFinding];
    const comment = renderReview({
      ...plain,
      findings: [{ ...one, message: `${"x".repeat(1_499)}😀${"y".repeat(70_000)}` }],
    });
    expect(comment).toContain(`${"x".repeat(1_499)}…\n`);
    expect(comment).not.toContain("failing finding");
  });

  test("what is too long by itself is left out alone: the next ones are there", () => {
    const [one] = huge.findings as [ReviewFinding];
    const findings = [
      { ...one, address: "a".repeat(70_000) },
      { ...one, message: "the next one" },
    ];
    const problems = ["p".repeat(70_000), "the next problem"];
    const comment = renderReview({ ...plain, findings, problems });
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(MAX_COMMENT);
    for (const text of ["the next one", "- the next problem", "1 problem, 1 failing finding."])
      expect(comment).toContain(text);
  });
});
