import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import { ACCEPTOR_LEDGER_FILE, type AcceptorLedger } from "../../../ledger/acceptor-ledger";
import { ACCEPTOR_BUNDLE } from "../../../support/acceptor-bundle";
import { makeFolder } from "../../../support/make-folder";
import { shown } from "../../../support/shown";
import { UserError } from "../../../support/user-error";

/** The deployment package of an acceptor's function. */
export interface AcceptorArchive {
  /** Path of the zip file on this machine. */
  readonly path: string;
  /** SHA-256 of the zip file in base64: what Lambda calls the code's hash. */
  readonly sourceCodeHash: string;
}

/** Zip files carry a local time; the first that the format can say is the same in every time zone. */
const ENTRY = { mtime: new Date(1980, 0, 1), level: 6, os: 3, attrs: 0o644 << 16 } as const;

/** Archives of this process, by what is in them: to compress the code takes a fifth of a second. */
const packed = new Map<string, AcceptorArchive>();

let folder: string | undefined;

/**
 * Packs the acceptor's code and what it decides by. The same code and data give the same bytes, at any time and on any
 * machine.
 *
 * @param bundle path of the code.
 * @throws UserError when there is no code.
 */
export function acceptorArchive(data: AcceptorLedger, bundle: string = ACCEPTOR_BUNDLE): AcceptorArchive {
  if (!existsSync(bundle))
    throw new UserError(`${shown(bundle)}: expected the bundled acceptor, found nothing. Run \`npm run build\`.`);
  const code = readFileSync(bundle);
  const ledger = Buffer.from(`${JSON.stringify(data)}\n`);
  const key = createHash("sha256").update(`${code.length}\0`).update(code).update(ledger).digest("hex");
  const archive = packed.get(key) ?? pack(key, { "acceptor.mjs": code, [ACCEPTOR_LEDGER_FILE]: ledger });
  packed.set(key, archive);
  return archive;
}

function pack(key: string, files: Readonly<Record<string, Uint8Array>>): AcceptorArchive {
  const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, [file, ENTRY]])));
  const path = join(ownFolder(), key.slice(0, 16), "acceptor.zip");
  makeFolder(dirname(path));
  writeFileSync(path, bytes);
  return { path, sourceCodeHash: createHash("sha256").update(bytes).digest("base64") };
}

/** A folder of this process: an asset is copied from a file at synthesis, whenever in this process that is. */
function ownFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), "privatelink-acceptor-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}
