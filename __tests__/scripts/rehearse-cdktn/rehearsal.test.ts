import { classified } from "../../../scripts/rehearse-cdktn/classification";
import { renderFacts, withFacts } from "../../../scripts/rehearse-cdktn/page";
import { type Outcome, rehearse, type Scratch, type Step } from "../../../scripts/rehearse-cdktn/rehearsal";
import { judged } from "../../../scripts/rehearse-cdktn/tests";
import { Processes } from "../../../scripts/test-terraform/processes";
import { temporaryFolder } from "../../support/environments";

function scratch(): Scratch {
  return { processes: new Processes(), env: process.env, project: temporaryFolder(), outputs: temporaryFolder() };
}

const good = (name: string, needs: string[] = []): Step => ({
  name,
  needs,
  run: () => ({ isGood: true, summary: "fine" }),
});

describe("steps", () => {
  test("a step that fails is reported; only what needs it does not run", async () => {
    const told: string[] = [];
    const broken: Step = {
      name: "install",
      needs: [],
      run: () => {
        throw new Error("no network");
      },
    };
    const steps = [
      good("copy"),
      broken,
      good("compile", ["install"]),
      good("stacks", ["compile"]),
      good("last", ["copy"]),
    ];
    const outcomes = await rehearse(steps, scratch(), ({ name }) => told.push(name));
    expect(told).toEqual(["copy", "install", "compile", "stacks", "last"]);
    expect(outcomes.map(({ isGood, isSkipped, summary }) => [isGood, isSkipped, summary])).toEqual([
      [true, false, "fine"],
      [false, false, "no network"],
      [false, true, 'did not run: it needs the step "install"'],
      [false, true, 'did not run: it needs the step "compile"'],
      [true, false, "fine"],
    ]);
  });
});

describe("the page", () => {
  const outcome: Outcome = { name: "copy", seconds: 3, isGood: true, isSkipped: false, summary: "2 | files" };
  const facts = renderFacts([outcome, { ...outcome, isGood: false, details: ["- one", "- two"] }], "2026-11-30");
  const page = (between: string) =>
    `# Title\n\nBy hand.\n\n<!-- What follows is written by \`npm run rehearse:cdktn -- --write\`. -->\n${between}\n` +
    "<!-- What precedes is written by `npm run rehearse:cdktn -- --write`. -->\n\nBy hand, too.\n";

  test("has a date, a row for each step and its details", () => {
    expect(facts).toContain("Rehearsed on 2026-11-30, in 6 seconds.");
    expect(facts).toMatch(/\| copy +\| yes +\| 3 +\| 2 \\\| files +\|/);
    expect(facts).toMatch(/\| copy +\| no /);
    expect(facts).toContain("### Step: copy\n\n- one\n- two");
  });

  test("keeps what is written by hand, and nothing of an earlier run", () => {
    const first = withFacts(page("old"), facts);
    expect(first).toMatch(
      /^# Title\n\nBy hand\.\n\n<!--.*-->\n\nRehearsed on 2026-11-30[\s\S]*-->\n\nBy hand, too\.\n$/,
    );
    expect(first).not.toContain("old");
    expect(withFacts(first, "new")).toBe(withFacts(page(""), "new"));
  });

  test("fails for a page that has no place for the facts", () => {
    expect(() => withFacts("# Title\n", facts)).toThrow(/no place for the facts/);
  });
});

describe("tests", () => {
  const results = (name: string, status: "passed" | "failed") => ({
    numPassedTests: status === "passed" ? 2 : 1,
    numTotalTests: 2,
    testResults: [
      {
        name: "/project/__tests__/together/engine.test.ts",
        status,
        message: "",
        assertionResults: [
          { status: "passed", fullName: `${name} passes` },
          { status, fullName: `${name} it is the other` },
        ],
      },
    ],
  });

  test("all pass", () => {
    expect(judged(results("__tests__/x.test.ts", "passed"), "/project")).toMatchObject({ isGood: true });
  });

  test("a failure with a known reason is told with it", () => {
    const { isGood, summary, details } = judged(
      results("__tests__/engine/configuration.test.ts", "failed"),
      "/project",
    );
    expect({ isGood, summary }).toEqual({
      isGood: true,
      summary: "1 of 2 pass, 1 fail for a known reason, 0 for another",
    });
    expect(details?.join("\n")).toContain("- `__tests__/engine/configuration.test.ts`: 1 test");
  });

  test("fails for any other test, and for a file that does not load", () => {
    const { isGood, details } = judged(results("__tests__/x.test.ts", "failed"), "/project");
    expect(isGood).toBe(false);
    expect(details).toContain("- `__tests__/x.test.ts`: 1 test");
    const broken = { name: "/project/a.alone.test.ts", status: "failed", message: "", assertionResults: [] };
    const { isGood: loads, details: told } = judged(
      { numPassedTests: 1, numTotalTests: 1, testResults: [broken] },
      "/project",
    );
    expect(loads).toBe(false);
    expect(told).toContain("- `a.alone.test.ts`: 1 test");
  });

  test("fails when no test ran", () => {
    expect(judged({ numPassedTests: 0, numTotalTests: 0, testResults: [] }, "/project").isGood).toBe(false);
  });
});

describe("the classification", () => {
  const ADDITIONS = [
    "other.yaml: provider.version must be that of the installed bindings, 6.66.0, got: 6.25.0. Settle the other.",
    "aws_a must be classified, for it takes `x.vpc_id` (a VPC), `y.vpc_id` (a VPC), `subnet_ids` (a subnet). Add an entry with",
    "aws_a is new in the provider and takes no argument known to be one of a network. Read what it does;",
    "aws_b is new in the provider and takes no argument known to be one of a network. Read what it does;",
    "aws_c takes `x` (a gateway), which its entry does not name. Add it",
    "aws_c takes `y` (a subnet), which its entry does not name. Add it",
    "other.yaml: the provider has aws_d by now. Take it from later_types.",
    "other.yaml: aws_e takes `z` by now. Take it from later_arguments.",
    "policies/data/classification.json is not what policies/classification gives. Run `npm run`, and commit it.",
  ];

  test("additions are listed, and do not stand in the way", () => {
    const { isGood, summary, details } = classified(ADDITIONS);
    expect(isGood).toBe(true);
    expect(summary).toBe(
      "1 type to classify, 1 new type without arguments of networks, 1 classified type with new arguments of networks, " +
        "2 additions were foreseen, 0 gone",
    );
    expect(details).toEqual(expect.arrayContaining(["- `aws_a`: a VPC; a subnet", "- `aws_c`: a gateway; a subnet"]));
  });

  test.each([
    "aws_f is not in the provider any more. Take its entry away, once no stack can have it.",
    "aws_f takes no `x`, which its entry names. Correct the name, or take it away.",
    "the rule PL999, of aws_f, must be one of policies/rego: PL001.",
  ])("fails for what is gone or unknown: %s", (line) => {
    const { isGood, details } = classified([...ADDITIONS, line]);
    expect(isGood).toBe(false);
    expect(details).toContain(`- ${line}`);
  });
});
