import { renderReview } from "../../review/markdown";
import type { ResourceSpec, StackSpec } from "./plans";
import { Scene } from "./scene";

const update = (address: string, before: object, after: object, rest: object = {}): ResourceSpec => ({
  ...{ address, actions: ["update"], before, after },
  ...rest,
});

const LIST: readonly ResourceSpec[] = [
  { address: "aws_cloudwatch_log_group.flow", actions: ["create"], after: {} },
  { address: "aws_nat_gateway.out", actions: ["create"], after: {} },
  { address: "aws_vpc.vpc", actions: ["no-op"], before: {}, after: {} },
  update(
    "aws_security_group.endpoint",
    { ingress: [{ port: 443 }], name: "a" },
    { ingress: [{ port: 80 }], name: "a" },
  ),
];

const consumer = (name: string, resources = LIST): StackSpec => ({ name: `dev-consumer-${name}`, resources });

describe("what changes", () => {
  test("is listed by address, with the names of the arguments that an update changes: no values", async () => {
    const { out } = await new Scene([consumer("web")]).clean().markdown();
    expect(out).toContain(
      [
        "### Added and changed",
        "",
        "<details><summary><code>dev-consumer-web</code>: 1 changed, 2 added</summary>",
        "",
        "- changed `aws_security_group.endpoint`: `ingress`",
        "- added `aws_nat_gateway.out`",
        "- added `aws_cloudwatch_log_group.flow`",
        "",
        "</details>",
      ].join("\n"),
    );
    expect(out).not.toMatch(/443|aws_vpc\.vpc/);
  });

  test("is one list for stacks that change alike", async () => {
    const other = consumer("other", LIST.slice(1));
    const { out } = await new Scene([consumer("web"), consumer("api"), consumer("job"), other]).clean().markdown();
    expect(out).toContain(
      "<summary><code>dev-consumer-api</code> and 2 more stacks, each: 1 changed, 2 added</summary>",
    );
    expect(out).toContain("<summary><code>dev-consumer-other</code>: 1 changed, 1 added</summary>");
    expect(out.match(/added `aws_nat_gateway.out`/g)).toHaveLength(2);
  });

  test("shows stacks that are changed before those that are added", async () => {
    const { out } = await new Scene([consumer("a", LIST.slice(0, 1)), consumer("b")]).clean().markdown();
    const [changed, added] = ["b</code>: 1 changed, 2 added", "a</code>: 1 added"].map((each) => out.indexOf(each));
    expect(changed).toBeGreaterThan(0);
    expect(added).toBeGreaterThan(changed as number);
  });

  test("of a stack that changes much, the most important is shown and the rest counted", async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...{ address: `aws_ssm_parameter.p${index}`, actions: ["create"], after: {} },
    }));
    const { out } = await new Scene([consumer("web", [...many, ...LIST])]).clean().markdown();
    expect(out).toContain("- changed `aws_security_group.endpoint`: `ingress`\n- added `aws_nat_gateway.out`\n");
    expect(out).toContain("\n- and 23 more\n\n</details>");
    expect(out.match(/added `aws_ssm_parameter/g)).toHaveLength(37);
  });

  test("arguments that are known only after the apply count; tags count once", async () => {
    const resources = [
      update("aws_a.x", { tags: { a: "1" }, tags_all: { a: "1" } }, { tags: { a: "2" }, tags_all: { a: "2" } }),
      update("aws_b.x", { policy: "{}", arn: "x" }, { arn: "x" }, { afterUnknown: { policy: true, arn: false } }),
      update("aws_c.x", { tags_all: { a: "1" } }, { tags_all: { a: "2" } }),
    ];
    const { changes } = await new Scene([consumer("web", resources)]).clean().json();
    const named = changes.map(({ address, arguments: names }) => [address, names]);
    expect(Object.fromEntries(named)).toEqual({ "aws_a.x": ["tags"], "aws_b.x": ["policy"], "aws_c.x": ["tags_all"] });
  });

  test("of sensitive arguments nobody says that they change", async () => {
    const marks = { beforeSensitive: { value: true }, afterSensitive: { value: true }, afterUnknown: { value: true } };
    const resources = [update("aws_ssm_parameter.x", { tier: "a" }, { tier: "b" }, marks)];
    const { out } = await new Scene([consumer("web", resources)]).clean().markdown();
    expect(out).toContain("- changed `aws_ssm_parameter.x`: `tier`, perhaps `value` (sensitive)\n");
  });

  test("what is taken into the state as it is, is imported", async () => {
    const imported = { address: "aws_vpc.old", actions: ["no-op"], importing: { id: "vpc-1" } };
    const { out } = await new Scene([consumer("web", [imported])]).clean().markdown();
    expect(out).toContain("- imported `aws_vpc.old`\n");
  });

  test("what Terraform does by an action that nobody knows is shown as replaced", async () => {
    const { out } = await new Scene([consumer("web", [{ address: "aws_vpc.x", actions: ["mend"] }])])
      .clean()
      .markdown();
    expect(out).toContain("| `aws_vpc.x` | **replaced** | this program does not know what the plan does with it |");
  });

  test("thousands of stacks that differ stay below what a comment takes, and what is left out is counted", async () => {
    const review = await new Scene([consumer("web")]).clean().json();
    const [change] = review.changes as [(typeof review.changes)[number]];
    const changes = Array.from({ length: 20_000 }, (_, index) => ({
      ...{ ...change, stack: `dev-consumer-${index}`, address: `aws_vpc.number-${index}` },
    }));
    const comment = renderReview({ ...review, changes });
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(65_536);
    expect(comment).toMatch(/Left out for want of room: \d+ added or changed resources/);
  });
});
