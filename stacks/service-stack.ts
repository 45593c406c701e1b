import type { Construct } from "constructs";
import { type Environment, protectionOf } from "../config/environment";
import { cardOf } from "../config/service/card";
import type { NotificationsSpec } from "../config/service/notifications-schema";
import type { ServiceSpec } from "../config/service/service-schema";
import { renderCard, type ServiceCard } from "../modules/card";
import {
  EndpointService,
  NetworkLoadBalancer,
  type PrivateDnsRecord,
  type ServiceMonitoring,
} from "../modules/provider";
import { accessLogsOf, type LoadBalancers, makeLoadBalancers } from "./load-balancers";
import { monitor } from "./monitoring";
import { type NotificationOutputs, type NotificationPolicyOutputs, notify } from "./notifications";
import { principalsOf } from "./principals";
import { PrivateLinkStack } from "./privatelink-stack";
import { sampleApplication } from "./sample-application";
import { cardParameter } from "./service-card";
import type {
  AccessLogOutputs,
  AdditionalLoadBalancerOutputs,
  AdditionalTargetOutputs,
  CardOutputs,
  MonitoringOutputs,
  PrivateDnsOutputs,
  SecurityGroupOutputs,
  ServiceOutputs,
  TargetOutputs,
} from "./service-outputs";
import { serviceStackName } from "./stack-names";
import { vpcOf } from "./vpc";

/** `<environment>-service-<service>`: VPC, application, load balancer and endpoint service, in the provider's account. */
export class ServiceStack extends PrivateLinkStack {
  readonly outputs: ServiceOutputs;
  /** Card of the service, without its name, which Terraform learns. */
  readonly card: ServiceCard;
  /** What the names of everything in it begin with. */
  private readonly prefix: string;

  constructor(
    scope: Construct,
    environment: Environment,
    private readonly key: string,
    private readonly spec: ServiceSpec,
  ) {
    super(scope, serviceStackName(environment.name, key), {
      environment,
      role: "service",
      account: spec.account,
      assumedRole: spec.role,
      tags: { ...spec.tags, Service: key },
    });
    this.prefix = `${environment.name}-${key}`;
    const vpc = vpcOf(this, this.prefix, "service", spec.vpc);
    const accessLogs = accessLogsOf(this, this.prefix, spec);
    const loadBalancers = makeLoadBalancers(this, { prefix: this.prefix, vpc, environment, spec, accessLogs });
    sampleApplication(this, this.prefix, { spec, vpc, loadBalancers, tags: this.defaultTags });
    const service = this.endpointService(loadBalancers);
    this.card = cardOf(environment, key, spec);
    this.outputs = this.publish<ServiceOutputs>(
      {
        service_name: service.serviceName,
        service_id: service.serviceId,
        service_arn: service.serviceArn,
        availability_zones: service.availabilityZones,
        vpc_id: vpc.vpcId,
        load_balancer_arn: loadBalancers.main.loadBalancerArn,
        service_card: renderCard(this.card, service.serviceName),
      },
      {
        service_name: "Name that consumers connect to",
        service_id: "Id of the endpoint service",
        service_arn: "ARN of the endpoint service",
        availability_zones: "Zones of the service, as its own account names them",
        vpc_id: "VPC of the service",
        load_balancer_arn: "Network Load Balancer of the service",
        service_card: "Card of the service, for consumers: terraform output -raw service_card > <service>.json",
      },
    );
    this.publishAdditional(loadBalancers);
    this.publishTargets(loadBalancers);
    if (accessLogs)
      this.publish<AccessLogOutputs>(
        { access_log_bucket: accessLogs.bucket },
        { access_log_bucket: "Bucket of the load balancers' access logs" },
      );
    if (spec.monitoring) {
      const watched = { spec, vpc, loadBalancers, service };
      this.publishDashboard(monitor(this, this.prefix, spec.monitoring, watched));
    }
    this.publishCard(service.serviceName);
    if (service.privateDnsVerification) this.publishPrivateDns(service.privateDnsVerification);
    if (spec.notifications) this.notify(service, spec.notifications);
  }

