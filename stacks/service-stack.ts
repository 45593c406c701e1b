import type { Construct } from "constructs";
import { consumersOf, type Environment } from "../config/environment";
import type { ServiceSpec } from "../config/environment-schema";
import { accountPrincipal } from "../modules/aws/principal";
import { EndpointService, NetworkLoadBalancer, SampleApplication } from "../modules/provider";
import { targetPortOf } from "../modules/provider/network-load-balancer";
import { PrivateLinkStack } from "./privatelink-stack";
import { serviceStackName } from "./stack-names";
import { vpcOf } from "./vpc";

/** Output of a service's stack that the consumers' stacks read: the name to connect to. */
export const SERVICE_NAME_OUTPUT = "service_name";

/** Output of a service's stack that its acceptance stack reads. */
export const SERVICE_ID_OUTPUT = "service_id";

/** `<environment>-service-<service>`: VPC, application, load balancer and endpoint service, in the provider's account. */
export class ServiceStack extends PrivateLinkStack {
  constructor(scope: Construct, environment: Environment, key: string, spec: ServiceSpec) {
    super(scope, serviceStackName(environment.name, key), {
      environment,
      role: "service",
      account: spec.account,
      assumedRole: spec.role,
      tags: { Service: key },
    });
    const name = `${environment.name}-${key}`;
    const vpc = vpcOf(this, name, "service", spec.vpc);
    const { targets, listeners } = spec;
    const loadBalancer = new NetworkLoadBalancer(this, "load-balancer", {
      name,
      vpc,
      listeners,
      targetType: targets.type === "ip" ? "ip" : "instance",
      targetIds: targets.type === "ip" ? targets.addresses : targets.type === "instance" ? targets.ids : [],
      crossZone: spec.crossZone,
      deletionProtection: spec.deletionProtection,
    });
    if (targets.type === "sample")
      new SampleApplication(this, "application", {
        name,
        vpc,
        ports: Object.values(listeners).map(targetPortOf),
        loadBalancerSecurityGroupId: loadBalancer.securityGroupId,
        targetGroupArns: Object.values(loadBalancer.targetGroupArns),
        instanceType: targets.instanceType,
      });
    const service = new EndpointService(this, "endpoint-service", {
      name,
      networkLoadBalancerArns: [loadBalancer.loadBalancerArn],
      allowedPrincipals: allowedPrincipals(environment, key, spec),
      acceptance: spec.acceptance,
    });
    this.output(SERVICE_NAME_OUTPUT, service.serviceName, "Name that consumers connect to");
    this.output(SERVICE_ID_OUTPUT, service.serviceId, "Id of the endpoint service");
    this.output("service_arn", service.serviceArn, "ARN of the endpoint service");
    this.output("availability_zones", service.availabilityZones, "Zones of the service, as its own account names them");
    this.output("vpc_id", vpc.vpcId, "VPC of the service");
    this.output("load_balancer_arn", loadBalancer.loadBalancerArn, "Network Load Balancer of the service");
  }
}

/** Those that the service names, and the consumers of the environment that connect to it. */
function allowedPrincipals(environment: Environment, key: string, spec: ServiceSpec): string[] {
  const registered = consumersOf(environment, key).map((name) => {
    const consumer = environment.consumers[name];
    return consumer?.principal ?? accountPrincipal(consumer?.account ?? "", environment.region);
  });
  return [...new Set([...spec.allowedPrincipals, ...registered])].sort();
}
