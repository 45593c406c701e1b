import type { Construct } from "constructs";
import type { StackPlan } from "../config/estate/stack-plan";
import { withOrigins } from "./origins";
import type { PrivateLinkStack } from "./privatelink-stack";

/**
 * Loads stacks of a kind only where one is built: a thread builds consumers mostly, and the other kinds take a third of
 * the memory and of the time to load all of them.
 */
const load = {
  account: () => require("./account-stack") as typeof import("./account-stack"),
  service: () => require("./service-stack") as typeof import("./service-stack"),
  domain: () => require("./domain-stack") as typeof import("./domain-stack"),
  resource: () => require("./resource-stack") as typeof import("./resource-stack"),
  appliance: () => require("./appliance-stack") as typeof import("./appliance-stack"),
  consumer: () => require("./consumer-stack") as typeof import("./consumer-stack"),
  acceptance: () => require("./acceptance-stack") as typeof import("./acceptance-stack"),
  profile: () => require("./profile-stack") as typeof import("./profile-stack"),
  dns: () => require("./dns-stack") as typeof import("./dns-stack"),
};

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
      return new (load.account().AccountStack)(scope, input);
    case "service":
      return new (load.service().ServiceStack)(scope, input);
    case "domain":
      return new (load.domain().DomainStack)(scope, input);
    case "resource":
      return new (load.resource().ResourceStack)(scope, input);
    case "appliance":
      return new (load.appliance().ApplianceStack)(scope, input);
    case "consumer":
      return new (load.consumer().ConsumerStack)(scope, input);
    case "acceptance":
      return new (load.acceptance().AcceptanceStack)(scope, input);
    case "profile":
      return new (load.profile().ProfileStack)(scope, input);
    case "dns":
      return new (load.dns().DnsStack)(scope, input);
  }
}
