import type { Construct } from "constructs";
import type { ServiceInput } from "../config/estate/service-input";
import { makesMain } from "../config/service/existing-load-balancers";
import { listenersOf } from "../config/service/targets";
import { portSpec } from "../modules/aws/port";
import { type ListenerProps, NetworkLoadBalancer, SampleApplication } from "../modules/provider";
import { targetPortsOf } from "../modules/provider/load-balancer";
import type { IVpc } from "../modules/vpc";
import type { LoadBalancers } from "./load-balancers";

/** What the sample application stands behind. */
export interface SampleSurroundings {
  readonly input: Pick<ServiceInput, "listeners" | "targets">;
  readonly vpc: IVpc;
  readonly loadBalancers: LoadBalancers;
  /** Tags of its instances. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Names of the listeners that the sample application answers behind. */
function servedListeners({ listeners, targets }: Pick<ServiceInput, "listeners" | "targets">): string[] {
  return targets.type === "sample"
    ? Object.keys(listeners).filter(
        (name) => listeners[name]?.targets === undefined && listeners[name]?.targetGroups === undefined,
      )
    : [];
}

/** Types of the instances of the sample application; none where there is no sample application. */
export function sampleInstanceTypes(input: Pick<ServiceInput, "listeners" | "targets" | "loadBalancer">): string[] {
  const { targets, loadBalancer } = input;
  return targets.type === "sample" && servedListeners(input).length > 0 && makesMain(loadBalancer)
    ? [targets.instanceType]
    : [];
}

/**
 * Makes the sample application where a service's file asks for it, behind the load balancers that are made, for the listeners
 * that lead nowhere else.
 */
export function sampleApplication(scope: Construct, name: string, around: SampleSurroundings): void {
  const { input, vpc, tags } = around;
  const { targets } = input;
  const { main, ...others } = around.loadBalancers;
  const listeners = listenersOf(input.listeners);
  const served = servedListeners(input);
  if (targets.type !== "sample" || served.length === 0 || !(main instanceof NetworkLoadBalancer)) return;
  const made = [main, ...Object.values(others).filter((each) => each instanceof NetworkLoadBalancer)];
  new SampleApplication(scope, "application", {
    name,
    vpc,
    ports: targetPortsOf(served.map((listener) => listeners[listener] as ListenerProps)).map(portSpec),
    loadBalancerSecurityGroupId: main.securityGroupId,
    targetGroupArns: made.flatMap(({ targetGroupArns }) =>
      Object.entries(targetGroupArns).flatMap(([listener, arn]) => (served.includes(listener) ? [arn] : [])),
    ),
    instanceType: targets.instanceType,
    architecture: targets.architecture,
    tags,
  });
}
