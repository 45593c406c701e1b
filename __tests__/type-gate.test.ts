import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PROJECT_ROOT } from "../support/project-root";

/** What a copy of the project does without: what is installed, generated or version control's. */
const LEFT_OUT = new Set(["node_modules", "dist", "cdktf.out", "terraform-state", "coverage", ".git"]);

/** What the cdktf command line runs to synthesize: a command for a shell. */
const APP: string = JSON.parse(readFileSync(join(PROJECT_ROOT, "cdktf.json"), "utf8")).app;

interface Run {
  readonly code: number | null;
  readonly output: string;
}

describe("a type error", () => {
  const copies: string[] = [];

  function copyWithErrorIn(file: string): string {
    const copy = mkdtempSync(join(tmpdir(), "type-gate-"));
    copies.push(copy);
    cpSync(PROJECT_ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
    symlinkSync(join(PROJECT_ROOT, "node_modules"), join(copy, "node_modules"), "dir");
    appendFileSync(join(copy, file), 'export const wrong: number = "text";\n');
    return copy;
  }

  function run(folder: string, command: string, ...args: string[]): Promise<Run> {
    return new Promise((resolve, reject) => {
      const env = { ...process.env, CI: "true", CHECKPOINT_DISABLE: "1" };
      const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      child.once("error", reject).once("close", (code) => resolve({ code, output }));
    });
  }

  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  function expectRefused({ code, output }: Run, copy: string, file: string): void {
    expect(code).not.toBe(0);
    expect(output.replace(/\s+/g, " ")).toMatch(
      new RegExp(`${file.replace(/[./]/g, "\\$&")}\\(\\d+,\\d+\\): error TS2322`),
    );
    expect(existsSync(join(copy, "cdktf.out", "manifest.json"))).toBe(false);
    expect(existsSync(join(copy, "dist", "main.js"))).toBe(false);
  }

  test.each([
    ["npm test", "npm", ["test"]],
    ["the app of cdktf.json", "sh", ["-c", APP]],
  ])(
    "in main.ts fails %s, which shows it and writes no stack",
    async (_, command, args) => {
      const copy = copyWithErrorIn("main.ts");
      expectRefused(await run(copy, command, ...args), copy, "main.ts");
    },
    60_000,
  );

  test("in a module fails npm start, which shows it and writes no stack, the second time too", async () => {
    const file = "modules/vpc/isolated-vpc.ts";
    const copy = copyWithErrorIn(file);
    expectRefused(await run(copy, "npm", "start"), copy, file);
    // The compiler remembers what it has seen: it must not take a file for good that it refused before.
    expectRefused(await run(copy, "npm", "start"), copy, file);
  }, 180_000);
});
