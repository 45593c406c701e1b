import { spawn } from "node:child_process";

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

/** Lets a child process load this project's TypeScript, as jest does here. */
const HOOK = `
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");
require.extensions[".ts"] = (module, filename) => {
  const options = { filename, swcrc: false, jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } };
  module._compile(transformSync(readFileSync(filename, "utf8"), options).code, filename);
};
`;

/** Runs code in a process of its own, with `require` for this project's TypeScript by paths from its folder. */
export function runTypeScript(source: string, env?: NodeJS.ProcessEnv): Promise<Finished> {
  return run(process.execPath, ["--eval", HOOK + source], env);
}

/**
 * Runs a bash script in which `run` runs code as {@link runTypeScript} does, with arguments from `process.argv[1]` on: for
 * pipes, redirections and signals.
 */
export function runInShell(script: string, source: string): Promise<Finished> {
  const call = 'run() { "$NODE" --eval "$CODE" -- "$@"; }\n';
  return run("bash", ["-c", call + script], { NODE: process.execPath, CODE: HOOK + source });
}
