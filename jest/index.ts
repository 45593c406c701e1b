/**
 * Matchers for Jest and Vitest: they judge a team's own stacks by the policies. `import "cdktf-privatelink/jest"` adds
 * them where `expect` is global. Otherwise: `expect.extend(matchers)`.
 *
 * @module
 */
import { matchers } from "./matchers";
import type { PolicyMatchers } from "./types";

export {
  type MatcherContext,
  type MatcherOptions,
  type MatcherResult,
  matchers,
  type ViolationOptions,
} from "./matchers";
export type { PolicyMatchers } from "./types";

/** The part of a global `expect` that is used. */
interface Extensible {
  extend?: (matchers: object) => void;
}

// Without a global `expect` nothing is added: a test that calls a matcher then fails.
(globalThis as { expect?: Extensible }).expect?.extend?.(matchers);

declare global {
  namespace jest {
    /** Jest's matchers, with the types of `@types/jest`. */
    // biome-ignore lint/complexity/noBannedTypes: the parameters must be those of the interface that is extended
    interface Matchers<R, T = {}> extends PolicyMatchers<R> {}
  }
}

// What is not installed is not extended.
// biome-ignore lint/suspicious/noTsIgnore: there is an error only where the module is not installed
/** @ts-ignore */
declare module "expect" {
  /** Jest's matchers, with the types of `@jest/globals`. */
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PolicyMatchers<R> {}
}

// biome-ignore lint/suspicious/noTsIgnore: as above
/** @ts-ignore */
declare module "vitest" {
  /** Vitest's matchers. */
  // biome-ignore lint/suspicious/noExplicitAny: the parameters must be those of the interface that is extended
  interface Assertion<T = any> extends PolicyMatchers<T> {}
}
