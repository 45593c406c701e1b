import type { MatcherOptions, ViolationOptions } from "./matchers";

/** The matchers that `expect` gets. @typeParam R what a matcher returns: `void`, or a promise behind `resolves`. */
export interface PolicyMatchers<R = void> {
  /**
   * Passes if there is a consumer VPC, and every one of them is PROVEN: everything in it was examined, and nothing but
   * PrivateLink leads into or out of it.
   *
   * Fails, also behind `.not`, if something cannot be judged, no VPC counts as a consumer's, or a stack neither has a
   * consumer VPC nor says what it is for.
   *
   * @param options what to judge by. @default - the policies' defaults
   */
  toBeIsolated(options?: MatcherOptions): R;

  /**
   * Passes if no rule finds anything that fails: what `privatelink policy` says by exit code 0.
   *
   * Fails, also behind `.not`, if something cannot be judged, or a stack neither has a consumer VPC nor says what it is
   * for.
   *
   * @param options what to judge by. @default - the policies' defaults
   */
  toSatisfyPolicies(options?: MatcherOptions): R;

  /**
   * Passes if a rule finds something that fails: for tests of what a stack must refuse.
   *
   * Fails, also behind `.not`, if there is no such rule or address, or it has nothing to look at: a rule about consumer
   * VPCs needs one, and a rule about changes needs a plan.
   *
   * @param rule id of a rule, such as `no-nat-gateway`: see docs/policies/rules.md.
   * @param options which findings are meant, and what to judge by. @default - any that fails
   */
  toViolatePolicy(rule: string, options?: ViolationOptions): R;
}
