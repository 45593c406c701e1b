import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../../../test-terraform/report";
import type { Context } from "../../context";
import { CLEAN_PLAN, installWithoutPeers, REFUSED_PLAN } from "./documents";

/** A gateway of {@link REFUSED_PLAN}'s stack, as policy data waives it. */
const WAIVER = { reason: "a test", owner: "team-network", expires: "2026-12-31" };

const STACK = {
  output: { privatelink_stack_role: { value: "consumer" } },
  resource: {
    aws_vpc: { app: { cidr_block: "10.0.0.0/16" } },
    aws_internet_gateway: { out: { vpc_id: "${aws_vpc.app.id}" } },
  },
};

/** conftest, by what it pulls from a bundle and from the folder of the installed package. */
export async function conftest(context: Context): Promise<void> {
  const { report, processes, folder, env } = context;
  const [program, opa] = [env.CONFTEST || "conftest", env.OPA || "opa"];
  const run = (command: string, ...args: readonly string[]) => processes.run(command, args, folder, env);
  if ((await run(program, "--version")).code !== 0) return report.skip("conftest", `${program} is not installed`);
  const exits = async (expected: number, pattern: RegExp, command: string, ...args: readonly string[]) => {
    const { code, output } = await run(command, ...args);
    if (code !== expected || !pattern.test(output))
      throw new CheckFailed(`expected exit code ${expected} and ${pattern}; found ${code}\n${output}`);
  };
  await report.check("conftest: the package is installed without its peers", () =>
    installWithoutPeers(context, folder),
  );
  const ways = [
    {
      from: "the folder of the installed package",
      pull: ["--policy", "package", `file::${join(folder, "node_modules/cdktf-privatelink/policies")}`],
      test: ["--policy", "package/rego", "--policy", "package/conftest", "--data", "package/data"],
    },
    {
      from: "a bundle",
      pull: ["--policy", "bundle", `file::${join(folder, "bundle.tar.gz")}`],
      test: ["--policy", "bundle", "--data", "bundle/data.json"],
    },
  ];
  const refused = join(folder, "refused.json");
  writeFileSync(refused, JSON.stringify(STACK));
  const waiver = { ...WAIVER, rule: "no-internet-gateway", address: "aws_internet_gateway.out" };
  writeFileSync(join(folder, "policy.json"), JSON.stringify({ waivers: [waiver] }));
  writeFileSync(join(folder, "now.json"), JSON.stringify({ now: "2026-12-31" }));
  writeFileSync(join(folder, "later.json"), JSON.stringify({ now: "2027-01-01" }));
  const hasOpa = (await run(opa, "version")).code === 0;
  if (hasOpa)
    await report.check("conftest: OPA builds the bundle", () =>
      exits(0, /^/, "npx", "--no-install", "privatelink", "bundle", "--output", "bundle.tar.gz"),
    );
  else report.skip("conftest: by a bundle", `${opa} is not installed, which builds it`);
  for (const { from, pull, test } of hasOpa ? ways : ways.slice(0, 1)) {
    await report.check(`conftest: pulls ${from}`, () => exits(0, /^/, program, "pull", ...pull));
    const judge = (code: number, pattern: RegExp, ...args: readonly string[]) =>
      exits(code, pattern, program, "test", "--no-color", ...test, ...args);
    await report.check(`conftest: judges by ${from}`, async () => {
      await judge(0, /0 failures/, CLEAN_PLAN);
      await judge(1, /no-internet-gateway/, REFUSED_PLAN);
      await judge(1, /no-internet-gateway/, CLEAN_PLAN, REFUSED_PLAN);
    });
    const data = (...files: readonly string[]) => files.flatMap((file) => ["--data", `privatelink_policy:${file}`]);
    await report.check(`conftest: a waiver holds until its day, by ${from}`, async () => {
      await judge(1, /no-internet-gateway \(critical, violated\)/, refused);
      await judge(0, /waived until 2026-12-31/, ...data("policy.json", "now.json"), refused);
      await judge(1, /expired/, ...data("policy.json", "later.json"), refused);
      await judge(1, /could not be judged/, ...data("policy.json"), refused);
    });
  }
  await report.check("conftest: without the classification, all is denied", () =>
    exits(
      1,
      /there is no classification/,
      program,
      "test",
      "--policy",
      "package/rego",
      "--policy",
      "package/conftest",
      CLEAN_PLAN,
    ),
  );
  await report.check("conftest: fails to pull what is not there", () =>
    exits(1, /no such file/, program, "pull", "--policy", "none", `file::${join(folder, "none.tar.gz")}`),
  );
}
