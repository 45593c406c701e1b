import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { beside } from "../../../support/beside";

/** The deployment package of the client's function. */
export interface ProbeArchive {
  /** Path of the zip file on this machine. */
  readonly path: string;
  /** SHA-256 of the zip file in base64: what Lambda calls the code's hash. */
  readonly sourceCodeHash: string;
}

let archive: ProbeArchive | undefined;

/** Packs the probe, once a process. The same source gives the same bytes, at any time and on any machine. */
export function probeArchive(): ProbeArchive {
  archive ??= pack();
  return archive;
}

function pack(): ProbeArchive {
  const source = readFileSync(beside(__dirname, "probe.mjs"));
  // Zip files carry a local time; the first that the format can say is the same in every time zone.
  const bytes = zipSync({
    "probe.mjs": [source, { mtime: new Date(1980, 0, 1), level: 9, os: 3, attrs: 0o644 << 16 }],
  });
  // An asset is copied from a file at synthesis, whenever in this process that is.
  const folder = mkdtempSync(join(tmpdir(), "privatelink-probe-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "probe.zip");
  writeFileSync(path, bytes);
  return { path, sourceCodeHash: createHash("sha256").update(bytes).digest("base64") };
}
