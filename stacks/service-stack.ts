import type { Construct } from "constructs";
import type { ServiceInput } from "../config/estate/service-input";
import type { NotificationsSpec } from "../config/service/notifications-schema";
import { targetSpecsOf } from "../config/service/targets";
import { tlsListenersOf } from "../config/service/tls-listeners";
import { isLookedUp } from "../config/vpc-schema";
import { renderCard } from "../modules/card";
import {
  EndpointService,
  NetworkLoadBalancer,
  type PrivateDnsRecord,
  type ServiceMonitoring,
} from "../modules/provider";
import { type AcceptorOutputs, acceptor } from "./acceptor";
import { accessLogsOf, type LoadBalancers, makeLoadBalancers } from "./load-balancers";
import { monitor } from "./monitoring";
import { type NotificationOutputs, type NotificationPolicyOutputs, notify } from "./notifications";
import { PrivateLinkStack } from "./privatelink-stack";
import { sampleApplication, sampleInstanceTypes } from "./sample-application";
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
import { vpcOf } from "./vpc";

/** `<environment>-service-<service>`: VPC, application, load balancer and endpoint service, in the provider's account. */
export class ServiceStack extends PrivateLinkStack {
  readonly outputs: ServiceOutputs;
  constructor(
    scope: Construct,
    private readonly input: ServiceInput,
  ) {
    super(scope, input);
    const { prefix } = input;
    const workload = { instanceTypes: sampleInstanceTypes(input), tlsListeners: tlsListenersOf(input.listeners) };
    const declared = isLookedUp(input.vpc) ? undefined : vpcOf(this, prefix, "service", input.vpc, { workload });
    const accessLogs = accessLogsOf(this, input);
    const loadBalancers = makeLoadBalancers(this, { input, vpc: declared, accessLogs });
    const vpc = declared ?? loadBalancers.main.vpc;
    sampleApplication(this, prefix, { input, vpc, loadBalancers, tags: this.defaultTags });
    const service = this.endpointService(loadBalancers);
    this.outputs = this.publish<ServiceOutputs>(
      {
        service_name: service.serviceName,
        service_id: service.serviceId,
        service_arn: service.serviceArn,
        availability_zones: service.availabilityZones,
        vpc_id: vpc.vpcId,
        load_balancer_arn: loadBalancers.main.loadBalancerArn,
        service_card: renderCard(input.card, service.serviceName),
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
    if (input.monitoring) {
      const watched = { input, vpc, loadBalancers, service };
      this.publishDashboard(monitor(this, prefix, input.monitoring, watched));
    }
    this.publishCard(service.serviceName);
    if (service.privateDnsVerification) this.publishPrivateDns(service.privateDnsVerification);
    if (input.notifications) this.notify(service, input.notifications);
    if (input.acceptor)
      this.publish<AcceptorOutputs>(acceptor(this, prefix, input.acceptor, service), {
        acceptor_function_name: "Lambda function that accepts and rejects connections as the ledger says",
        acceptor_queue_url: "Queue of events that the acceptor could not handle",
      });
  }

  private endpointService(loadBalancers: LoadBalancers): EndpointService {
    const { input } = this;
    const { main: _, ...additional } = loadBalancers;
    return new EndpointService(this, "endpoint-service", {
      name: input.prefix,
      networkLoadBalancerArns: Object.values(loadBalancers).map((each) => each.loadBalancerArn),
      allowedPrincipals: input.allowedPrincipals,
      acceptance: input.acceptance,
      supportedIpAddressTypes: input.addressTypes,
      preventDestroy: input.protection.preventDestroy,
      ...(input.supportedRegions ? { supportedRegions: input.supportedRegions } : {}),
      ...(input.privateDnsName === undefined ? {} : { privateDnsName: input.privateDnsName }),
      // AWS does not remove a load balancer from a service with connected endpoints: its listeners still exist then.
      dependsOn: Object.values(additional).flatMap((each) => each.listenerResources),
    });
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
    const { targets, listeners } = this.input;
    const specs = Object.values(listeners).flatMap((listener) => targetSpecsOf(listener, targets));
    if (specs.every(({ type }) => type === "sample")) return;
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
    const parameter = cardParameter(this, this.input, serviceName);
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
      { private_dns_name: this.input.privateDnsName ?? "", private_dns_verification: verification },
      {
        private_dns_name: "DNS name that consumers may use, once its domain is verified",
        private_dns_verification: "Record in public DNS that proves the domain: name, type and value",
      },
    );
  }

  private notify(service: EndpointService, spec: NotificationsSpec): void {
    const { topicArn, policies } = notify(this, this.input.prefix, spec, service);
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
