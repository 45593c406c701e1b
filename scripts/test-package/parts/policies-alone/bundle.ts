import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../../../../policies/checker/verdict";
import { CheckFailed } from "../../../test-terraform/report";
import type { Context } from "../../context";
import {
  CLEAN_PLAN,
  expectSame,
  inShort,
  installWithoutPeers,
  REFUSED_PLAN,
  verdictsOf,
  writeDocuments,
} from "./documents";
import { server } from "./server";

/** What is at the root of a signed bundle. */
const FILES = [".manifest", ".signatures.json", "conftest", "data.json", "rego"];

/** The bundle for OPA, made from the installed package: reproducible, signed, and with the verdicts of the program. */
export async function bundle(context: Context): Promise<void> {
  const { report, processes, folder, env } = context;
  const opa = env.OPA || "opa";
  const run = (program: string, ...args: readonly string[]) => processes.run(program, args, folder, env);
  if ((await run(opa, "version")).code !== 0) return report.skip("bundle for OPA", `${opa} is not installed`);
  const ok = async (program: string, ...args: readonly string[]) => {
    const { code, stdout, output } = await run(program, ...args);
    if (code !== 0) throw new CheckFailed(output);
    return stdout;
  };
  const refuses = async (expected: RegExp, program: string, ...args: readonly string[]) => {
    const { code, output } = await run(program, ...args);
    if (code === 0 || !expected.test(output))
      throw new CheckFailed(`expected ${expected}; found code ${code}\n${output}`);
  };
  const write = (...options: readonly string[]) => ok("npx", "--no-install", "privatelink", "bundle", ...options);
  const keys = ["own", "other"].map((name) => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(join(folder, `${name}.pem`), privateKey.export({ type: "pkcs8", format: "pem" }));
    writeFileSync(join(folder, `${name}.pub`), publicKey.export({ type: "spki", format: "pem" }));
    return name;
  });
  await report.check("bundle: the package is installed without its peers", () => installWithoutPeers(context, folder));
  await report.check("bundle: two runs give the same bytes, signed or not", async () => {
    for (const [name, ...options] of [["plain"], ["signed", "--signing-key", `${keys[0]}.pem`]] as const) {
      for (const each of ["first", "second"]) await write("--output", `${name}-${each}.tar.gz`, ...options);
      const [first, second] = ["first", "second"].map((each) => readFileSync(join(folder, `${name}-${each}.tar.gz`)));
      if (first === undefined || second === undefined || !first.equals(second))
        throw new CheckFailed(`${name} differs`);
    }
  });
  const documents = writeDocuments(folder);
  writeFileSync(join(folder, "policy.json"), JSON.stringify({ config: { strict: true, allowed_services: [] } }));
  for (const data of [[], ["policy.json"]]) {
    const by = data.length === 0 ? "" : " with policy data";
    await report.check(`bundle: opa eval gives the verdicts of the program${by}, on ${documents.length}`, async () => {
      const expected = await verdictsOf(
        context,
        folder,
        documents,
        data.flatMap((file) => ["--data", file]),
      );
      const options = data.flatMap((file) => ["--data", `privatelink_policy:${file}`]);
      for (const [index, file] of documents.entries()) {
        const args = ["eval", "--bundle", "plain-first.tar.gz", ...options, "--input", file, "--format", "raw"];
        const found: Verdict = JSON.parse(await ok(opa, ...args, "data.privatelink.verdict"));
        expectSame(file, inShort(found), inShort(expected[index]));
      }
    });
  }
  await report.check(
    "bundle: opa exec judges several files; the gate refuses a decision that is not there",
    async () => {
      const exec = async (decision: string) => {
        const args = ["exec", "--bundle", "plain-first.tar.gz", "--decision", decision, CLEAN_PLAN, REFUSED_PLAN];
        const { result } = JSON.parse(await ok(opa, ...args)) as { result: { result?: unknown[] }[] };
        return result.map((each) => each.result?.length === 0);
      };
      expectSame("main/deny", String(await exec("main/deny")), "true,false");
      expectSame("main/none", String(await exec("main/none")), "false,false");
    },
  );
  await report.check("bundle: opa eval --fail is a gate", async () => {
    const gate = (file: string) =>
      ["eval", "--fail", "--bundle", "plain-first.tar.gz", "--format", "raw", "--input", file].concat(
        "count(data.main.deny) == 0; true",
      );
    await ok(opa, ...gate(CLEAN_PLAN));
    await refuses(/^/, opa, ...gate(REFUSED_PLAN));
    await refuses(/^/, opa, ...gate(join(folder, "empty.json")));
  });
  const verify = (file: string, key: string) =>
    ["build", "--bundle", file, "--verification-key", `${key}.pub`, "--output", "verified.tar.gz"] as const;
  await report.check("bundle: its signature is verified", () => ok(opa, ...verify("signed-first.tar.gz", "own")));
  await report.check("bundle: another key, no signature and a changed file are refused", async () => {
    await refuses(/verification error/, opa, ...verify("signed-first.tar.gz", "other"));
    await refuses(/missing .signatures.json/, opa, ...verify("plain-first.tar.gz", "own"));
    mkdirSync(join(folder, "changed"));
    await ok("tar", "--extract", "--gzip", "--file", "signed-first.tar.gz", "--directory", "changed");
    appendFileSync(join(folder, "changed/rego/verdict.rego"), "\n# changed\n");
    await ok("tar", "--create", "--gzip", "--file", "changed.tar.gz", "--directory", "changed", ...FILES);
    await refuses(/digest mismatch/, opa, ...verify("changed.tar.gz", "own"));
  });
  await report.check("bundle: without OPA, with a wrong key or a key that is none, nothing is written", async () => {
    await refuses(
      /expected a file with a key/,
      "npx",
      "--no-install",
      "privatelink",
      "bundle",
      "--output",
      "none.tar.gz",
      "--signing-key",
      "nokey",
    );
    await refuses(
      /unsupported key type/,
      "npx",
      "--no-install",
      "privatelink",
      "bundle",
      "--output",
      "none.tar.gz",
      "--signing-key",
      "own.pub",
    );
    const without = { ...env, OPA: join(folder, "no-opa") };
    const args = ["--no-install", "privatelink", "bundle", "--output", "none.tar.gz"];
    const { code, output } = await processes.run("npx", args, folder, without);
    if (code !== 2 || !/expected OPA; found: it does not run/.test(output)) throw new CheckFailed(output);
    await refuses(/No such file/, "ls", "none.tar.gz");
  });
  await server(context, opa);
}
