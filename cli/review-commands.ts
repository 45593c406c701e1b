import { shellWord } from "../support/shell";
import { DEFAULT_OUT, isDefaultFolder } from "./defaults";
import { commandText } from "./invocation";
import { pastedPath } from "./pasted";
import type { Called } from "./start/options";

/** File for the report of the policies, which the review reads. */
const REPORT = "policy-report.json";

/** Plans that are to be reviewed, and the files that go with them. */
export interface ToReview {
  /** Folder of the plans. */
  readonly plans: string;
  /** SHA-256 of their index. */
  readonly digest: string;
  /** Folder of the environments. */
  readonly environments: string;
  /** Output folder of the synthesis. */
  readonly stacks: string;
  /** What `privatelink changed` wrote. @default - where the review looks for it */
  readonly changed?: string | undefined;
  /** Files of policy data. @default - none are named */
  readonly data?: readonly string[] | undefined;
  /** Who is connected: files of `privatelink status`. @default - none */
  readonly status?: readonly string[] | undefined;
  /** Day on which waivers and statuses are judged. @default - the day of each command */
  readonly now?: string | undefined;
  /** Manifest of what is deployed. @default - none */
  readonly deployed?: string | undefined;
  /** Words of further options of `apply`. @default - none */
  readonly apply?: readonly string[] | undefined;
}

/** The commands that judge plans, and the stacks of which some have none yet, write the comment on them, and apply them, in this order: a line each. */
export function reviewCommands(
  { plans, digest, environments, stacks, changed, deployed, apply = [], ...more }: ToReview,
  { env, invocation }: Called,
): string {
  const { data = [], status = [], now } = more;
  const path = (file: string) => shellWord(pastedPath(file, invocation));
  const given = (flag: string, files: readonly string[]) => files.map((file) => ` ${flag} ${path(file)}`).join("");
  const one = (flag: string, file: string | undefined) => given(flag, file === undefined ? [] : [file]);
  const folder = given("--environments", isDefaultFolder({ environments }, env) ? [] : [environments]);
  const told = given("--status", status);
  const day = now === undefined ? "" : ` --now ${now}`;
  const folders = stacks === DEFAULT_OUT ? [] : [stacks];
  return [
    `${commandText(invocation, "policy")} ${[plans, stacks].map(path).join(" ")}${given("--stack", folders)}` +
      `${folder}${given("--data", data)}${told}${day} --format text --format json=${REPORT}`,
    `${commandText(invocation, "review")} --plans ${path(plans)} --policy ${REPORT}${given("--stacks", folders)}` +
      `${folder}${told}${one("--changed", changed)}`,
    `${commandText(invocation, "apply")} --plans ${path(plans)} --digest ${digest}${given("--stacks", folders)}` +
      `${folder}${given("--data", data)}${told}${day}${one("--deployed", deployed)}` +
      apply.map((word) => ` ${shellWord(word)}`).join(""),
  ]
    .map((command) => `  ${command}\n`)
    .join("");
}
