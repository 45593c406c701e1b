import type { Construct } from "constructs";
import type { StackPlan } from "../config/estate/stack-plan";
import { AcceptanceStack } from "./acceptance-stack";
import { AccountStack } from "./account-stack";
import { ApplianceStack } from "./appliance-stack";
import { ConsumerStack } from "./consumer-stack";
import { DnsStack } from "./dns-stack";
import { DomainStack } from "./domain-stack";
import { withOrigins } from "./origins";
import type { PrivateLinkStack } from "./privatelink-stack";
import { ProfileStack } from "./profile-stack";
import { ResourceStack } from "./resource-stack";
import { ServiceStack } from "./service-stack";

/**
 * Builds the constructs of a stack. They are a function of the plan's input; what the stack depends on is not built.
 *
 * @param scope what the stack is built in: an app.
 * @throws UserError that names the file and the key of what a construct refuses.
 */
export function buildStack(scope: Construct, plan: StackPlan): PrivateLinkStack {
  return withOrigins(plan.origins, () => construct(scope, plan));
}

function construct(scope: Construct, { kind, input }: StackPlan): PrivateLinkStack {
  switch (kind) {
    case "account":
      return new AccountStack(scope, input);
    case "service":
      return new ServiceStack(scope, input);
    case "domain":
      return new DomainStack(scope, input);
    case "resource":
      return new ResourceStack(scope, input);
    case "appliance":
      return new ApplianceStack(scope, input);
    case "consumer":
      return new ConsumerStack(scope, input);
    case "acceptance":
      return new AcceptanceStack(scope, input);
    case "profile":
      return new ProfileStack(scope, input);
    case "dns":
      return new DnsStack(scope, input);
  }
}
