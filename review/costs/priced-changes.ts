import { resourceAction } from "../../pipeline/plan-actions";
import { argumentOf, type ResourceChange, textValue } from "../read/plan-json";
import type { Priced } from "./cost-table";

/** A change of how many there are of something that costs money by the hour. */
export interface PricedChange {
  readonly item: Priced;
  readonly region: string;
  /** How many there are before; null where it is not known. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Endpoints that are priced, by their type. */
export const ENDPOINTS: Readonly<Record<string, Priced>> = {
  Interface: "interfaceEndpointZone",
  GatewayLoadBalancer: "gatewayLoadBalancerEndpointZone",
};

/** Load balancers, by their type. */
export const LOAD_BALANCERS: Readonly<Record<string, Priced>> = {
  network: "networkLoadBalancer",
  gateway: "gatewayLoadBalancer",
  application: "applicationLoadBalancer",
};

/** Other resources that cost by the hour, each once, by their type. */
export const SINGLE: Readonly<Record<string, Priced>> = {
  aws_elb: "classicLoadBalancer",
  aws_nat_gateway: "natGateway",
  aws_ec2_transit_gateway_vpc_attachment: "transitGatewayAttachment",
};

/** What a resource changes of what is priced; nothing where it changes nothing. @param region of its stack. */
export function pricedChange(resource: ResourceChange, region: string): PricedChange[] {
  const action = resourceAction(resource);
  if (action === undefined || action === "forget") return [];
  const before = pricedAs(resource, "before");
  const after = pricedAs(resource, "after");
  const item = after ?? before;
  if (item === undefined) return [];
  const where = textValue(resource, "after", "region") ?? textValue(resource, "before", "region") ?? region;
  const change = {
    ...{ item, region: where },
    before: before === undefined || action === "create" ? 0 : quantity(resource, "before"),
    after: after === undefined || action === "destroy" ? 0 : quantity(resource, "after"),
  };
  return change.before === change.after && change.after !== null ? [] : [change];
}

function pricedAs(resource: ResourceChange, when: "before" | "after"): Priced | undefined {
  if (resource.change[when] === null || resource.change[when] === undefined) return undefined;
  if (resource.type === "aws_vpc_endpoint") return ENDPOINTS[textValue(resource, when, "vpc_endpoint_type") ?? ""];
  if (resource.type === "aws_lb" || resource.type === "aws_alb")
    return LOAD_BALANCERS[textValue(resource, when, "load_balancer_type") ?? "application"];
  return SINGLE[resource.type];
}

/** An endpoint costs by the zone, and has one subnet in each. Subnets that are made with it are counted, too. */
function quantity(resource: ResourceChange, when: "before" | "after"): number | null {
  if (resource.type !== "aws_vpc_endpoint") return 1;
  const subnets = argumentOf(resource, when, "subnet_ids");
  if (Array.isArray(subnets)) return subnets.length;
  return null;
}
