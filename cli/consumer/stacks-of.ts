import type { ConsumerSpec } from "../../config/consumer-schema";
import { type Environment, isManaged } from "../../config/environment";
import { dnsInput } from "../../config/estate/dns-input";
import {
  acceptanceStackOf,
  applianceStackName,
  consumerStackName,
  dnsStackName,
  resourceStackName,
  serviceStackName,
} from "../../config/estate/stack-names";
import type { Engine } from "../../pipeline/terraform/engine";

/** Stacks that the state of a customer is deployed by, each kind sorted. */
export interface CustomerStacks {
  /** Those that hold the permission: of services, appliances and resources. */
  readonly providers: readonly string[];
  /** Those that accept the connections. None where an acceptor does, or nobody has to. */
  readonly acceptances: readonly string[];
  /** Those with an acceptor, which goes by what is deployed with it. */
  readonly acceptors: readonly string[];
  /** Number of the customer's connections, whatever they lead to. */
  readonly connections: number;
  /** Connections that a stack accepts once an endpoint of theirs is noted, and none is. */
  readonly withoutEndpoint: readonly string[];
  /** Services and appliances whose connections neither a stack nor an acceptor rejects. */
  readonly unattended: readonly string[];
  /** Those of a managed customer's own. */
  readonly consumer: readonly string[];
  /** Those with names for a managed customer's endpoints, which need the acceptance. */
  readonly dns: readonly string[];
  /** Whether the customer's own stacks look a service up, which AWS no longer shows to them once they are revoked. */
  readonly looksUpService: boolean;
  /** What plans and applies them. */
  readonly engine: Engine;
}

/** What a service or appliances say of acceptance. */
interface Acceptance {
  readonly acceptance: string;
  readonly acceptor?: object | undefined;
}

/** The stacks of a customer. */
export function stacksOf(environment: Environment, name: string, spec: ConsumerSpec): CustomerStacks {
  const connections: readonly To[] = Object.values(spec.connections);
  const keys = (kind: "service" | "appliance" | "resource") =>
    [...new Set(connections.flatMap((each) => (each[kind] === undefined ? [] : [each[kind]])))].sort();
  const services = keys("service").filter((key) => environment.services[key] !== undefined);
  const appliances = keys("appliance").filter((key) => environment.appliances[key] !== undefined);
  const accept = (key: string, acceptance: Acceptance | undefined) =>
    acceptance?.acceptance === "registered" && acceptance.acceptor === undefined
      ? [acceptanceStackOf(environment, key, name)]
      : [];
  const stacksAccepting = ({ service, appliance }: To) => [
    ...(service === undefined ? [] : accept(service, environment.services[service])),
    ...(appliance === undefined ? [] : accept(appliance, environment.appliances[appliance])),
  ];
  return {
    providers: [
      ...services.map((key) => serviceStackName(environment.name, key)),
      ...appliances.map((key) => applianceStackName(environment.name, key)),
      ...keys("resource").map((key) => resourceStackName(environment.name, key)),
    ],
    acceptances: [
      ...services.flatMap((key) => accept(key, environment.services[key])),
      ...appliances.flatMap((key) => accept(key, environment.appliances[key])),
    ],
    acceptors: services
      .filter((key) => environment.services[key]?.acceptor !== undefined)
      .map((key) => serviceStackName(environment.name, key)),
    connections: connections.length,
    withoutEndpoint: isManaged(spec)
      ? []
      : Object.entries<To>(spec.connections)
          .filter(([, to]) => stacksAccepting(to).length > 0 && to.endpointId === undefined && !to.endpointIds?.length)
          .map(([connection]) => connection)
          .sort(),
    unattended: [
      ...services.filter((key) => environment.services[key]?.acceptance !== "registered"),
      ...appliances.filter((key) => environment.appliances[key]?.acceptance !== "registered"),
    ],
    consumer: isManaged(spec) ? [consumerStackName(environment.name, name)] : [],
    dns: isManaged(spec) && dnsInput(environment, name, spec) ? [dnsStackName(environment.name, name)] : [],
    looksUpService: connections.some(({ serviceName, serviceArn }) => (serviceName ?? serviceArn) !== undefined),
    engine: environment.terraform.engine,
  };
}

/** What a connection leads to. */
interface To {
  readonly service?: string | undefined;
  readonly appliance?: string | undefined;
  readonly resource?: string | undefined;
  readonly serviceName?: string | undefined;
  readonly serviceArn?: string | undefined;
  readonly endpointId?: string | undefined;
  readonly endpointIds?: readonly string[] | undefined;
}
