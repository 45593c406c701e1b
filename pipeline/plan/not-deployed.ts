import type { Diagnostic } from "../terraform/diagnostics";
import { lookedUpService } from "./reads-state";
import type { StackToPlan } from "./stack-to-plan";

/** What a stack that cannot be planned yet waits for. */
export interface NotDeployed {
  /** Stacks of this project. */
  readonly stacks: readonly string[];
  /** Why, in one line. */
  readonly reason: string;
}

/** What is known of the other stacks of a run. */
export interface Others {
  /** Whether another stack is in the run and turned out to have nothing to do: nobody waits for it. */
  readonly isSettled: (stack: string) => boolean;
  /** Stacks of the run that a stack is deployed after and that have something to do, or whose plans are not known. */
  readonly pending: readonly string[];
}

/** Terraform's own words for a state that is not there. Version 1.10 to 1.15, and OpenTofu. */
const NO_STATE = /^Unable to find remote state$/;

/** What OpenTofu says once more of the same state, without an address. */
const NO_STATE_AGAIN = /^data\.terraform_remote_state\.state-([^.[]+)\S*: Unable to read remote state$/;

/** This project's words: see `stacks/state.ts`, and `modules/provider/private-dns/private-dns-verification.ts`. */
const NOT_AS_IT_IS = /Stack (\S+) is not deployed as it is now: .*Deploy it first\./s;
const NO_RECORD_YET =
  /The service does not ask for a record of (\S+) yet\. Deploy it with that private DNS name first\./;

/**
 * The AWS provider's words for an endpoint service that is not there, or that this account may not see: AWS does not
 * tell the two apart. See `vpc_endpoint_service_data_source.go` of the provider.
 */
const NO_SERVICE = /no matching (EC2 )?VPC Endpoint Service found|InvalidServiceName|couldn't find resource/i;

/**
 * Whether all errors of a plan say that something is not deployed yet.
 *
 * @returns what the stack waits for; undefined where an error says anything else, or nothing will ever deploy it.
 */
export function notDeployed(
  errors: readonly Diagnostic[],
  stack: StackToPlan,
  others: Others,
): NotDeployed | undefined {
  if (errors.length === 0) return undefined;
  const found: NotDeployed[] = [];
  for (const error of withoutRepetitions(errors)) {
    const one = reasonOf(error, stack, others);
    if (one === undefined || one.stacks.some(others.isSettled)) return undefined;
    found.push(one);
  }
  return {
    stacks: [...new Set(found.flatMap(({ stacks }) => stacks))].sort(),
    // Terraform gives its errors in another order each time.
    reason: [...new Set(found.map(({ reason }) => reason))].sort().join("; "),
  };
}

/** The errors without those that only repeat another one. */
function withoutRepetitions(errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const missing = errors.filter(({ summary }) => NO_STATE.test(summary)).map(stateIn);
  return errors.filter(({ summary }) => {
    const [, again] = NO_STATE_AGAIN.exec(summary) ?? [];
    return again === undefined || !missing.includes(again);
  });
}

/** The stack whose state an error is about. */
function stateIn({ address = "" }: Diagnostic): string | undefined {
  return /^data\.terraform_remote_state\.state-([^.[]+)/.exec(address)?.[1];
}

function reasonOf(error: Diagnostic, stack: StackToPlan, { pending }: Others): NotDeployed | undefined {
  const { summary, detail, address = "" } = error;
  const text = `${summary}\n${detail}`;
  const state = stateIn(error);
  if (NO_STATE.test(summary) && state !== undefined) return waitsFor([state], `${state} is not deployed`);
  const [, stale] = NOT_AS_IT_IS.exec(text) ?? [];
  if (stale !== undefined) return waitsFor([stale], `${stale} is not deployed as it is declared`);
  const [, name] = NO_RECORD_YET.exec(text) ?? [];
  const ofServices = pending.filter((each) => /-(service|appliance)-/.test(each));
  if (name !== undefined && ofServices.length > 0)
    return waitsFor(ofServices, `the service does not have the private DNS name ${name} yet`);
  if (!address.startsWith("data.aws_vpc_endpoint_service.") || !NO_SERVICE.test(text)) return undefined;
  const theirs = lookedUpService(stack.path, address);
  if (theirs !== undefined) return ofSomebodyElse(theirs, stack);
  return ofServices.length === 0
    ? undefined
    : waitsFor(
        ofServices,
        `the endpoint service is not there yet, or does not let account ${stack.account} connect yet`,
      );
}

/** A service of AWS itself is there or is not: nobody deploys it. */
function ofSomebodyElse(service: string, { account }: StackToPlan): NotDeployed | undefined {
  if (!service.includes(".vpce.")) return undefined;
  return waitsFor([], `${service}, somebody else's service, is not there, or does not let account ${account} connect`);
}

function waitsFor(stacks: readonly string[], reason: string): NotDeployed {
  return { stacks, reason };
}
