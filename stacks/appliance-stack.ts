import type { Construct } from "constructs";
import type { ApplianceInput } from "../config/estate/appliance-input";
import {
  EndpointService,
  GatewayLoadBalancer,
  type GatewayLoadBalancerProps,
  ServiceMonitoring,
} from "../modules/provider";
import type { IVpc } from "../modules/vpc";
import { byOwnName } from "../support/by-own-name";
import { PrivateLinkStack } from "./privatelink-stack";
import type { MonitoringOutputs } from "./service-outputs";
import { vpcOf } from "./vpc";

/** Outputs of the stack of appliances. */
export interface ApplianceOutputs {
  /** Name that consumers make a Gateway Load Balancer endpoint to. */
  readonly service_name: string;
  /** Id of the endpoint service; the acceptance stack reads it. */
  readonly service_id: string;
  /** ARN of the endpoint service. */
  readonly service_arn: string;
  /** Names of the service's zones, as its own account has them. */
  readonly availability_zones: readonly string[];
  /** Id of the VPC of the appliances. */
  readonly vpc_id: string;
  /** ARN of the Gateway Load Balancer. */
  readonly load_balancer_arn: string;
  /** ARN of the target group that appliances are registered in. */
  readonly target_group_arn: string;
}

/** `<environment>-appliance-<appliance>`: VPC, Gateway Load Balancer and endpoint service, in the appliances' account. */
export class ApplianceStack extends PrivateLinkStack {
  readonly outputs: ApplianceOutputs;

  constructor(scope: Construct, input: ApplianceInput) {
    super(scope, input);
    const { prefix, protection } = input;
    const vpc = vpcOf(this, prefix, "service", input.vpc, {
      stackRole: "appliance",
      workload: { gatewayLoadBalancers: true },
    });
    const loadBalancer = new GatewayLoadBalancer(this, "load-balancer", {
      ...gatewayLoadBalancerOf(vpc, input),
      ...protection,
    });
    const service = new EndpointService(this, "endpoint-service", {
      name: prefix,
      gatewayLoadBalancerArns: [loadBalancer.loadBalancerArn],
      allowedPrincipals: input.allowedPrincipals,
      acceptance: input.acceptance,
      supportedIpAddressTypes: input.addressTypes,
      preventDestroy: protection.preventDestroy,
    });
    this.outputs = this.publish<ApplianceOutputs>(
      {
        service_name: service.serviceName,
        service_id: service.serviceId,
        service_arn: service.serviceArn,
        availability_zones: service.availabilityZones,
        vpc_id: vpc.vpcId,
        load_balancer_arn: loadBalancer.loadBalancerArn,
        target_group_arn: loadBalancer.targetGroupArn,
      },
      {
        service_name: "Name that consumers make a Gateway Load Balancer endpoint to",
        service_id: "Id of the endpoint service",
        service_arn: "ARN of the endpoint service",
        availability_zones: "Zones of the service, as its own account names them",
        vpc_id: "VPC of the appliances",
        load_balancer_arn: "Gateway Load Balancer of the appliances",
        target_group_arn: "Target group that appliances are registered in",
      },
    );
    if (input.monitoring) this.monitor(vpc, loadBalancer, service, input);
  }

  private monitor(
    vpc: IVpc,
    { loadBalancerArn, targetGroupArn }: GatewayLoadBalancer,
    { serviceId }: EndpointService,
    { prefix, crossZone, monitoring }: ApplianceInput,
  ): void {
    const main = {
      type: "gateway",
      loadBalancerArn,
      zoneIds: Object.keys(vpc.subnetIds),
      listeners: { appliances: { targetGroupArn } },
      crossZone,
    } as const;
    const { dashboardName } = new ServiceMonitoring(this, "monitoring", {
      name: prefix,
      serviceId,
      loadBalancers: { main },
      ...monitoring,
    });
    if (dashboardName !== undefined)
      this.publish<MonitoringOutputs>(
        { dashboard_name: dashboardName },
        { dashboard_name: "CloudWatch dashboard of the appliances" },
      );
  }
}

function gatewayLoadBalancerOf(vpc: IVpc, input: ApplianceInput): GatewayLoadBalancerProps {
  const { prefix, targets, healthCheck, targetFailover, flowStickiness, crossZone, addressTypes } = input;
  const { deregistrationDelaySeconds, idleTimeoutSeconds } = input;
  return {
    name: prefix,
    vpc,
    targetType: targets?.type === "ip" ? "ip" : "instance",
    targetIds: byOwnName(targets?.type === "ip" ? targets.addresses : targets?.type === "instance" ? targets.ids : []),
    autoScalingGroupNames: byOwnName(targets?.type === "autoScalingGroup" ? targets.names : []),
    ...(healthCheck ? { healthCheck } : {}),
    targetFailover,
    flowStickiness,
    deregistrationDelaySeconds,
    idleTimeoutSeconds,
    crossZone,
    ipAddressType: addressTypes.includes("ipv6") ? "dualstack" : "ipv4",
  };
}
