import { Construct } from "constructs";
import { awsServiceName, awsServicePorts, awsServiceRegion, hasPrivateDns } from "../aws/aws-service";
import { LONGEST_BESIDE_SECURITY_GROUPS } from "../aws/names";
import { PropertyProblems } from "../aws/property-problems";
import type { IVpc } from "../vpc";
import { awsEndpointProblem, expandServices } from "./aws-service-sets";
import type { IEndpoint } from "./endpoint";
import { EndpointServiceLookup } from "./endpoint-service-lookup";
import { DEFAULT_MINIMUM_ZONES } from "./endpoint-zones";
import { InterfaceEndpoint } from "./interface-endpoint";

/** Longest short name of a service, which the names of the endpoints end with, and the hyphen before it. */
const LONGEST_SERVICE = 60;

/** Properties of {@link AwsEndpoints}. */
export interface AwsEndpointsProps {
  /** Name that those of the endpoints begin with. */
  readonly name: string;
  /** VPC of the endpoints, with DNS support and hostnames. */
  readonly vpc: IVpc;
  /** Region of the VPC. */
  readonly region: string;
  /** Short names of services (`ssm`, `ecr.api`), or sets of them (`session-manager`), in any order. */
  readonly services: readonly string[];
  /** Whether packets of clients pass appliances on their way (`Inspection`). @default false */
  readonly inspected?: boolean | undefined;
  /** The account's quota of inbound rules of a security group. @default 60 */
  readonly ruleQuota?: number | undefined;
}

/**
 * Interface endpoints to services of AWS's own that whatever runs in a VPC without internet needs, each with the service's private
 * DNS name where it has one: programs reach it without being told. They let in only the VPC's range.
 */
export class AwsEndpoints extends Construct {
  /** The endpoints by the service's short name. */
  readonly endpoints: Readonly<Record<string, IEndpoint>>;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: AwsEndpointsProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    problems.checkName(props.name, LONGEST_BESIDE_SECURITY_GROUPS - LONGEST_SERVICE);
    if (props.services.length === 0) problems.add("services", "at least one service", props.services);
    for (const service of props.services) problems.check("services", awsEndpointProblem(service), service);
    problems.throwIfAny();
    const { vpc, inspected, ruleQuota } = props;
    const minimumZones = Math.min(DEFAULT_MINIMUM_ZONES, Object.keys(vpc.subnetIds).length);
    const endpoints = expandServices(props.services).map((service): [string, IEndpoint] => {
      // Dots are for services alone: names of security groups and of constructs have hyphens.
      const key = service.replaceAll(".", "-");
      const endpoint = new InterfaceEndpoint(this, key, {
        name: `${props.name}-${key}`,
        vpc,
        service: this.find(key, service, props.region),
        ports: awsServicePorts(service),
        minimumZones,
        privateDns: hasPrivateDns(service, props.region),
        inspected,
        ruleQuota,
      });
      return [service, endpoint];
    });
    this.endpoints = Object.fromEntries(endpoints);
  }

  private find(key: string, service: string, here: string): EndpointServiceLookup {
    const there = awsServiceRegion(service, here);
    return new EndpointServiceLookup(this, `service-${key}`, {
      serviceName: awsServiceName(service, there),
      ...(there === here ? {} : { serviceRegion: there }),
    });
  }
}
