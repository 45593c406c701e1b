import { join, resolve } from "node:path";
import type { Environment } from "../../config/environment";
import { stackIsOf } from "../../config/estate/stack-names";
import {
  ENGINE,
  engineEntry,
  engineOf,
  neededVersion,
  type Planned,
  PROGRAM_VARIABLE,
} from "../../pipeline/terraform/engine";
import { counted } from "../../support/counted";
import { listed } from "../../support/listed";
import { IS_INSTALLED } from "../../support/package-root";
import { shellCommand, shellWord } from "../../support/shell";
import { shown } from "../../support/shown";
import { DEFAULT_OUT, ENVIRONMENTS_VARIABLE, isDefaultFolder, NAMES_VARIABLE } from "../defaults";
import { commandText } from "../invocation";
import { DELIVERY_PAGE, planChange } from "../plan-change";
import type { Called, StartOptions } from "./options";

/**
 * cdktf heeds no dependencies then, and starts all stacks at once. One at a time, it takes them in the order that they are
 * given in.
 */
export const IN_ORDER = ["--ignore-missing-stack-dependencies", "--parallelism", "1"];

/** Environments that have a command of their own before the rest is counted. */
const COMMANDS_LISTED = 3;

/** What was built. */
export interface Built {
  readonly environments: readonly Environment[];
  /** Names of the stacks. */
  readonly stacks: readonly string[];
  /** Whether another run judges the same by the same policy data: a waiver may be needed by what was not selected. */
  readonly isWhole: boolean;
}

/**
 * Commands to go on with. Each can be pasted as it is: it names the folders, the policy data and the selection that this
 * run was given, and runs where it has to run.
 */
export function nextSteps(built: Built, options: StartOptions, called: Called): string {
  const [stack = ""] = built.stacks;
  const environments = built.environments.slice(0, COMMANDS_LISTED);
  const rest = built.environments.slice(COMMANDS_LISTED).map(({ name }) => name);
  const owner = environments.find(({ name }) => stackIsOf(stack, name)) ?? environments[0];
  return [
    `\nNext (to diff and deploy, ${needed(built.environments)} and credentials are needed)`,
    step("see what a deploy would do", cdktf(planned(owner), ["diff", stack], options, called)),
    ...environments.map((each) => step("deploy, in order", deploy(planned(each), built.stacks, options, called))),
    ...(rest.length === 0
      ? []
      : [step("", `the same for ${counted(rest.length, "more environment")}: ${listed(rest)}`)]),
    step("or by pull requests", delivery(options, called)),
    step("judge a Terraform plan", judgePlan(stack, planned(owner), options, called)),
    ...(built.isWhole ? [step("judge these stacks again", policy([options.out], options, called))] : []),
    "",
  ].join("\n");
}

/** The page on pull requests, behind the commands that plan one where there is something to compare with. */
function delivery(options: StartOptions, called: Called): string {
  const commands = planChange(options, called);
  return commands === undefined ? DELIVERY_PAGE : `${commands}  # ${DELIVERY_PAGE}`;
}

/** An environment, and its engine. */
function planned(environment: Environment | undefined): Planned {
  return { environment: environment?.name ?? "", ...engineEntry(environment?.terraform.engine) };
}

/** Versions of the engines that the environments need. */
function needed(environments: readonly Environment[]): string {
  const engines = new Set(environments.map(({ terraform }) => terraform.engine));
  return [...engines].sort().map(neededVersion).join(", ") || neededVersion("terraform");
}

function step(what: string, command: string): string {
  return `  ${what.padEnd(27)}  ${command}`;
}

/** Deploys an environment, or only the stacks of the consumers that were selected. */
function deploy(environment: Planned, stacks: readonly string[], options: StartOptions, called: Called): string {
  if (options.consumer === undefined)
    return cdktf(environment, ["deploy", `${environment.environment}-*`], options, called);
  // cdktf builds the whole environment, in which these stacks may depend on those of other consumers.
  const own = stacks.filter((stack) => stackIsOf(stack, environment.environment));
  return cdktf(environment, ["deploy", ...own, ...IN_ORDER], options, called);
}

/** A command of cdktf, which runs only where cdktf.json is. */
export function cdktf(
  { environment, engine }: Planned,
  words: readonly string[],
  options: Pick<StartOptions, "environments" | "out">,
  { env, invocation }: Called,
) {
  const { project } = invocation;
  const isHere = invocation.folder === project;
  const path = (given: string) => (isHere ? given : resolve(given));
  const folder = isDefaultFolder(options, env) && isHere ? [] : [[ENVIRONMENTS_VARIABLE, path(options.environments)]];
  const program = engine === undefined ? [] : [[PROGRAM_VARIABLE, ENGINE[engine].program]];
  const variables = [...program, ...folder, [NAMES_VARIABLE, environment]].map(
    ([name, value = ""]) => `${name}=${shellWord(value)}`,
  );
  const output = options.out === DEFAULT_OUT && isHere ? [] : ["--output", path(options.out)];
  // The script of a clone builds the program first.
  const cdktfCommand = IS_INSTALLED ? commandText(invocation, "cdktf") : "npm run cdktf --";
  const command = [...variables, cdktfCommand, shellCommand([...words, ...output])].join(" ");
  return isHere ? command : `(cd ${shellWord(project)} && ${command})`;
}

/** Makes a plan, writes it as JSON, and judges it. */
function judgePlan(stack: string, environment: Planned, options: StartOptions, called: Called): string {
  const { folder } = called.invocation;
  const path = (given: string) => (folder === process.cwd() ? given : resolve(folder, given));
  const chdir = `-chdir=${folder === process.cwd() ? join(shown(options.out), "stacks", stack) : resolve(options.out, "stacks", stack)}`;
  const terraform = (...words: string[]) => shellCommand([ENGINE[engineOf(environment)].program, chdir, ...words]);
  const plan = [terraform("init"), terraform("plan", "-out=plan.tfplan"), terraform("show", "-json", "plan.tfplan")];
  const stacks = options.out === DEFAULT_OUT ? [] : ["--stack", options.out];
  return `${plan.join(" && ")} > plan.json && ${policy([path("plan.json"), ...stacks], options, called)}`;
}

function policy(words: readonly string[], options: StartOptions, { env, invocation }: Called): string {
  const environments = isDefaultFolder(options, env) ? [] : ["--environments", options.environments];
  const data = (options.data ?? []).flatMap((file) => ["--data", file]);
  return `${commandText(invocation, "policy")} ${shellCommand([...words, ...environments, ...data])}`;
}
