import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Before all tests: makes the folder of the run, and names the file in it in which tests write down what they sampled
 * of their corpora.
 */
export default function before(): void {
  const folder = mkdtempSync(join(tmpdir(), "privatelink-test-run-"));
  process.env.TEST_RUN_FOLDER = folder;
  process.env.CORPUS_NOTES = join(folder, "notes.txt");
}
