import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { CouldNotJudge } from "../../policies/checker/could-not-judge";
import { judgePaths } from "../../policies/checker/judge-paths";
import { loadPolicy, type Policy } from "../../policies/checker/policy";
import { casesOf } from "../support/corpus";
import { temporaryFolder } from "../support/environments";
import { SHIPPED, synthesizeFolder } from "../support/stacks";
import { mutated } from "./mutations";

const RUNS = casesOf("changes of a document, for each property", 50);

const { stack } = synthesizeFolder(SHIPPED, { env: ["dev"] });
const consumer = stack("dev-consumer-web").json;
const service = stack("dev-service-orders").json;
const plan = JSON.parse(readFileSync(join(__dirname, "fixtures", "service-beside-consumer", "plan.json"), "utf8"));
const refusedPlan = JSON.parse(
  readFileSync(join(__dirname, "fixtures", "consumer-with-ways-out", "plan.json"), "utf8"),
);
const [vpc = ""] = Object.keys(consumer.resource.aws_vpc);
const refusedStack = {
  ...consumer,
  resource: { ...consumer.resource, aws_internet_gateway: { out: { vpc_id: `\${aws_vpc.${vpc}.id}` } } },
};
const PASSING: Readonly<Record<string, unknown>> = {
  "a consumer's stack": consumer,
  "a service's stack": service,
  "a plan": plan,
};

let policy: Policy;
const file = join(temporaryFolder(), "document.json");

beforeAll(async () => {
  policy = await loadPolicy();
});

/** What the checker says of a file's content. */
async function verdictOn(content: string | Uint8Array): Promise<string> {
  writeFileSync(file, content);
  const report = await judgePaths([file]);
  expect(report.exit_code).toBe({ clean: 0, violations: 1, unjudgeable: 2 }[report.verdict]);
  return report.verdict;
}

/** What the policies say of a document; a policy that fails has judged nothing. */
function wordOn(document: unknown): string {
  try {
    return policy.judge(document).verdict;
  } catch (error) {
    expect(error).toBeInstanceOf(CouldNotJudge);
    return "unjudgeable";
  }
}

describe.each(Object.entries(PASSING))("%s", (_, document) => {
  const text = JSON.stringify(document);

  test("passes as it is", async () => {
    expect(await verdictOn(text)).toBe("clean");
  });

  test("cut off anywhere, cannot be judged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (length) => {
        expect(await verdictOn(text.slice(0, length))).toBe("unjudgeable");
      }),
      RUNS,
    );
  });

  test("changed in structure, gets a verdict and never an error", async () => {
    await fc.assert(
      fc.asyncProperty(mutated(document), async (changed) => {
        expect(["clean", "violations", "unjudgeable"]).toContain(await verdictOn(JSON.stringify(changed)));
      }),
      RUNS,
    );
  });

  test("with a byte changed, gets a verdict and never an error", async () => {
    const bytes = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        expect(["clean", "violations", "unjudgeable"]).toContain(await verdictOn(changed));
      }),
      RUNS,
    );
  });
});

describe("what is refused stays refused, whatever changes around it:", () => {
  const runs = casesOf("changes around what is refused, for each property", 150);

  test("a gateway in a consumer's stack", () => {
    const kept = [
      ["resource", "aws_internet_gateway"],
      ["output", "privatelink_stack_role"],
    ];
    fc.assert(
      fc.property(mutated(refusedStack, kept), (changed) => {
        expect(wordOn(changed)).not.toBe("clean");
      }),
      runs,
    );
  });

  test("a gateway in a plan of a consumer's stack", () => {
    const at = refusedPlan.resource_changes.findIndex(({ type }: { type: string }) => type === "aws_internet_gateway");
    const kept = [
      ["resource_changes", at],
      ["planned_values", "outputs", "privatelink_stack_role"],
    ];
    fc.assert(
      fc.property(mutated(refusedPlan, kept), (changed) => {
        expect(wordOn(changed)).not.toBe("clean");
      }),
      runs,
    );
  });
});

test("any JSON gets a verdict, and passes only with something in it that was examined", () => {
  const keys = fc.constantFrom(
    "resource",
    "data",
    "output",
    "module",
    "planned_values",
    "resource_changes",
    "format_version",
    "configuration",
    "__proto__",
    "//",
  );
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue({ maxDepth: 5 }), { noNullPrototype: true }), (document) => {
      if (wordOn(document) === "clean")
        expect(policy.judge(document)).not.toMatchObject({ examined: { resources: 0 } });
    }),
    casesOf("any JSON", 300),
  );
});

test("any bytes cannot be judged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(await verdictOn(bytes)).toBe("unjudgeable");
    }),
    RUNS,
  );
});
