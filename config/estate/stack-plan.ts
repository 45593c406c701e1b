import type { Origins } from "../origins";
import type { AcceptanceInput } from "./acceptance-input";
import type { AccountInput } from "./account-input";
import type { ApplianceInput } from "./appliance-input";
import type { ConsumerInput } from "./consumer-input";
import type { DnsInput } from "./dns-input";
import type { DomainInput } from "./domain-input";
import type { ProfileInput } from "./profile-input";
import type { ResourceInput } from "./resource-input";
import type { ServiceInput } from "./service-input";

/** What the stacks of each kind are made of. The stack of a hub's VPC is of kind `consumer`. */
export interface StackInputs {
  readonly account: AccountInput;
  readonly service: ServiceInput;
  readonly domain: DomainInput;
  readonly resource: ResourceInput;
  readonly appliance: ApplianceInput;
  readonly consumer: ConsumerInput;
  readonly acceptance: AcceptanceInput;
  readonly profile: ProfileInput;
  readonly dns: DnsInput;
}

/** Kinds of stacks. */
export type StackKind = keyof StackInputs;

/** A stack of one kind as data. */
export interface PlanOf<Kind extends StackKind> {
  /** Name of the stack, which no other stack has. */
  readonly name: string;
  readonly kind: Kind;
  /** Names of the stacks that are deployed before it, each once, in the order that the manifest lists them in. */
  readonly dependencies: readonly string[];
  /** Where in the files of the environments it comes from. */
  readonly origins: Origins;
  /** What it is made of. */
  readonly input: StackInputs[Kind];
}

/**
 * A stack as data: all that it is made of, and nothing else. Building it is a function of this, so that two plans whose
 * `JSON.stringify` is alike give the same bytes. The order of keys counts, as it does in the files. A member that is
 * `undefined` says the same as one that is missing.
 */
export type StackPlan = { readonly [Kind in StackKind]: PlanOf<Kind> }[StackKind];
