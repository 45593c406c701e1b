import type { Construct } from "constructs";
import type { ServiceInput } from "../config/estate/service-input";
import type { MonitoringSpec } from "../config/service/monitoring-schema";
import { listenersOf, targetsPropsOf } from "../config/service/targets";
import {
  type EndpointService,
  type ListenerProps,
  type MonitoredListener,
  NetworkLoadBalancer,
  ServiceMonitoring,
} from "../modules/provider";
import { formerKeys, forwardedBy, targetGroupKey } from "../modules/provider/load-balancer";
import type { IVpc } from "../modules/vpc";
import type { LoadBalancer } from "./load-balancers";

/** What there is to watch of a service. */
export interface Watched {
  readonly input: Pick<ServiceInput, "listeners" | "targets" | "loadBalancer">;
  readonly vpc: IVpc;
  /** Its load balancers by name. */
  readonly loadBalancers: Readonly<Record<string, LoadBalancer>>;
  readonly service: EndpointService;
}

/** The monitoring that an environment file asks for. */
export function monitor(
  scope: Construct,
  name: string,
  monitoring: MonitoringSpec,
  watched: Watched,
): ServiceMonitoring {
  const { input, vpc, loadBalancers, service } = watched;
  const specs = listenersOf(input.listeners);
  const monitored = Object.entries(loadBalancers).map(([key, loadBalancer]) => {
    const { loadBalancerArn, targetGroupArns, enforcesInboundRules } = loadBalancer;
    const listeners = Object.keys(specs).map((listener) => [
      listener,
      monitoredListener(listener, specs[listener] as ListenerProps, { input, targetGroupArns }),
    ]);
    return [
      key,
      {
        loadBalancerArn,
        zoneIds: Object.keys(vpc.subnetIds),
        listeners: Object.fromEntries(listeners),
        crossZone: loadBalancer instanceof NetworkLoadBalancer ? input.loadBalancer.crossZone : "unknown",
        enforcesInboundRules,
      },
    ];
  });
  return new ServiceMonitoring(scope, "monitoring", {
    name,
    serviceId: service.serviceId,
    loadBalancers: Object.fromEntries(monitored),
    ...monitoring,
  });
}

function monitoredListener(
  name: string,
  props: ListenerProps,
  { input, targetGroupArns }: Pick<Watched, "input"> & Pick<LoadBalancer, "targetGroupArns">,
): MonitoredListener {
  const listener = { formerNames: formerKeys(props), protocol: props.protocol ?? "TCP" };
  const groups = forwardedBy(props, targetsPropsOf(input.targets)).map((forwarded) => ({
    ...forwarded,
    targetGroupArn: targetGroupArns[targetGroupKey(name, forwarded.group)] as string,
    targetType: forwarded.listener.targets.targetType,
  }));
  const [only] = groups;
  if (only !== undefined && only.group === undefined) {
    const { targetGroupArn, targetType, formerGroups } = only;
    return { ...listener, targetGroupArn, targetType, formerTargetGroups: formerGroups };
  }
  const targetGroups = groups.map(({ group, weight = 0, targetGroupArn, targetType, formerGroups }) => [
    group,
    { targetGroupArn, weight, targetType, formerKeys: formerGroups },
  ]);
  return { ...listener, targetGroups: Object.fromEntries(targetGroups) };
}
