import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../cli/program";
import { PROJECT_ROOT } from "../../support/project-root";

let folder: string;
let printed: { out: string; error: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "privatelink-cli-"));
  cpSync(join(PROJECT_ROOT, "environments"), join(folder, "environments"), { recursive: true });
  printed = { out: "", error: "" };
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.out += String(text);
    return true;
  });
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed.error += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 0;
});

/** Runs a command against the temporary folder. */
async function run(command: string, ...args: string[]): Promise<number> {
  await runProgram([command, ...args]);
  return Number(process.exitCode);
}

const selection = (...args: string[]) => [
  "--environments",
  join(folder, "environments"),
  "--out",
  join(folder, "cdktf.out"),
  ...args,
];

const written = (stack: string) => join(folder, "cdktf.out", "stacks", stack, "cdk.tf.json");

describe("start", () => {
  test("synthesizes and judges every environment, and says what was built", async () => {
    expect(await run("start", ...selection())).toBe(0);
    expect(printed.out).toMatch(/dev\S*\s+us-east-1/);
    expect(printed.out).toMatch(/consumers\s+audit, billing, globex \(external\), web/);
    expect(printed.out).toContain("globex may connect to orders");
    expect(printed.out).toContain("14 stacks and 4 service cards written to ");
    expect(printed.out).toContain("14 of 14 stacks judged");
    expect(printed.out).toContain("6 consumer VPCs made here, without internet gateway, NAT gateway or peering");
    expect(printed.out).toContain("cdktf deploy 'dev-*'");
  });

  test("fails with every problem and writes nothing when an environment is wrong", async () => {
    writeFileSync(join(folder, "environments", "dev", "consumers", "web.yaml"), "account: 1\n");
    expect(await run("start", ...selection())).toBe(1);
    expect(printed.error).toContain("web.yaml:1:10  account");
    expect(printed.error).toContain("nothing was written");
    expect(printed.error).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
  });
});

describe("start, where something is left or not to be seen", () => {
  const web = () => join(folder, "environments", "dev", "consumers", "web.yaml");

  test("says that what a VPC that exists has besides is not seen", async () => {
    writeFileSync(
      web(),
      readFileSync(web(), "utf8").replace(
        /vpc:[\s\S]*?connections/,
        "vpc:\n  id: vpc-0123456789abcdef0\n  subnets: {use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1}\nconnections",
      ),
    );
    expect(await run("start", ...selection("--env", "dev"))).toBe(0);
    expect(printed.out).toContain("0 consumer VPCs made here");
    expect(printed.out).toContain("1 consumer VPC adopted: these stacks add no way out");
  });

  test("names the stacks of a consumer that was taken out after Terraform was run on it", async () => {
    await run("start", ...selection());
    mkdirSync(join(folder, "cdktf.out", "stacks", "dev-consumer-web", ".terraform"));
    rmSync(web());
    expect(await run("start", ...selection())).toBe(0);
    expect(printed.out).toContain("/stacks/dev-consumer-web destroy");
  });

  test("a service without a consumer, or with one that told no endpoint yet, is well", async () => {
    rmSync(web());
    expect(await run("start", ...selection("--env", "dev"))).toBe(0);
    expect(printed.out).toContain("2 of 2 stacks judged");
  });

  test("hints at the folders that were given", async () => {
    await run("start", ...selection("--env", "dev"));
    expect(printed.out).toContain(`PRIVATELINK_ENVIRONMENTS_DIR=${join(folder, "environments")}`);
    expect(printed.out).toContain(`--output ${join(folder, "cdktf.out")}`);
  });
});

describe("synth", () => {
  test("writes the environments and consumers that are selected, with the consumers' services", async () => {
    expect(await run("synth", ...selection("--env", "prod", "--consumer", "audit"))).toBe(0);
    expect(
      printed.out
        .trim()
        .split("\n")
        .map((line) => line.slice(line.indexOf("cdktf.out/") + "cdktf.out/".length)),
    ).toEqual([
      "stacks/prod-service-ledger/cdk.tf.json",
      "stacks/prod-consumer-audit/cdk.tf.json",
      "stacks/prod-acceptance-ledger/cdk.tf.json",
      "cards/prod/ledger.json",
    ]);
    expect(existsSync(written("prod-consumer-audit"))).toBe(true);
    expect(existsSync(written("prod-consumer-web"))).toBe(false);
  });

  test("takes several names behind one flag, or the flag several times", async () => {
    expect(await run("synth", ...selection("--env", "dev", "staging"))).toBe(0);
    const once = printed.out;
    printed.out = "";
    expect(await run("synth", ...selection("--env", "dev", "--env", "staging"))).toBe(0);
    expect(printed.out).toBe(once);
    expect(await run("synth", ...selection("--env", "dev,staging"))).toBe(0);
    expect(printed.out).toBe(once + once);
    expect(once).toContain("staging-consumer-reports");
  });

  test.each([
    [["--env", "prd"], /prd: did you mean prod\?/],
    [["--consumer", "adit"], /adit: did you mean audit\?/],
    [["--env", ""], /Expected a name; got an empty text/],
    [["--out", ""], /Expected a name; got an empty text/],
    [["--ot", "x"], /unknown option '--ot'/],
  ])("fails on %j and says what was meant", async (args, message) => {
    expect(await run("synth", ...selection(...args))).toBe(1);
    expect(printed.error).toMatch(message);
    expect(printed.error).not.toMatch(/\n\s+at /);
  });

  test("fails where there is no folder of environments", async () => {
    expect(await run("synth", "--environments", join(folder, "none"))).toBe(1);
    expect(printed.error).toContain("--environments DIR");
  });
});

describe("policy", () => {
  test("answers 0 for clean stacks, 1 for violations, 2 for what it cannot judge", async () => {
    await run("synth", ...selection("--env", "dev"));
    expect(await run("policy", join(folder, "cdktf.out"))).toBe(0);

    const stack = JSON.parse(readFileSync(written("dev-consumer-web"), "utf8"));
    stack.resource.aws_internet_gateway = { way_out: { vpc_id: "${aws_vpc.vpc_6776A399.id}" } };
    writeFileSync(written("dev-consumer-web"), JSON.stringify(stack));
    expect(await run("policy", join(folder, "cdktf.out"), "--format", "json")).toBe(1);

    expect(await run("policy", join(folder, "none.json"))).toBe(2);
  });

  test.each([[[]], [["--format", "xml", "plan.json"]]])("fails with 2 on the arguments %j", async (args) => {
    expect(await run("policy", ...args)).toBe(2);
    expect(printed.error).toMatch(/missing required argument|Allowed choices are text, json/);
  });
});

test("an unknown command fails, and help does not", async () => {
  expect(await run("strat")).toBe(1);
  expect(printed.error).toContain("Did you mean start?");
  expect(await run("--help")).toBe(0);
});
