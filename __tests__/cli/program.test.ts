import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { cli } from "../support/cli";
import { temporaryFolder } from "../support/environments";
import { filesOf } from "../support/stacks";

let folder: string;
let printed: { out: string; error: string };

beforeEach(() => {
  folder = temporaryFolder();
  cpSync(join(PACKAGE_ROOT, "environments"), join(folder, "environments"), { recursive: true });
  printed = { out: "", error: "" };
});

/** Runs a command, and keeps what it prints. */
async function run(...args: string[]): Promise<number> {
  const { out, error, code } = await cli(args);
  printed = { out: printed.out + out, error: printed.error + error };
  return code;
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
    expect(printed.out).toContain("globex may connect to orders, but no endpoint is accepted yet");
    expect(printed.out).toContain("14 stacks and 4 service cards (14 built, 0 unchanged) in ");
    expect(printed.out).toContain("14 of 14 stacks judged");
    expect(printed.out.match(/ {2}PROVEN {2}\S+-consumer-\S+ {2}aws_vpc\.\S+/g)).toHaveLength(6);
    expect(printed.out).toContain("npm run cdktf -- deploy 'dev-*'");
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
    expect(printed.out).toMatch(/PROVEN {2}dev-consumer-web {2}\S.*\n +assumed: it is not of this document/);
  });

  test("fails where a consumer is removed that is not revoked, and says the way out", async () => {
    await run("synth", ...selection("--env", "dev"));
    const before = filesOf(join(folder, "cdktf.out/stacks"));
    mkdirSync(join(folder, "terraform-state"));
    writeFileSync(
      join(folder, "terraform-state", "dev-consumer-web.tfstate"),
      JSON.stringify({ resources: [{ mode: "managed" }] }),
    );
    rmSync(web());
    for (const command of ["start", "synth"]) {
      printed.out = "";
      printed.error = "";
      expect(await run(command, ...selection())).toBe(1);
      expect(printed.error).toContain("environments/dev/consumers/web.yaml:1:1");
      expect(printed.error).toContain("no file, and 1 stack of it: dev-consumer-web");
      expect(printed.error).toContain("privatelink consumer revoke web");
      expect(printed.out).not.toContain("destroy");
    }
    expect(filesOf(join(folder, "cdktf.out/stacks"))).toEqual(before);
    expect(existsSync(join(folder, "cdktf.out/removed"))).toBe(false);
  });

  test("names the stacks of a consumer that is revoked, also once its record is gone, until they are destroyed", async () => {
    await run("synth", ...selection("--env", "dev"));
    const out = join(folder, "cdktf.out");
    mkdirSync(join(out, "stacks", "dev-consumer-web", ".terraform"));
    const state = join(folder, "terraform-state", "dev-consumer-web.tfstate");
    mkdirSync(dirname(state));
    writeFileSync(state, JSON.stringify({ resources: [{ mode: "managed" }] }));
    appendFileSync(web(), "state: revoked\nsince: 2027-01-01\nreason: contract ended\n");
    expect(await run("start", ...selection())).toBe(0);
    expect(printed.out).toContain("/removed/dev-consumer-web destroy\n");
    rmSync(web());
    printed.out = "";
    expect(await run("start", ...selection("--env", "dev"))).toBe(0);
    expect(printed.out).toContain("/removed/dev-consumer-web destroy\n");
    printed.out = "";
    expect(await run("start", ...selection("--env", "prod"))).toBe(0);
    expect(printed.out).not.toContain("dev-consumer-web");
    writeFileSync(state, JSON.stringify({ resources: [] }));
    printed.out = "";
    expect(await run("start", ...selection())).toBe(0);
    expect(printed.out).not.toContain("dev-consumer-web");
    expect(existsSync(join(out, "stacks", "dev-consumer-web"))).toBe(false);
    expect(existsSync(join(out, "removed"))).toBe(false);
  });

  test("names the stacks of the only environment that was removed, though there is nothing to synthesize", async () => {
    await run("synth", ...selection("--env", "dev"));
    mkdirSync(join(folder, "terraform-state"));
    writeFileSync(
      join(folder, "terraform-state", "dev-consumer-web.tfstate"),
      JSON.stringify({ resources: [{ mode: "managed" }] }),
    );
    rmSync(join(folder, "environments"), { recursive: true });
    mkdirSync(join(folder, "environments"));
    printed.out = "";
    expect(await run("start", ...selection())).toBe(1);
    expect(printed.out).toContain("/dev-consumer-web destroy\n");
    expect(printed.error).toContain("found none");
  });

  test("a service without a consumer, or with one that told no endpoint yet, is well", async () => {
    rmSync(web());
    expect(await run("start", ...selection("--env", "dev"))).toBe(0);
    expect(printed.out).toContain("2 of 2 stacks judged");
  });
});

