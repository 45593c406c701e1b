import type { Changes } from "../../config/edit/changes";
import { engineEntry } from "../../pipeline/terraform/engine";
import { printable } from "../../support/printable";
import type { Called } from "../start/options";
import type { ConsumerOptions } from "./options";
import type { Customer, Step } from "./step";
import { delivery, deployment, revokeEnded, start } from "./step-commands";

/** What follows from a change that AWS sees nothing of: of the last day, or of the reason. */
export function recordSteps(customer: Customer, changes: Changes, options: ConsumerOptions, called: Called): Step[] {
  const { environment, to, stacks } = customer;
  const isLive = to === "allowed" || to === "draining";
  if (!("until" in changes) || !isLive) return [{ what: "nothing to deploy: only the ledger says it", commands: [] }];
  const { acceptors } = stacks;
  if (acceptors.length > 0)
    return [
      { what: "check and synthesize", commands: [start(environment, options, called)] },
      {
        what: "deploy: the acceptor gets to know the last day",
        commands: [deployment({ environment, ...engineEntry(stacks.engine) }, acceptors, options, called)],
      },
      delivery(environment, options, called),
    ];
  const end = changes.until;
  return [
    { what: "nothing to deploy: Terraform does not look at the clock", commands: [] },
    ...(end === undefined
      ? []
      : [
          {
            what: `after ${printable(String(end))}: revoke all customers whose access has ended`,
            commands: [revokeEnded(environment, options, called)],
          },
        ]),
  ];
}
