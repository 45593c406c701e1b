import type { loadPolicySync } from "@open-policy-agent/opa-wasm";
import { exactly } from "./bytes";
import { CouldNotJudge } from "./could-not-judge";
import { ENTRYPOINTS } from "./manifest";
import { SMALL_DOCUMENT } from "./read-file";

const PAGE = 64 * 1024;
const LARGEST_MEMORY = 65536;
/**
 * Memory for a byte of input or data. Plans of 10 to 100 MB took 8 times their size, and 12 with a violation in each
 * resource; what is asked for and not used costs nothing.
 */
const MEMORY_PER_BYTE = 20;

type Instance = ReturnType<typeof loadPolicySync>;

/** The policies as an evaluator takes them. They can be sent to another thread. */
export interface PolicyParts {
  /** The compiled WebAssembly module. */
  readonly module: object;
  /** What the Rego knows as `data`, as JSON. */
  readonly data: ArrayBuffer;
}

/**
 * Evaluates documents by a compiled module. Memory that grows while the module runs is a hundred times slower than
 * memory that is there, and memory is never given back: so a large document has an instance of its own, with as much as
 * it needs from the start. Small ones share one, for to load the data takes as long as to judge them.
 */
export class Evaluator {
  private shared: Instance | undefined;

  constructor(private readonly parts: PolicyParts) {}

  /**
   * The answer of the module for a document.
   *
   * @param json the document.
   * @throws CouldNotJudge when the module fails, by a defect or for want of memory.
   */
  evaluate(json: Uint8Array): unknown {
    try {
      return this.instanceFor(json.byteLength).evaluate(exactly(json), ENTRYPOINTS[0]);
    } catch (error) {
      // What an instance is worth that failed in the middle is not known.
      this.shared = undefined;
      throw new CouldNotJudge(`the policy failed on this document: ${reason(error)}. Please report it as a defect.`);
    }
  }

  private instanceFor(bytes: number): Instance {
    if (bytes > SMALL_DOCUMENT) return this.instance(bytes);
    this.shared ??= this.instance(SMALL_DOCUMENT);
    return this.shared;
  }

  private instance(bytes: number): Instance {
    const { module, data } = this.parts;
    const pages = 16 + Math.ceil(((bytes + data.byteLength) * MEMORY_PER_BYTE) / PAGE);
    // Only now: where every verdict is kept, nothing needs it.
    const opa = require("@open-policy-agent/opa-wasm") as typeof import("@open-policy-agent/opa-wasm");
    const instance = opa.loadPolicySync(module, { initial: Math.min(LARGEST_MEMORY, pages) });
    instance.setData(data);
    return instance;
  }
}

/** The SDK throws strings and plain objects as well as errors. */
function reason(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return JSON.stringify(error);
}
