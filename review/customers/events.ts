import { resourceAction } from "../../pipeline/plan-actions";
import type { PlannedStack } from "../../pipeline/plans-file";
import { type ResourceChange, textsValue, textValue } from "../read/plan-json";
import type { Effect } from "../review-file";

/** Something that a plan does to customers. */
export interface CustomerEvent {
  readonly effect: Effect;
  /** What does it, in words. */
  readonly cause: string;
  /** Key of the service, or of the appliances; undefined where only the connection is known. */
  readonly service?: string;
  /** Whom it is about. */
  readonly to:
    | { readonly kind: "connection"; readonly customer: string; readonly connection: string }
    | { readonly kind: "principal"; readonly principal: string }
    | { readonly kind: "everybody" };
}

/** What a resource of a plan does to customers. */
export function customerEvents(resource: ResourceChange, stack: PlannedStack): CustomerEvent[] {
  if (resourceAction(resource) === undefined) return [];
  switch (resource.type) {
    case "aws_vpc_endpoint_connection_accepter":
      return accepterEvents(resource, stack);
    case "aws_vpc_endpoint":
      return endpointEvents(resource, stack);
    case "aws_vpc_endpoint_service":
      return [...brokenEvents(resource, stack, "endpoint service", "loses"), ...principalEvents(resource, stack)];
    case "aws_vpc_endpoint_service_allowed_principal":
      return principalResourceEvents(resource, stack);
    case "aws_vpclattice_resource_configuration":
      return brokenEvents(resource, stack, "resource configuration", "loses");
    case "aws_vpclattice_resource_gateway":
      return brokenEvents(resource, stack, "resource gateway", "interrupted");
    case "aws_lb":
    case "aws_alb":
      return brokenEvents(resource, stack, "load balancer", "interrupted");
    case "aws_lb_listener":
      return brokenEvents(resource, stack, "listener", "interrupted");
    default:
      return [];
  }
}

/**
 * Key of the service, appliances or resource that a stack is for; undefined of other stacks. No key has an underscore:
 * the name of a shard of an acceptance has one behind the key.
 */
export function serviceOf({ name, environment, kind }: Pick<PlannedStack, "name" | "environment" | "kind">) {
  const start = `${environment}-${kind}-`;
  return ["service", "appliance", "resource", "acceptance"].includes(kind) && name.startsWith(start)
    ? name.slice(start.length).split("_")[0]
    : undefined;
}

/** Name of the consumer, or of the VPC of a hub, that a stack is of. */
function consumerOf({ name, environment }: PlannedStack): string {
  const whole = name.startsWith(`${environment}-`) ? name.slice(environment.length + 1) : name;
  return whole.startsWith("consumer-") ? whole.slice("consumer-".length) : whole;
}

/** Names in the address of an accepter: `connections_<consumer>_<connection>`, perhaps with the endpoint's id. */
function accepterEvents(resource: ResourceChange, stack: PlannedStack): CustomerEvent[] {
  const [first, customer, connection] = resource.name.split("_");
  const isNamed = first === "connections" && customer !== undefined && connection !== undefined;
  const endpoint = textValue(resource, "before", "vpc_endpoint_id") ?? textValue(resource, "after", "vpc_endpoint_id");
  const to = {
    kind: "connection",
    ...(isNamed ? { customer, connection } : { customer: endpoint ?? resource.address, connection: "" }),
  } as const;
  const service = serviceOf(stack);
  const about = { ...(service === undefined ? {} : { service }), to };
  switch (resourceAction(resource)) {
    case "create":
      return [{ ...about, effect: "connects", cause: "the endpoint is accepted" }];
    case "destroy":
      return [{ ...about, effect: "loses", cause: "the endpoint is rejected" }];
    case "replace":
      return [{ ...about, effect: "interrupted", cause: "the endpoint is rejected, and another is accepted" }];
    default:
      return [];
  }
}

/** Only endpoints that connect to services: those of AWS's own services have no customer. */
function endpointEvents(resource: ResourceChange, stack: PlannedStack): CustomerEvent[] {
  const [, connection] = /^endpoint-(.+)_endpoint_[0-9A-F]{8}$/.exec(resource.name) ?? [];
  if (stack.kind !== "consumer" || connection === undefined) return [];
  const name = textValue(resource, "after", "service_name") ?? textValue(resource, "before", "service_name") ?? "";
  if (name !== "" && !name.includes(".vpce-svc-")) return [];
  const to = { kind: "connection", customer: consumerOf(stack), connection } as const;
  switch (resourceAction(resource)) {
    case "create":
      return [{ to, effect: "requested", cause: "the endpoint is made" }];
    case "destroy":
      return [{ to, effect: "loses", cause: "the endpoint is destroyed" }];
    case "replace":
      return [{ to, effect: "interrupted", cause: "the endpoint is replaced, and the new one has to be accepted" }];
    default:
      return [];
  }
}

/** What a service cannot do without. */
function brokenEvents(resource: ResourceChange, stack: PlannedStack, what: string, replaced: Effect): CustomerEvent[] {
  const service = serviceOf(stack);
  const action = resourceAction(resource);
  if (service === undefined || (action !== "replace" && action !== "destroy")) return [];
  const effect = action === "destroy" ? "loses" : replaced;
  const to = { kind: "everybody" } as const;
  const name = action === "replace" && replaced === "loses" ? ": customers have to connect to the new one" : "";
  const cause = `the ${what} is ${action === "replace" ? "replaced" : "destroyed"}${name}`;
  return [{ service, to, effect, cause }];
}

const ALLOWED = "the principal is added";
const BARRED = "the principal is removed; an existing connection stays until it is rejected";

function principalEvents(resource: ResourceChange, stack: PlannedStack): CustomerEvent[] {
  const service = serviceOf(stack);
  if (service === undefined || resourceAction(resource) === "destroy") return [];
  const [before, after] = (["before", "after"] as const).map((when) =>
    textsValue(resource, when, "allowed_principals"),
  ) as [readonly string[], readonly string[]];
  const had = new Set(before);
  const has = new Set(after);
  return [
    ...before.filter((each) => !has.has(each)).map((each) => principalEvent(each, service, "barred")),
    ...after.filter((each) => !had.has(each)).map((each) => principalEvent(each, service, "allowed")),
  ];
}

function principalResourceEvents(resource: ResourceChange, stack: PlannedStack): CustomerEvent[] {
  const service = serviceOf(stack);
  if (service === undefined) return [];
  const [before, after] = (["before", "after"] as const).map((when) => textValue(resource, when, "principal_arn"));
  if (before === after) return [];
  return [
    ...(before === undefined ? [] : [principalEvent(before, service, "barred")]),
    ...(after === undefined ? [] : [principalEvent(after, service, "allowed")]),
  ];
}

function principalEvent(principal: string, service: string, effect: "barred" | "allowed"): CustomerEvent {
  return { service, effect, cause: effect === "barred" ? BARRED : ALLOWED, to: { kind: "principal", principal } };
}
