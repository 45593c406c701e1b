import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

import {
  CAPABILITIES_FILE,
  ENTRYPOINTS,
  MANIFEST_FILE,
  manifestFor,
  REGO_FOLDER,
  WASM_FILE,
} from "../../policies/checker/manifest";
import { UserError } from "../../support/user-error";
import { opa } from "./opa";

/** The WebAssembly module that OPA makes of a work tree's policies. Paths are relative, for they are part of it. */
export function buildModule(root: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  try {
    const bundle = join(folder, "bundle.tar.gz");
    const entrypoints = ENTRYPOINTS.flatMap((name) => ["--entrypoint", name]);
    const options = ["--target", "wasm", "--capabilities", CAPABILITIES_FILE, "--ignore", "*_test.rego"];
    const run = opa(["build", ...options, ...entrypoints, "--output", bundle, REGO_FOLDER], root);
    if (!run.ok) throw new UserError(`opa build failed:\n${run.stderr}${run.stdout}`);
    return fileInTar(gunzipSync(readFileSync(bundle)), "/policy.wasm");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the module and its manifest. */
export function writeModule(root: string): string[] {
  const wasm = buildModule(root);
  mkdirSync(dirname(join(root, WASM_FILE)), { recursive: true });
  writeFileSync(join(root, WASM_FILE), wasm);
  writeFileSync(join(root, MANIFEST_FILE), `${JSON.stringify(manifestFor(root, wasm), null, 2)}\n`);
  return [`wrote ${WASM_FILE} (${wasm.length} bytes)`, `wrote ${MANIFEST_FILE}`];
}

const BLOCK = 512;

/** One file's content in a tar archive: headers of one block, contents padded to whole blocks. */
function fileInTar(tar: Buffer, name: string): Buffer {
  const text = (start: number, length: number) => tar.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    if (text(at, 100) === name) return tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new UserError(`opa build made a bundle without ${name}.`);
}
