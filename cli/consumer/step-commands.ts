import type { Planned } from "../../pipeline/terraform/engine";
import { shellCommand } from "../../support/shell";
import { DEFAULT_OUT, isDefaultFolder } from "../defaults";
import { commandText } from "../invocation";
import { DELIVERY_PAGE, planChange } from "../plan-change";
import { cdktf, IN_ORDER } from "../start/next-steps";
import type { Called } from "../start/options";
import type { ConsumerOptions } from "./options";
import type { Customer, Step } from "./step";

// Commands that can be pasted.

/** Allows a customer. @param more words behind the others. */
export function allow(
  { environment, name }: Pick<Customer, "environment" | "name">,
  options: ConsumerOptions,
  { env, invocation }: Called,
  ...more: readonly string[]
): string {
  const words = ["allow", name, "--env", environment, ...folderOptions(options, { env }), ...more];
  return `${commandText(invocation, "consumer")} ${shellCommand(words)}`;
}

/** Checks and synthesizes an environment. */
export function start(environment: string, options: ConsumerOptions, called: Called): string {
  return `${commandText(called.invocation, "start")} ${shellCommand(["--env", environment, ...folderOptions(options, called)])}`;
}

/** Customers that a command names; more are left to the environment as a whole. */
const NAMED = 5;

/** Asks AWS for customers. */
export function status(
  environment: string,
  customers: readonly Customer[],
  options: ConsumerOptions,
  { env, invocation }: Called,
): string {
  const names = customers.length > NAMED ? [] : ["--consumer", customers.map(({ name }) => name).join(",")];
  const words = ["--env", environment, ...names, ...folderOptions(options, { env })];
  return `${commandText(invocation, "status")} ${shellCommand(words)}`;
}

/** Options that name the folder of the environments, where no command would find it. */
export function folderOptions({ environments }: ConsumerOptions, { env }: Pick<Called, "env">): string[] {
  return isDefaultFolder({ environments }, env) ? [] : ["--environments", environments];
}

/** Deploys stacks, in their order. */
export function deployment(
  environment: Planned,
  stacks: readonly string[],
  { environments }: ConsumerOptions,
  called: Called,
) {
  return cdktf(environment, ["deploy", ...stacks, ...IN_ORDER], { environments, out: DEFAULT_OUT }, called);
}

/** What replaces the deployments and destructions by hand. */
export function delivery(environment: string, { environments }: ConsumerOptions, called: Called): Step {
  const what = `instead of these steps: commit, and open a pull request (${DELIVERY_PAGE}).`;
  const commands = planChange({ environments, out: DEFAULT_OUT, env: [environment] }, called);
  return commands === undefined ? { what, commands: [] } : { what: `${what} This plans it:`, commands: [commands] };
}

/** Revokes every customer whose access has ended. */
export function revokeEnded(environment: string, options: ConsumerOptions, { env, invocation }: Called): string {
  const words = ["revoke", "--ended", "--env", environment, ...folderOptions(options, { env })];
  return `${commandText(invocation, "consumer")} ${shellCommand(words)}`;
}
