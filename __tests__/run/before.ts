import { mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleAcceptor } from "../../scripts/bundle-acceptor";
import { isRunning } from "../../support/is-running";

/** A file system in memory, on Linux. */
const IN_MEMORY = "/dev/shm";

/** What it must have free, in bytes: a run takes a tenth of it. */
const ENOUGH = 1024 ** 3;

/** What the folder of a run is called: with the id of its process. */
const NAME = /^privatelink-test-run-(\d+)-/;

/**
 * Before all tests: makes the folder of the run, where all temporary files of tests are, and names the file in it in
 * which tests write down what they sampled of their corpora. It is in memory if it can be: tests make thousands of
 * small files, and some disks take ten seconds and more to remove them. Folders of runs that were killed are removed.
 *
 * Then it bundles the acceptor, if its sources are newer: stacks with an acceptor put the bundle into their zip files.
 */
export default async function before(): Promise<void> {
  const folder = newFolder();
  process.env.TEST_RUN_FOLDER = folder;
  process.env.TMPDIR = folder;
  process.env.CORPUS_NOTES = join(folder, "notes.txt");
  await bundleAcceptor();
}

function newFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize >= ENOUGH) return newFolderIn(IN_MEMORY);
  } catch {
    // There is none, or it cannot be written to.
  }
  return newFolderIn(tmpdir());
}

function newFolderIn(parent: string): string {
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(parent, `privatelink-test-run-${process.pid}-`));
}
