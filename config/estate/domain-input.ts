import type { Environment } from "../environment";
import type { PrivateDnsSpec } from "../service/private-dns-schema";
import type { ServiceSpec } from "../service/service-schema";
import { type CommonInput, commonInput, type Deployer, deployerOf } from "./common-input";
import { domainStackName, serviceStackName } from "./stack-names";

/** What the stack that proves a service's domain is made of. */
export interface DomainInput extends CommonInput {
  /** Name of the stack of the service. */
  readonly serviceStack: string;
  /** DNS name that consumers may use. */
  readonly privateDnsName: string;
  /**
   * Public hosted zone that the record is made in.
   *
   * @default - none: the record is there already, or somebody else makes it
   */
  readonly hostedZone?: HostedZoneInput | undefined;
}

/** A public hosted zone of somebody. */
export interface HostedZoneInput {
  readonly id: string;
  /** Who deploys into it. */
  readonly deployer: Deployer;
}

/** The input of the stack that proves the domain of a service. @param key of the service. */
export function domainInput(
  environment: Environment,
  key: string,
  spec: ServiceSpec,
  { name, hostedZone }: PrivateDnsSpec,
): DomainInput {
  return {
    ...commonInput(environment, {
      name: domainStackName(environment.name, key),
      role: "domain",
      of: { account: spec.account, role: spec.role },
      tags: { ...spec.tags, Service: key },
    }),
    serviceStack: serviceStackName(environment.name, key),
    privateDnsName: name,
    hostedZone: hostedZone && zoneOf(hostedZone, spec),
  };
}

function zoneOf(
  { id, account, role }: NonNullable<PrivateDnsSpec["hostedZone"]>,
  service: Pick<ServiceSpec, "account" | "role">,
): HostedZoneInput {
  const isOwn = account === undefined || account === service.account;
  const deployer = isOwn ? { account: service.account, role: role ?? service.role } : { account, role };
  return { id, deployer: deployerOf(deployer) };
}