test("start says which VPCs have a path to a hub and are not judged as isolated, and proves the others", async () => {
  const hub = ["--environments", join(PACKAGE_ROOT, "examples", "hub"), "--out", join(folder, "cdktf.out")];
  expect(await run("start", ...hub)).toBe(0);
  expect(printed.out).toContain(
    "the VPCs of 2 consumers (reports, web) have a path to a hub (transitGateway), and are not judged as isolated",
  );
  expect(printed.out.match(/PROVEN {2}\S+/g)).toEqual(["PROVEN  platform-consumer-vault"]);
});

describe("synth", () => {
  test("fails where it is to compare with a commit, and there is no history", async () => {
    expect(await run("synth", ...selection("--base", "main"))).toBe(1);
    expect(printed.error).toContain("--base main: expected");
    expect(printed.error).toContain("to be in a git repository; found none");
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
  });

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
    [2, ["--env", "prd"], /prd: did you mean prod\?\nThere are: dev, prod, staging\./],
    [2, ["--consumer", "adit"], /adit: did you mean audit\?\nThere are: audit, billing, globex, reports, web\./],
    [2, ["--env", ""], /Expected a name; got an empty text/],
    [2, ["--out", ""], /Expected a name; got an empty text/],
    [2, ["--ot", "x"], /unknown option '--ot'/],
  ])("fails with %i on %j and says what was meant", async (code, args, message) => {
    expect(await run("synth", ...selection(...args))).toBe(code);
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

  test("says where in the environments a violation comes from, in every format that is asked for", async () => {
    await run("synth", ...selection("--env", "dev"));
    const stack = JSON.parse(readFileSync(written("dev-consumer-web"), "utf8"));
    const subnet = Object.values<Record<string, unknown>>(stack.resource.aws_subnet)[0] ?? {};
    subnet.map_public_ip_on_launch = true;
    writeFileSync(written("dev-consumer-web"), JSON.stringify(stack));
    const reports = ["json", "sarif", "junit", "github", "markdown"].map((format) => [
      format,
      join(folder, "reports", format),
    ]);
    const options = ["--environments", join(folder, "environments"), "--now", "2026-11-25"];
    const formats = reports.flatMap(([format, file]) => ["--format", `${format}=${file}`]);
    expect(await run("policy", join(folder, "cdktf.out"), ...options, ...formats, "--format", "text")).toBe(1);
    expect(printed.out).toContain("environments/dev/consumers/web.yaml:5:10  vpc.zones");
    for (const [, file = ""] of reports)
      expect(readFileSync(file, "utf8")).toContain("environments/dev/consumers/web.yaml");
    expect(JSON.parse(readFileSync(join(folder, "reports/json"), "utf8"))).toMatchObject({
      exit_code: 1,
      data: { now: "2026-11-25" },
    });

    printed.out = "";
    const output = join(folder, "out.xml");
    expect(await run("policy", join(folder, "cdktf.out"), "--format", "junit", "--output", output)).toBe(1);
    expect(printed.out).toMatch(/^3 documents: 2 clean, 1 with violations.*; written to .*out\.xml\n$/);
    expect(readFileSync(output, "utf8")).toMatch(/^<\?xml/);
  });

  test("waives by --data, of start as well, and shows it", async () => {
    await run("synth", ...selection("--env", "dev"));
    const data = join(folder, "policy.yaml");
    writeFileSync(
      data,
      "waivers:\n  - {rule: no-peering, address: aws_x.y, reason: none, owner: nobody, expires: 2999-12-31}\n",
    );
    expect(await run("policy", join(folder, "cdktf.out"), "--data", data)).toBe(1);
    expect(printed.out).toContain("policy.yaml:2  no-peering at aws_x.y\n      no finding needs it: remove it");
    // Other environments may need it.
    expect(await run("start", ...selection("--env", "dev", "--data", data))).toBe(0);
    expect(await run("policy", join(folder, "cdktf.out"), "--data", data, "--now", "3000-01-01")).toBe(1);
    expect(printed.out).toContain("expired on 2999-12-31");

    writeFileSync(data, "waivers:\n  - rule: no-peering\n");
    printed.out = "";
    expect(await run("policy", join(folder, "cdktf.out"), "--data", data)).toBe(2);
    expect(printed.out).toContain("policy.yaml:2:5  waivers[0].address\n  expected: a text");
    expect(printed.out).toContain("nothing was judged");
    expect(await run("start", ...selection("--env", "dev", "--data", data))).toBe(1);
  });

  test.each([
    [[], /missing required argument/],
    [["--format", "xml", "plan.json"], /Allowed choices are text, json, sarif, junit, github, markdown/],
    [["--format", "sarif=", "plan.json"], /Expected a name; got an empty text/],
    [["--now", "today", "plan.json"], /Expected a date such as 2026-12-31/],
    [
      ["--format", "sarif", "--format", "junit", "plan.json"],
      /expected a file for each format but one; got none for sarif, junit/,
    ],
    [["--format", "sarif=a", "--output", "b", "plan.json"], /expected a format without a file for --output/],
    [
      ["--format", "json=r.json", "--format", "sarif=./r.json", "plan.json"],
      /expected a file of its own for each format; got .*r\.json twice/,
    ],
    [["--format", "json=r.json", "--format", "sarif", "--output", "r.json", "plan.json"], /r\.json twice/],
    [["--output", "/dev/null/a", "plan.json"], /expected a file that can be written/],
  ])("fails with 2 on the arguments %j", async (args, message) => {
    expect(await run("policy", ...args)).toBe(2);
    expect(printed.error).toMatch(message);
    expect(printed.error).not.toMatch(/\n\s+at /);
  });
});

