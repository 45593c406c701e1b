import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { temporaryFolder } from "./support/environments";

/** What decides how the project is built, checked and run. */
const SETTINGS = [
  ...["package.json", "tsconfig.json", "tsconfig.build.json", "cdktf.json", "biome.json"],
  ...["jest.config.js", "jest.together.config.js"],
];
/** Programs that would write a stack if they ran: those that the scripts start, and a module. */
const MODULES = ["main.ts", "cli/main.ts", "modules/vpc/isolated-vpc.ts"];
/** What the scripts run before a program: here it does nothing. */
const BEFORE = "scripts/bundle-acceptor.ts";
const PROGRAM = `import { mkdirSync, writeFileSync } from "node:fs";

mkdirSync("cdktf.out", { recursive: true });
writeFileSync("cdktf.out/manifest.json", "{}");
`;

/** What the cdktf command line runs to synthesize: a command for a shell. */
const APP: string = JSON.parse(readFileSync(join(PACKAGE_ROOT, "cdktf.json"), "utf8")).app;

interface Run {
  readonly code: number | null;
  readonly output: string;
}

describe("a type error", () => {
  /**
   * A small project with the settings of this one, and an error in a module, if one is named. Of all modules of this
   * one, the compiler would take seconds.
   */
  function projectWithErrorIn(file: string | undefined): string {
    const folder = temporaryFolder();
    for (const name of SETTINGS) cpSync(join(PACKAGE_ROOT, name), join(folder, name));
    symlinkSync(join(PACKAGE_ROOT, "node_modules"), join(folder, "node_modules"), "dir");
    for (const name of MODULES) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), PROGRAM + (name === file ? 'export const wrong: number = "text";\n' : ""));
    }
    mkdirSync(dirname(join(folder, BEFORE)), { recursive: true });
    writeFileSync(join(folder, BEFORE), "export {};\n");
    return folder;
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

  function expectRefused({ code, output }: Run, folder: string, file: string): void {
    expect(code).not.toBe(0);
    expect(output.replace(/\s+/g, " ")).toMatch(
      new RegExp(`${file.replace(/[./]/g, "\\$&")}\\(\\d+,\\d+\\): error TS2322`),
    );
    expect(existsSync(join(folder, "cdktf.out", "manifest.json"))).toBe(false);
    expect(existsSync(join(folder, "dist", "main.js"))).toBe(false);
  }

  test.each([
    ["npm start", "npm", ["start"]],
    ["the app of cdktf.json", "sh", ["-c", APP]],
  ])(
    "that is not there lets %s write its stacks",
    async (_, command, args) => {
      const folder = projectWithErrorIn(undefined);
      expect(await run(folder, command, ...args)).toMatchObject({ code: 0 });
      expect(existsSync(join(folder, "cdktf.out", "manifest.json"))).toBe(true);
    },
    60_000,
  );

  test.each([
    ["npm test", "npm", ["test"]],
    ["the app of cdktf.json", "sh", ["-c", APP]],
  ])(
    "in main.ts fails %s, which shows it and writes no stack",
    async (_, command, args) => {
      const folder = projectWithErrorIn("main.ts");
      expectRefused(await run(folder, command, ...args), folder, "main.ts");
    },
    60_000,
  );

  test("in a module fails npm start, which shows it and writes no stack, the second time too", async () => {
    const file = "modules/vpc/isolated-vpc.ts";
    const folder = projectWithErrorIn(file);
    expectRefused(await run(folder, "npm", "start"), folder, file);
    // The compiler remembers what it has seen: it must not take a file for good that it refused before.
    expectRefused(await run(folder, "npm", "start"), folder, file);
  }, 180_000);
});
