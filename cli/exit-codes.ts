/**
 * Exit codes of all commands. Only 0 is a pass. 2 means that nothing can be said of what was to be judged, so that a CI
 * job never takes a misspelled command for a violation.
 */
export const EXIT = {
  /** Everything is well. */
  clean: 0,
  /** `start` and `policy`: a policy is violated. `start`, `synth` and the cdktf app: the input is wrong. */
  wrong: 1,
  /**
   * Something could not be judged or written, the command line is wrong or names something that does not
   * exist, or the program has a defect.
   */
  unjudgeable: 2,
  /** `apply`: what could be applied is applied. Plans wait for approval, or stacks cannot be planned yet. */
  waiting: 3,
} as const;