test.each(["start", "synth"])("%s fails with 2 on an output folder that cannot be written", async (command) => {
  const file = join(folder, "mine");
  writeFileSync(file, "mine");
  for (const out of [file, join(file, "out"), "/proc/out", "/proc/nobody/made/out"]) {
    expect(await run(command, ...selection().slice(0, 2), "--env", "dev", "--out", out)).toBe(2);
    expect(printed.error).toContain(`${out}: expected a folder that can be made and written to; found: `);
    expect(printed.error).not.toMatch(/\n\s+at /);
  }
});

describe("the folder of environments", () => {
  test.each(["start", "synth"])(
    "%s fails with 1 on one environment in its place, and says what to write",
    async (command) => {
      const one = join(folder, "environments", "dev");
      expect(await run(command, "--environments", one, "--out", join(folder, "out"))).toBe(1);
      expect(printed.error).toContain(`--environments ${join(folder, "environments")} --env dev`);
      expect(existsSync(join(folder, "out"))).toBe(false);
    },
  );

  test("policy fails with 2 on one environment in its place", async () => {
    expect(await run("policy", "x.json", "--environments", join(folder, "environments", "dev"))).toBe(2);
    expect(printed.error).toContain("expected the folder that holds the environments");
    expect(printed.error).toContain(`Write \`--environments ${join(folder, "environments")}\`.`);
    expect(printed.error).not.toContain("--env ");
  });

  test("comes from a variable for every command, and a flag goes before it", async () => {
    const PRIVATELINK_ENVIRONMENTS_DIR = join(folder, "environments", "dev");
    for (const args of [["start"], ["synth"], ["policy", "x.json"]]) {
      const { error } = await cli(args, { PRIVATELINK_ENVIRONMENTS_DIR });
      expect(error).toContain(`${PRIVATELINK_ENVIRONMENTS_DIR}: expected the folder that holds the environments`);
    }
    expect((await cli(["synth", ...selection("--env", "dev")], { PRIVATELINK_ENVIRONMENTS_DIR })).code).toBe(0);
    expect((await cli(["policy", "x.json"], { PRIVATELINK_ENVIRONMENTS_DIR: "" })).error).toBe("");
  });

  test("a variable with names does not narrow what start and synth check", async () => {
    const { out } = await cli(["synth", ...selection()], { PRIVATELINK_ENVIRONMENTS: "dev" });
    expect(out).toContain("prod-service-orders");
  });
});

