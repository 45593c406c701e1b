import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDate } from "../../support/date";
import { PACKAGE_ROOT } from "../../support/package-root";
import { sha256 } from "../../support/sha256";
import { jsonBytes } from "./bytes";
import { readClassification } from "./classification";
import { CouldNotJudge } from "./could-not-judge";
import { Evaluator, type PolicyParts } from "./evaluator";
import { readManifest, WASM_FILE } from "./manifest";
import { type PolicyData, readPolicyData } from "./policy-data";
import { type Verdict, verdictOf } from "./verdict";

/** The policies, ready to judge. */
export interface Policy {
  /**
   * Judges one document: the content of a cdk.tf.json, or of a plan as `terraform show -json` prints it.
   *
   * @throws CouldNotJudge if the document is no object, or the policy gives no verdict.
   */
  judge(document: unknown): Verdict;
  /** Judges a document that is JSON already, and known to be an object. See {@link judge}. */
  judgeText(json: Uint8Array): Verdict;
}

/** A compiled module; the types of Node 20 leave WebAssembly out. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  Module: new (bytes: Uint8Array) => object;
};

let committed: Promise<object> | undefined;

/**
 * The committed policies. Their WebAssembly module is compiled once, and refused if it is not the one of its manifest.
 *
 * @param data what the user tells them. @default - nothing
 */
export async function loadPolicy(data?: PolicyData): Promise<Policy> {
  return policyOf(await loadParts(data));
}

/** The parts of the committed policies, to judge by in this thread and in others: see {@link loadPolicy}. */
export async function loadParts(data?: PolicyData): Promise<PolicyParts> {
  committed ??= compile(PACKAGE_ROOT);
  return partsOf(await committed, PACKAGE_ROOT, data);
}

/** The same, at once: for callers that cannot wait. The module takes some 20 ms. */
export function loadPartsNow(data?: PolicyData): PolicyParts {
  compiledNow ??= new WebAssembly.Module(checkedModule(PACKAGE_ROOT));
  return partsOf(compiledNow, PACKAGE_ROOT, data);
}

let compiledNow: object | undefined;

/** The policies of another work tree. */
export async function load(root: string, data?: PolicyData): Promise<Policy> {
  return policyOf(partsOf(await compile(root), root, data));
}

/** The bytes of the committed module, if they are those of its manifest. */
function checkedModule(root: string): Uint8Array {
  const wasm = readFileSync(join(root, WASM_FILE));
  const expected = readManifest(root).wasm;
  if (sha256(wasm) !== expected) {
    throw new CouldNotJudge(
      `${WASM_FILE} must have the SHA-256 ${expected} of its manifest, got: ${sha256(wasm)}. ` +
        "Restore both from version control, or build them with `npm run policy:build`.",
    );
  }
  return wasm;
}

async function compile(root: string): Promise<object> {
  return WebAssembly.compile(checkedModule(root));
}

function policyOf(parts: PolicyParts): Policy {
  const evaluator = new Evaluator(parts);
  const judgeText = (json: Uint8Array) => verdictOf(evaluator.evaluate(json));
  return {
    judgeText,
    judge: (document) => {
      // A string or a Buffer would be taken for an empty document.
      if (
        typeof document !== "object" ||
        document === null ||
        Array.isArray(document) ||
        ArrayBuffer.isView(document)
      ) {
        throw new CouldNotJudge(`a document must be a JSON object, got: ${kindOf(document)}.`);
      }
      return judgeText(new TextEncoder().encode(JSON.stringify(document)));
    },
  };
}

function partsOf(module: object, root: string, data: PolicyData = readPolicyData([])): PolicyParts {
  const known = { privatelink_policy: { classification: readClassification(root), ...toldByUser(data) } };
  return { module, data: jsonBytes(known) };
}

/** The last day that there is: none of the waivers that have not expired yet expires before it. */
const LAST_DAY = "9999-12-31";

/**
 * What the user tells the Rego: all of the policy data that a verdict depends on.
 *
 * The Rego asks of the day only which waivers are expired. All days between two dates of expiry give the same verdict,
 * so the last of them stands for all: the same verdict holds until the next waiver expires.
 */
export function toldByUser({ config, waivers, status, now }: PolicyData): object {
  const own = waivers.map(({ file: _, line: __, ...waiver }) => waiver);
  const holding = waivers.map(({ expires }) => expires).filter((expires) => expires >= now);
  const lastDay = holding.reduce((first, expires) => (expires < first ? expires : first), LAST_DAY);
  return { config, waivers: own, now: isDate(now) ? lastDay : now, ...statusOf(status) };
}

/** Statuses for the Rego. Their age was checked when they were read. */
function statusOf(files: PolicyData["status"]): object {
  return files.length === 0 ? {} : { status: files.map(({ status }) => status), status_since: "0000-01-01T00:00:00Z" };
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
