/**
 * What is needed of an `AbortSignal`, which has all of it. The declarations of the package name this type instead: a
 * project that compiles with neither the types of Node nor those of browsers knows no `AbortSignal`.
 */
export interface StopSignal {
  /** Throws the reason, if the work is to stop. */
  throwIfAborted(): void;
  /** Calls a function when the work is to stop. */
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  /** Calls the function no more. */
  removeEventListener(type: "abort", listener: () => void): void;
}
