import type { Leftover } from "../../engine/leftovers";
import { listed } from "../../support/listed";

/** What takes the place of an acceptance stack that is no longer declared, while its service is. */
export interface Successor {
  /** Name of the stack of the service, or of the appliances. */
  readonly service: string;
  /** Acceptance stacks of the same service that are declared. Without any, the acceptor, AWS or a person accepts. */
  readonly acceptances: readonly string[];
}

/**
 * What takes the place of a stack; undefined where it is no acceptance stack, or its service is no longer declared
 * either. Its connections may be meant to stay.
 *
 * @param stacks names of the stacks that are declared.
 */
export function successorOf({ name, role, reads }: Leftover, stacks: readonly string[]): Successor | undefined {
  if (role !== "acceptance") return undefined;
  const service = reads.find((each) => stacks.includes(each) && isAcceptanceOf(name, each));
  return service === undefined
    ? undefined
    : { service, acceptances: stacks.filter((stack) => isAcceptanceOf(stack, service)) };
}

/** Whether a stack is an acceptance stack of a service: the only one, or one of several. No key has an underscore. */
function isAcceptanceOf(stack: string, service: string): boolean {
  const only = service.replace(/-(service|appliance)-/, "-acceptance-");
  return only !== service && (stack === only || stack.startsWith(`${only}_`));
}

/** What to do before Terraform forgets connections, and what to look at afterwards. */
export function handOverText({ service, acceptances }: Successor, name: string): string[] {
  return acceptances.length === 0
    ? [
        `      The service of ${name} is still declared. To keep its connections, deploy ${service} first. Then let`,
        "      Terraform forget that it accepted them, and delete the folder:",
      ]
    : [
        `      The connections of ${name} are in other stacks now. To keep them, deploy ${listed(acceptances)} first.`,
        "      Then let Terraform forget that it accepted them here, and delete the folder:",
      ];
}

/** What forgetting leaves behind: a connection of a customer that was revoked in the same change. */
export const REVOKED_MEANWHILE: readonly string[] = [
  "      If a customer was revoked in the same change, `privatelink status` names the connection that is left, and",
  "      `privatelink reconcile` rejects it.",
];
