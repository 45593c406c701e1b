/**
 * The policies: they judge synthesized stacks and Terraform plans.
 *
 * @module
 */

export { STACK_ROLES, type StackRole } from "../modules/aws/marks";
export type { StopSignal } from "../support/stop-signal";
export { CouldNotJudge } from "./checker/could-not-judge";
export { PolicyDataError } from "./checker/policy-data-error";
export type { OutputOfState, PolicyDataConfig, PolicyDataContent, PolicyDataWaiver } from "./data-types";
export {
  type JudgeDocumentsOptions,
  type JudgeOptions,
  type JudgePathsOptions,
  judgeDocuments,
  judgePaths,
} from "./judge";
export { type PolicyFiles, policyFiles } from "./paths";
export { FORMATS, type Format, renderReport } from "./render";
export type {
  JudgedDocument,
  Notice,
  Origin,
  Report,
  ReportedFinding,
  ReportedVerdict,
  ReportedVpc,
  ReportedWaiver,
} from "./report-types";
export { type PolicyRule, policyRules } from "./rules";
export type {
  Account,
  ConsumerVpc,
  Examined,
  Finding,
  JudgedEndpoint,
  JudgedVerdict,
  Severity,
  TakenWaiver,
  UnjudgeableVerdict,
  Verdict,
  WitnessStep,
} from "./verdict-types";
