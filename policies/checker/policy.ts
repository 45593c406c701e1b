import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadPolicySync } from "@open-policy-agent/opa-wasm";

import { PROJECT_ROOT } from "../../support/project-root";
import { CouldNotJudge } from "./could-not-judge";
import { CLASSIFICATION_FILE, ENTRYPOINTS, readManifest, sha256, WASM_FILE } from "./manifest";
import { type Verdict, verdictOf } from "./verdict";

/** The policies, ready to judge. */
export interface Policy {
  /**
   * Judges one document: the content of a cdk.tf.json, or of a plan as `terraform show -json` prints it.
   *
   * @throws CouldNotJudge if the document is no object, or the policy gives no verdict.
   */
  judge(document: unknown): Verdict;
}

/** A compiled module; the types of Node 20 leave WebAssembly out. */
type Module = object;
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<Module> };

const PAGE = 64 * 1024;
const LARGEST_MEMORY = 65536;
/**
 * Memory for a byte of input. Plans of 10 to 100 MB took 8 times their size, and 12 with a violation in each resource;
 * what is asked for and not used costs nothing.
 */
const MEMORY_PER_BYTE = 20;

let loaded: Promise<Policy> | undefined;

/** The committed policies, loaded once. Refuses a WebAssembly module that is not the one of its manifest. */
export function loadPolicy(): Promise<Policy> {
  loaded ??= load(PROJECT_ROOT);
  return loaded;
}

/** The policies of another work tree. */
export async function load(root: string): Promise<Policy> {
  const wasm = readFileSync(join(root, WASM_FILE));
  const expected = readManifest(root).wasm;
  if (sha256(wasm) !== expected) {
    throw new CouldNotJudge(
      `${WASM_FILE} must have the SHA-256 ${expected} of its manifest, got: ${sha256(wasm)}. ` +
        "Restore both from version control, or build them with `npm run policy:build`.",
    );
  }
  const module = await WebAssembly.compile(wasm);
  const data = policyData(root);
  return { judge: (document) => judge(module, data, document) };
}

/** What the policies read beside the document. */
function policyData(root: string): object {
  const classification = JSON.parse(readFileSync(join(root, CLASSIFICATION_FILE), "utf8"));
  return { privatelink_policy: { classification } };
}

function judge(module: Module, data: object, document: unknown): Verdict {
  // A string or a Buffer would be taken for an empty document.
  if (typeof document !== "object" || document === null || Array.isArray(document) || ArrayBuffer.isView(document)) {
    throw new CouldNotJudge(`a document must be a JSON object, got: ${kindOf(document)}.`);
  }
  return verdictOf(evaluate(module, data, document));
}

function evaluate(module: Module, data: object, document: object): unknown {
  const text = new TextEncoder().encode(JSON.stringify(document));
  // Memory that grows while the module runs is a hundred times slower than memory that is there, and memory is never
  // given back: so each document has an instance of its own, with as much as it needs from the start.
  const pages = Math.min(LARGEST_MEMORY, 16 + Math.ceil((text.byteLength * MEMORY_PER_BYTE) / PAGE));
  try {
    const policy = loadPolicySync(module, { initial: pages });
    policy.setData(data);
    return policy.evaluate(text.buffer.slice(0, text.byteLength), ENTRYPOINTS[0]);
  } catch (error) {
    throw new CouldNotJudge(`the policy failed on this document: ${reason(error)}. Please report it as a defect.`);
  }
}

/** The SDK throws strings and plain objects as well as errors. */
function reason(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return JSON.stringify(error);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
