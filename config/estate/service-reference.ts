import { awsServiceName, awsServiceRegion, regionOfGlobalName } from "../../modules/aws/aws-service";
import { type EndpointServiceName, parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { type DeployedServiceCard, endpointServiceOf } from "../../modules/card/read-card";
import type { IEndpointService } from "../../modules/consumer";
import type { ConnectionSpec } from "../connection/connection-schema";
import type { Environment } from "../environment";
import { zonesOf } from "../vpc-schema";
import { serviceStackName } from "./stack-names";

/** How a stack learns what it must know of a service. */
export type ServiceReference = DeployedService | LookedUpService | KnownService;

/** A service of the same environment. Its name is an output of its stack. The files tell the rest. */
export interface DeployedService {
  readonly from: "stack";
  /** Name of the stack. */
  readonly stack: string;
  /** Ids of its zones. */
  readonly zoneIds?: readonly string[] | undefined;
  /** Addresses that its endpoints may have. */
  readonly addressTypes?: readonly string[] | undefined;
  /** Region of the service, where it is another than the endpoint's. */
  readonly region?: string | undefined;
}

/** A service that AWS is asked for. */
export interface LookedUpService {
  readonly from: "lookup";
  readonly serviceName: string;
  /** Region of the service, where it is another than the endpoint's. */
  readonly serviceRegion?: string | undefined;
}

/** A service of which the files tell all, as plain data. */
export interface KnownService {
  readonly from: "files";
  readonly service: Omit<IEndpointService, "endpointPolicy"> & { readonly endpointPolicy?: boolean };
}

/**
 * How a stack learns what it must know of the service that a connection leads to.
 *
 * @param here region of the endpoint.
 */
export function serviceReference(environment: Environment, connection: ConnectionSpec, here: string): ServiceReference {
  const { service, card } = connection;
  if (service !== undefined) return deployedService(environment, service, here);
  const document = environment.cards[card ?? ""];
  return document ? ofCard(document, here) : namedService(connection, here);
}

function deployedService({ name, region, services }: Environment, service: string, here: string): DeployedService {
  const spec = services[service];
  return {
    from: "stack",
    stack: serviceStackName(name, service),
    zoneIds: spec && zonesOf(spec.vpc),
    addressTypes: spec?.addressTypes,
    region: otherRegion(region, here),
  };
}

function ofCard(card: DeployedServiceCard, here: string): KnownService {
  return { from: "files", service: { ...endpointServiceOf(card, here), endpointPolicy: card.endpointPolicy } };
}

/**
 * Somebody else's service by its name or its ARN, or one of AWS's by its short name; with its zones by hand, or looked
 * up.
 */
function namedService(named: ConnectionSpec, here: string): LookedUpService | KnownService {
  const { serviceName, region = regionOfGlobalName(serviceName, here) } = nameOf(named, here);
  const serviceRegion = otherRegion(region, here);
  const { zones, lookup = zones === undefined } = named;
  if (lookup) return { from: "lookup", serviceName, serviceRegion };
  return {
    from: "files",
    service: {
      serviceName,
      ...(zones === undefined ? {} : { zoneIds: zones }),
      ...(serviceRegion === undefined ? {} : { region: serviceRegion }),
    },
  };
}

function nameOf(
  { serviceName = "", serviceArn, awsService, region }: ConnectionSpec,
  here: string,
): EndpointServiceName {
  if (awsService !== undefined) {
    const there = awsServiceRegion(awsService, here, region);
    return { serviceName: awsServiceName(awsService, there), region: there };
  }
  const parsed = serviceArn === undefined ? parseServiceName(serviceName) : parseServiceArn(serviceArn);
  if (typeof parsed === "string") throw new Error(`${serviceArn ?? serviceName}: expected ${parsed}`);
  return parsed;
}

/** Region of a service, where it is another than that of the endpoint; else undefined. */
function otherRegion(there: string, here: string): string | undefined {
  return there === here ? undefined : there;
}
