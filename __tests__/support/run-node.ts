import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";

/** What a child process left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end without blocking this process, which may have servers for it to talk to. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs an ECMAScript module in a process of its own. */
export function runModule(source: string, env?: NodeJS.ProcessEnv): Promise<Finished> {
  return run(process.execPath, ["--input-type=module", "--eval", source], env);
}

/**
 * Lets a child process load this project's TypeScript, as jest does here. The JavaScript of each file is kept in the
 * folder of this run of jest, by the digest of the source: the next process and each thread read it there.
 */
const HOOK = `
{
  const { createHash } = require("node:crypto");
  const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
  const { join } = require("node:path");
  const { threadId } = require("node:worker_threads");
  require.extensions[".ts"] = (module, filename) => {
    const source = readFileSync(filename, "utf8");
    const kept = join(process.env.TEST_RUN_FOLDER, createHash("sha256").update(filename + source).digest("hex") + ".js");
    if (!existsSync(kept)) {
      const options = { filename, swcrc: false, jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } };
      const written = [kept, process.pid, threadId].join(".");
      writeFileSync(written, require("@swc/core").transformSync(source, options).code);
      renameSync(written, kept);
    }
    module._compile(readFileSync(kept, "utf8"), filename);
  };
}
`;

/** A program for a worker thread that runs a TypeScript file of this project, which imports others. */
export function typeScriptWorker(path: string): string {
  const name = JSON.stringify(`${PACKAGE_ROOT}/package.json`);
  return `((require) => {${HOOK}\nrequire(${JSON.stringify(path)});\n})(require("node:module").createRequire(${name}));\n`;
}

/** Runs code in a process of its own, with `require` for this project's TypeScript by paths from its folder. */
export function runTypeScript(source: string, env?: NodeJS.ProcessEnv): Promise<Finished> {
  return run(process.execPath, ["--eval", HOOK + source], env);
}

/**
 * The same, and worker threads that the code starts load TypeScript as well.
 *
 * @param folder for a file of this helper.
 */
export function runWithWorkers(source: string, folder: string, env?: NodeJS.ProcessEnv): Promise<Finished> {
  const hook = join(folder, "load-typescript.js");
  const swc = JSON.stringify(require.resolve("@swc/core"));
  writeFileSync(hook, HOOK.replace('"@swc/core"', swc));
  return run(process.execPath, ["--require", hook, "--eval", source], env);
}

/**
 * Runs a bash script in which `run` runs code as {@link runTypeScript} does, with arguments from `process.argv[1]` on:
 * for pipes, redirections and signals.
 */
export function runInShell(script: string, source: string): Promise<Finished> {
  const call = 'run() { "$NODE" --eval "$CODE" -- "$@"; }\n';
  return run("bash", ["-c", call + script], { NODE: process.execPath, CODE: HOOK + source });
}
