import { existsSync } from "node:fs";
import { join } from "node:path";
import { listed } from "../../support/listed";
import { shellCommand } from "../../support/shell";
import { DEFAULT_OUT } from "../defaults";
import { commandText } from "../invocation";
import { initialized } from "../pasted";
import type { Called } from "../start/options";
import type { ConsumerOptions } from "./options";
import type { Customer, Step } from "./step";
import { folderOptions } from "./step-commands";

/** What the deployment of a revocation does. */
export function revokeText(customers: readonly Customer[], acceptances: readonly string[]): string {
  if (acceptances.length > 0) return "deploy: connections are rejected first, then the permission is removed";
  const isAttended = customers.every(({ stacks }) => stacks.unattended.length === 0);
  return `deploy: the permission is removed${isAttended ? ", and the acceptor rejects the connections" : ""}`;
}

/** What rejects connections where no stack and no acceptor does. */
export function rejection(
  environment: string,
  services: readonly string[],
  options: ConsumerOptions,
  { env, invocation }: Called,
): Step[] {
  if (services.length === 0) return [];
  const words = ["--env", environment, "--service", services.join(","), ...folderOptions(options, { env })];
  return [
    {
      what: "reject the connections: without `acceptance: registered`, nothing else does",
      commands: [`${commandText(invocation, "reconcile")} ${shellCommand(words)}`],
    },
  ];
}

/** What is destroyed of customers whose side is built here: names before endpoints. */
export function destruction(customers: readonly Customer[], { invocation }: Called): Step[] {
  const stacks = customers.flatMap(({ stacks: { dns, consumer, looksUpService, engine } }) =>
    [...dns, ...consumer].map((stack) => ({ stack, engine, options: looksUpService ? ["-refresh=false"] : [] })),
  );
  if (stacks.length === 0) return [];
  return [
    {
      what: "then destroy the customer's stacks (the next start prints the same commands until they are empty)",
      commands: stacks.map(({ stack, engine, options }) =>
        initialized(join("removed", stack), ["destroy", ...options], invocation, engine),
      ),
    },
  ];
}

/**
 * A fresh checkout has no folders of stacks, and what is revoked is not synthesized: nothing could be destroyed then.
 */
export function missingFolders(customers: readonly Customer[]): Step[] {
  const missing = customers
    .flatMap(({ stacks: { dns, consumer } }) => [...dns, ...consumer])
    .filter((stack) => !["stacks", "removed"].some((parent) => existsSync(join(DEFAULT_OUT, parent, stack))));
  if (missing.length === 0) return [];
  const what = `first synthesize without this change (git stash, start, git stash pop): ${DEFAULT_OUT} has no ${listed(missing)} to destroy`;
  return [{ what, commands: [] }];
}
