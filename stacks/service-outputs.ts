import type { PrivateDnsRecord } from "../modules/provider";

/** Outputs of a service's stack. */
export interface ServiceOutputs {
  /** Name that consumers connect to; their stacks read it. */
  readonly service_name: string;
  /** Id of the endpoint service; the acceptance stack reads it. */
  readonly service_id: string;
  /** ARN of the endpoint service. */
  readonly service_arn: string;
  /** Names of the service's zones, as its own account has them. */
  readonly availability_zones: readonly string[];
  /** Id of the VPC of the service. */
  readonly vpc_id: string;
  /** ARN of the Network Load Balancer. */
  readonly load_balancer_arn: string;
  /** Card of the service, a JSON text: what a consumer needs to know to connect. */
  readonly service_card: string;
}

/** Output of a service's stack about the load balancers beside the main one, where it has some. */
export interface AdditionalLoadBalancerOutputs {
  /** Their ARNs by name. */
  readonly additional_load_balancer_arns: Readonly<Record<string, string>>;
}

/** Output of a service's stack with targets other than the sample application. */
export interface TargetOutputs {
  /** ARNs of the main load balancer's target groups by listener: whoever registers targets, such as an ECS service, names them. */
  readonly target_group_arns: Readonly<Record<string, string>>;
}

/** The same of a service whose main load balancer is made. */
export interface SecurityGroupOutputs {
  /** Id of the security group that targets must let in: all load balancers that are made have it. */
  readonly load_balancer_security_group_id: string;
}

/** The same of the load balancers beside the main one, where it has some. */
export interface AdditionalTargetOutputs {
  /** ARNs of their target groups by load balancer and listener. */
  readonly additional_target_group_arns: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Output of a service's stack whose load balancers write access logs. */
export interface AccessLogOutputs {
  /** Name of the bucket. */
  readonly access_log_bucket: string;
}

/** Outputs of a service's stack about the parameter with its card, where it has one. */
export interface CardOutputs {
  /** ARN of the parameter, by which other accounts read it. */
  readonly service_card_parameter_arn: string;
}

/** Outputs of a service's stack that has a dashboard. */
export interface MonitoringOutputs {
  /** Name of the CloudWatch dashboard. */
  readonly dashboard_name: string;
}

/** Outputs of the stack of a service that has a private DNS name. */
export interface PrivateDnsOutputs {
  /** DNS name that consumers may use, once its domain is verified. */
  readonly private_dns_name: string;
  /** Record in public DNS that proves the domain; the domain stack makes it, or whoever runs the DNS. */
  readonly private_dns_verification: PrivateDnsRecord;
}
