import { existsSync, readFileSync, rmSync } from "node:fs";
import { SEED } from "../support/corpus";

/** After all tests: says what was sampled, and removes the folder of the run. */
export default function after(): void {
  const { CORPUS_NOTES: file, TEST_RUN_FOLDER: folder } = process.env;
  if (file === undefined || folder === undefined) return;
  const notes = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").sort() : [];
  rmSync(folder, { recursive: true, force: true });
  if (notes.length > 0) process.stderr.write(textOf(notes));
}

function textOf(notes: readonly string[]): string {
  const lines = notes.map((note) => `  ${note}\n`).join("");
  return `\nSampled, with CORPUS_SEED=${SEED}; \`npm run test:corpus\` runs all:\n${lines}`;
}
