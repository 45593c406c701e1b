import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { UserError } from "../../support/user-error";
import { installedFolders } from "./audit/installed";
import { judgeAudit } from "./audit/judge";
import { readPolicy } from "./audit/policy";
import { readAudit } from "./audit/report";

const POLICY = "scripts/release/audit-policy.yaml";

// `npm run audit` asks the registry for advisories about the locked packages, and judges them by the policy. With
// `-- --required`, as for a release, a registry that does not answer fails.
function main(args: readonly string[]): number {
  try {
    const [option, ...more] = args;
    if (more.length > 0 || (option !== undefined && option !== "--required"))
      throw new UserError(`expected --required or nothing, got: ${args.join(" ")}.`);
    const read = (path: string) => readFileSync(join(PACKAGE_ROOT, path), "utf8");
    const policy = readPolicy(read(POLICY), POLICY, new Date().toISOString().slice(0, 10));
    const { stdout, error } = spawnSync(
      "npm",
      ["audit", "--json", "--include=dev", "--include=optional", "--include=peer"],
      {
        ...{ cwd: PACKAGE_ROOT, encoding: "utf8", maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "ignore"] },
      },
    );
    if (error !== undefined) throw new UserError(`expected npm to run; found: ${error.message}.`);
    const { outcome, text } = judgeAudit(
      readAudit(stdout),
      policy,
      installedFolders(read("package-lock.json")),
      option === "--required",
    );
    process.stdout.write(`${text}\n`);
    return outcome === "fail" ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
