import type { EndpointDetails } from "../modules/consumer";

/** Outputs of a consumer's stack. */
export interface ConsumerOutputs {
  /** Id of the VPC of the consumer. */
  readonly vpc_id: string;
  /**
   * Ids of the endpoints by connection, and of appliances' endpoints by `inspection-<zone id>`; the acceptance stacks
   * read them.
   */
  readonly endpoint_ids: Readonly<Record<string, string>>;
  /** Names to connect to, by connection; those of a group's members by `<connection>/<member>`. */
  readonly endpoint_dns_names: Readonly<Record<string, string>>;
}

/** Outputs of a consumer's stack about connections with private DNS, where it has some. */
export interface PrivateDnsOutputs {
  /** Names of the resources themselves that the VPC knows, by connection. */
  readonly private_dns_names: Readonly<Record<string, readonly string[]>>;
}

/** Outputs of a consumer's stack about connections to service networks, where it has some. */
export interface NetworkOutputs {
  /** Names of the services and resources in the network, lists by ARN, by connection. */
  readonly service_network_dns_names: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Output of a consumer's stack about endpoints whose connections ask for it. */
export interface EndpointDetailsOutputs {
  /** Where the endpoints are, and how firewalls and load balancers reach them, by connection. */
  readonly endpoint_details: Readonly<Record<string, EndpointDetailsOutput>>;
}

/** Where an endpoint is, and how firewalls and load balancers reach it. */
export interface EndpointDetailsOutput {
  /** Ids of its subnets by zone id. */
  readonly subnet_ids: EndpointDetails["subnetIds"];
  /** IPv4 addresses of its network interfaces by zone id; zones without one are left out. */
  readonly ipv4_addresses: EndpointDetails["ipv4Addresses"];
  /** IPv6 addresses of its network interfaces by zone id; zones without one are left out. */
  readonly ipv6_addresses: EndpointDetails["ipv6Addresses"];
  /** Ids of its security groups. */
  readonly security_group_ids: EndpointDetails["securityGroupIds"];
}

/** Outputs of the stack of a hub's VPC, besides those of a consumer. */
export interface HubOutputs {
  /** Range of the VPC, which clients elsewhere connect to. */
  readonly vpc_cidr_block: string;
}

/** Outputs of a consumer's stack about its client application, where it has one. */
export interface ClientOutputs {
  /** Name of the function that checks the connections. */
  readonly client_function_name: string;
  /** Name of the log group with the results. */
  readonly client_log_group: string;
  /** Name of the alarm that stands while the last check failed. */
  readonly client_alarm: string;
}

/** Outputs of a consumer's stack that has a dashboard of its endpoints. */
export interface EndpointDashboardOutputs {
  /** Name of the CloudWatch dashboard. */
  readonly endpoint_dashboard_name: string;
}

/** Outputs of a consumer's stack about the alarms of each connection, where they have some. */
export interface ConnectionAlarmOutputs {
  /** Names of the alarms by connection. */
  readonly client_connection_alarms: Readonly<Record<string, string>>;
}