test("absolute paths stay absolute in what is printed", async () => {
  const out = join(folder, "cdktf.out");
  expect(await run("start", ...selection("--env", "dev"))).toBe(0);
  expect(await run("synth", ...selection("--env", "dev"))).toBe(0);
  expect(printed.out).not.toContain("../");
  expect(printed.out).toContain(`unchanged) in ${out}/`);
  expect(printed.out).toContain(`\n${out}/cards/dev/orders.json\n`);
  writeFileSync(join(folder, "environments", "dev", "consumers", "web.yaml"), "account: 1\n");
  expect(await run("start", ...selection())).toBe(1);
  expect(printed.error).toContain(`\n${join(folder, "environments")}/dev/consumers/web.yaml:1:10  account\n`);
});

describe("the command line itself", () => {
  test.each([
    [["strat"], /unknown command 'strat'\n\(Did you mean start\?\)/],
    [["polcy", "cdk.tf.json"], /unknown command 'polcy'\n\(Did you mean policy\?\)/],
    [["xyz"], /unknown command 'xyz'\n\(--help lists/],
    [["--format", "json", "policy", "x"], /unknown option '--format'/],
    [["start", "dev"], /too many arguments for 'start'/],
    [["policy", "--fromat", "json", "x"], /unknown option '--fromat'\n\(Did you mean --format\?\)/],
    [[], /^Usage: node dist\/cli\/main\.js \[options\] \[command\]/],
  ])("fails with 2 on %j: nothing was judged", async (args, message) => {
    expect(await run(...args)).toBe(2);
    expect(printed.error).toMatch(message);
    expect(printed.error).not.toMatch(/\n\s+at /);
    expect(printed.out).toBe("");
  });

  test.each([[["--version"]], [["start", "--version"]], [["synth", "-V"]], [["policy", "--version"]]])(
    "%j prints the version",
    async (args) => {
      expect(await run(...args)).toBe(0);
      expect(printed.out).toBe(`${JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")).version}\n`);
    },
  );

  test.each([
    ["start", "Usage: node dist/cli/main.js start [options]"],
    ["synth", "Usage: node dist/cli/main.js synth [options]"],
    ["policy", "Usage: node dist/cli/main.js policy [options] <path...>"],
  ])("help of %s names the program as it was called, and the exit codes", async (command, usage) => {
    expect(await run(command, "--help")).toBe(0);
    expect(await run("help", command)).toBe(0);
    expect(printed.out.startsWith(`${usage}\n`)).toBe(true);
    expect(printed.out).toContain("Exit codes: 0 ");
    expect(printed.error).toBe("");
  });

  test.each([[["consumer"]], [["consumer", "allow"]], [["consumer", "show"]], [["kit"]]])(
    "help of %j has the exit codes of a command that judges nothing",
    async (command) => {
      expect(await run(...command, "--help")).toBe(0);
      expect(printed.out).toContain("1 the input is refused, and nothing was written; 2 a file");
      expect(printed.out.match(/Exit codes/g)).toHaveLength(1);
      expect(printed.out).not.toContain("policy");
    },
  );

  test("called by npm, help and the advice are npm's", async () => {
    const npm = { npm_execpath: "/npm/npm-cli.js" };
    const start = { ...npm, npm_lifecycle_event: "start" };
    expect((await cli(["start", "--help"], start)).out).toMatch(/^Usage: npm start -- \[options\]\n/);
    expect((await cli(["policy", "-h"], { ...npm, npm_lifecycle_event: "policy" })).out).toMatch(
      /^Usage: npm run policy -- \[options\] <path\.\.\.>\n/,
    );
    expect((await cli(["start", "dev"], start)).error).toContain("only behind --: npm start -- --env dev");
  });
});
