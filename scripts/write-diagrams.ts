import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { DIAGRAMS, drawingCommands } from "./diagrams";

// Writes the pictures of the shipped environments: `npm run diagrams`, after a change to one, or to how they are drawn.
const work = mkdtempSync(join(tmpdir(), "diagrams-"));
const { prepare, draw } = drawingCommands(work, join(PACKAGE_ROOT, DIAGRAMS));
const program = join(PACKAGE_ROOT, "dist/cli/main.js");
const failed = [...prepare, ...draw].find(
  (args) => spawnSync(process.execPath, [program, ...args], { stdio: ["ignore", "ignore", "inherit"] }).status !== 0,
);
rmSync(work, { recursive: true, force: true });
if (failed === undefined) process.stdout.write(`${DIAGRAMS}/\n`);
else process.exitCode = 1;
