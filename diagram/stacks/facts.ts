import type { StackRole } from "../../modules/aws/marks";

/** What a picture shows of a stack. Addresses are Terraform's; lists are in the order of the configuration. */
export interface StackFacts {
  /** Name of the stack. */
  readonly name: string;
  readonly environment: string;
  readonly role: StackRole;
  /** What the name has behind the role: key of a service, name of a consumer. */
  readonly key: string;
  /** 12 digits; empty where the provider does not say it. */
  readonly account: string;
  readonly region: string;
  readonly networks: readonly Network[];
  readonly clients: readonly Client[];
  readonly endpoints: readonly Endpoint[];
  readonly services: readonly EndpointService[];
  readonly balancers: readonly Balancer[];
  readonly resources: readonly SharedResource[];
  readonly gateways: readonly Gateway[];
  /** Connections that an acceptance stack accepts. */
  readonly accepted: readonly AcceptedConnection[];
  /** Other stacks whose outputs it reads. */
  readonly reads: readonly string[];
}

/** A VPC. */
export interface Network {
  readonly address: string;
  /** Id of one that is not of this stack. */
  readonly id?: string | undefined;
  readonly cidr?: string | undefined;
  readonly zones: readonly Zone[];
  /** Whether the policies judge it as a consumer's. */
  readonly isConsumers: boolean;
}

/** A subnet of a VPC. */
export interface Zone {
  /** Id of the zone, such as use1-az1. */
  readonly zone: string;
  readonly cidr?: string | undefined;
  readonly address: string;
}

/** An application that connects to services, or tries it. */
export interface Client {
  readonly address: string;
  /** In words: `Lambda function prod-web-client`. */
  readonly what: string;
}

/** A VPC endpoint. */
export interface Endpoint {
  readonly address: string;
  /** Key of the connection, such as orders. */
  readonly name: string;
  /** As Terraform has it, such as Interface. */
  readonly type: string;
  readonly zones: readonly string[];
  readonly destination: Destination;
}

/** What an endpoint leads to. */
export type Destination =
  | { readonly to: "stack"; readonly stack: string }
  | { readonly to: "aws"; readonly service: string }
  | { readonly to: "others"; readonly name: string };

/** An endpoint service. */
export interface EndpointService {
  readonly address: string;
  readonly isAcceptedByHand: boolean;
  readonly hasAcceptor: boolean;
  /** ARNs that may connect. */
  readonly principals: readonly string[];
  /** ARNs of load balancers that stand elsewhere. */
  readonly balancerArns: readonly string[];
  readonly privateDnsName?: string | undefined;
}

/** A load balancer in front of targets. */
export interface Balancer {
  readonly address: string;
  readonly name: string;
  /** network, gateway or application. */
  readonly type: string;
  readonly zones: readonly string[];
  /** Each as `TCP 80 to 8080`. */
  readonly listeners: readonly string[];
  readonly targets: readonly Target[];
}

/** What a load balancer sends connections to. */
export interface Target {
  /** Addresses of what it is made of: a change of one is a change of the target. */
  readonly addresses: readonly string[];
  readonly what: string;
}

/** A private resource that is offered without a load balancer. */
export interface SharedResource {
  readonly address: string;
  /** What stands behind it, in words. */
  readonly what: readonly string[];
  readonly gateways: readonly { readonly address: string; readonly zones: readonly string[] }[];
}

/** A gateway or connection of a VPC that leads elsewhere. */
export interface Gateway {
  readonly address: string;
  readonly what: string;
}

/** A connection that an acceptance stack accepts. */
export interface AcceptedConnection {
  readonly address: string;
  readonly consumer: string;
  readonly connection: string;
}
