import type { Construct } from "constructs";
import type { ServiceInput } from "../config/estate/service-input";
import type { MonitoringSpec } from "../config/service/monitoring-schema";
import { targetsPropsOf } from "../config/service/targets";
import { type EndpointService, NetworkLoadBalancer, ServiceMonitoring } from "../modules/provider";
import { formerKeys } from "../modules/provider/load-balancer";
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
  const monitored = Object.entries(loadBalancers).map(([key, loadBalancer]) => {
    const { loadBalancerArn, targetGroupArns, enforcesInboundRules } = loadBalancer;
    const listeners = Object.entries(targetGroupArns).map(([listener, targetGroupArn]) => [
      listener,
      {
        targetGroupArn,
        formerNames: formerKeys(input.listeners[listener] ?? {}),
        protocol: input.listeners[listener]?.protocol ?? "TCP",
        targetType: targetsPropsOf(input.listeners[listener]?.targets ?? input.targets).targetType,
      },
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
