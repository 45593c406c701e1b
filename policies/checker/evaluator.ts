import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import { CouldNotJudge } from "./could-not-judge";
import { ENTRYPOINTS } from "./manifest";

const PAGE = 64 * 1024;
const LARGEST_MEMORY = 65536;
/**
 * Memory for a byte of input or data. Plans of 10 to 100 MB took 8 times their size, and 12 with a violation in each
 * resource; what is asked for and not used costs nothing.
 */
const MEMORY_PER_BYTE = 20;
/** Documents up to this size share an instance. */
const SMALL = 1 << 20;

type Instance = ReturnType<typeof loadPolicySync>;

/**
 * Evaluates documents by a compiled module. Memory that grows while the module runs is a hundred times slower than memory
 * that is there, and memory is never given back: so a large document has an instance of its own, with as much as it needs
 * from the start. Small ones share one, for to load the data takes as long as to judge them.
 */
export class Evaluator {
  private readonly data: ArrayBuffer;
  private shared: Instance | undefined;

  constructor(
    private readonly module: object,
    data: object,
  ) {
    this.data = exactly(new TextEncoder().encode(JSON.stringify(data)));
  }

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
    if (bytes > SMALL) return this.instance(bytes);
    this.shared ??= this.instance(SMALL);
    return this.shared;
  }

  private instance(bytes: number): Instance {
    const pages = 16 + Math.ceil(((bytes + this.data.byteLength) * MEMORY_PER_BYTE) / PAGE);
    const instance = loadPolicySync(this.module, { initial: Math.min(LARGEST_MEMORY, pages) });
    instance.setData(this.data);
    return instance;
  }
}

/** Bytes as a buffer with nothing else in it. */
function exactly(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteOffset === 0 && byteLength === buffer.byteLength
    ? (buffer as ArrayBuffer)
    : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}

/** The SDK throws strings and plain objects as well as errors. */
function reason(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return JSON.stringify(error);
}