  private endpointService(loadBalancers: LoadBalancers): EndpointService {
    const { environment, key, spec } = this;
    const service = new EndpointService(this, "endpoint-service", {
      name: this.prefix,
      networkLoadBalancerArns: Object.values(loadBalancers).map((each) => each.loadBalancerArn),
      allowedPrincipals: principalsOf(environment, key, spec.allowedPrincipals),
      acceptance: spec.acceptance,
      supportedIpAddressTypes: spec.addressTypes,
      preventDestroy: protectionOf(environment, spec).preventDestroy,
      ...(spec.supportedRegions ? { supportedRegions: spec.supportedRegions } : {}),
      ...(spec.privateDns ? { privateDnsName: spec.privateDns.name } : {}),
    });
    // So that the listeners of one that the service lets go of stay until it has.
    const { main: _, ...additional } = loadBalancers;
    service.node.addDependency(...Object.values(additional));
    return service;
  }

  private publishAdditional({ main: _, ...additional }: LoadBalancers): void {
    const arns = Object.entries(additional).map(([name, { loadBalancerArn }]) => [name, loadBalancerArn]);
    if (arns.length > 0)
      this.publish<AdditionalLoadBalancerOutputs>(
        { additional_load_balancer_arns: Object.fromEntries(arns) },
        { additional_load_balancer_arns: "Network Load Balancers beside the main one, by name" },
      );
  }

  /** For those who register targets, or let the load balancer in to them: with the sample application, nobody. */
  private publishTargets({ main, ...additional }: LoadBalancers): void {
    const { targets, listeners } = this.spec;
    if (Object.values(listeners).every((listener) => (listener.targets ?? targets).type === "sample")) return;
    const ofAdditional = Object.entries(additional).map(([name, { targetGroupArns }]) => [name, targetGroupArns]);
    this.publish<TargetOutputs>(
      { target_group_arns: main.targetGroupArns },
      { target_group_arns: "Target groups by listener; whoever registers targets names them" },
    );
    if (main instanceof NetworkLoadBalancer)
      this.publish<SecurityGroupOutputs>(
        { load_balancer_security_group_id: main.securityGroupId },
        { load_balancer_security_group_id: "Security group that targets must let in" },
      );
    if (ofAdditional.length > 0)
      this.publish<AdditionalTargetOutputs>(
        { additional_target_group_arns: Object.fromEntries(ofAdditional) },
        {
          additional_target_group_arns:
            "Target groups of the load balancers beside the main one, by its name and listener",
        },
      );
  }

  private publishCard(serviceName: string): void {
    const parameter = cardParameter(this, this.environment, this.key, this.spec, this.card, serviceName);
    if (parameter === undefined) return;
    this.publish<CardOutputs>(
      { service_card_parameter_arn: parameter.parameterArn },
      { service_card_parameter_arn: "Parameter with the card, which those whom it is shared with read by this ARN" },
    );
  }

  private publishDashboard({ dashboardName }: ServiceMonitoring): void {
    if (dashboardName === undefined) return;
    this.publish<MonitoringOutputs>(
      { dashboard_name: dashboardName },
      { dashboard_name: "CloudWatch dashboard of the service" },
    );
  }

  private publishPrivateDns(verification: PrivateDnsRecord): void {
    this.publish<PrivateDnsOutputs>(
      { private_dns_name: this.spec.privateDns?.name ?? "", private_dns_verification: verification },
      {
        private_dns_name: "DNS name that consumers may use, once its domain is verified",
        private_dns_verification: "Record in public DNS that proves the domain: name, type and value",
      },
    );
  }

  private notify(service: EndpointService, spec: NotificationsSpec): void {
    const { topicArn, policies } = notify(this, this.prefix, spec, service);
    this.publish<NotificationOutputs>(
      { notification_topic_arn: topicArn },
      { notification_topic_arn: "SNS topic that is told of connections; subscribe to it" },
    );
    if (policies)
      this.publish<NotificationPolicyOutputs>(
        { notification_policies: policies },
        { notification_policies: "What the policies of the topic, and of the key where it has one, must say" },
      );
  }
}
