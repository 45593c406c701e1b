import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import { type EndpointServiceName, parseServiceArn, parseServiceName } from "../aws/endpoint-service-name";
import { known, PropertyProblems } from "../aws/property-problems";
import { isRegion } from "../aws/region";

/** A service that an {@link InterfaceEndpoint} can connect to. */
export interface IEndpointService {
  /** Name of the service: `com.amazonaws.vpce.<region>.vpce-svc-...`, or that of one of AWS's own. */
  readonly serviceName: string;
  /**
   * What the name says, where `serviceName` is a reference to it.
   *
   * @default - what `serviceName` says, where it is known at synthesis
   */
  readonly parsedName?: EndpointServiceName;
  /**
   * Region of the service, where it is another than the endpoint's. Its zones are then of no account.
   *
   * @default - the endpoint's region
   */
  readonly region?: string;
  /**
   * Names of the zones that the service is offered in, in the naming of the endpoint's account.
   *
   * @default - not known
   */
  readonly availabilityZones?: readonly string[];
  /**
   * Ids of the zones that the service is offered in, known at synthesis: from a service card, or by hand. They go before
   * `availabilityZones`. Where neither is known, the endpoint uses every subnet that it is given.
   *
   * @default - not known
   */
  readonly zoneIds?: readonly string[];
  /** Private DNS name of the service. @default - none is known */
  readonly privateDnsName?: string;
  /** Addresses that endpoints may have: `ipv4`, `ipv6`. @default - not known */
  readonly addressTypes?: readonly string[];
  /**
   * Whether endpoints may have a policy.
   *
   * @default - services of AWS's own may, as far as is known; those of others (behind a load balancer) may not
   */
  readonly endpointPolicy?: boolean | IResolvable;
}

/** Exactly one of `serviceName` and `serviceArn`. */
export interface EndpointServiceLookupProps {
  /** Name of the service: literal, or a reference that is known only to Terraform. @default - that of the ARN */
  readonly serviceName?: string;
  /** ARN of the service: literal, since the name is read off it at synthesis. @default - found by name */
  readonly serviceArn?: string;
  /**
   * Region of the service, where it is another than the one that the look-up is made from. AWS then tells no zones.
   *
   * @default - the region of the provider
   */
  readonly serviceRegion?: string | undefined;
  /**
   * Type of endpoint that the service is for: AWS offers some of its own services, such as S3, in two types under one
   * name.
   *
   * @default "Interface"
   */
  readonly serviceType?: "Interface" | "GatewayLoadBalancer" | undefined;
}

/**
 * Finds an endpoint service by its name or its ARN and learns the zones that it is offered in. Terraform fails where the
 * service does not exist, or the account is not among its allowed principals: AWS does not tell the two apart.
 */
export class EndpointServiceLookup extends Construct implements IEndpointService {
  readonly serviceName: string;
  readonly parsedName?: EndpointServiceName;
  readonly region?: string;
  readonly availabilityZones?: readonly string[];
  readonly endpointPolicy: IResolvable;
  /** Id of the service, `vpce-svc-...`. */
  readonly serviceId: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EndpointServiceLookupProps) {
    super(scope, id);
    const name = nameOf(this, props);
    const service = new DataAwsVpcEndpointService(this, "service", {
      serviceName: name,
      serviceType: props.serviceType ?? "Interface",
      ...(props.serviceRegion === undefined ? {} : { serviceRegions: [props.serviceRegion] }),
    });
    this.serviceName = service.serviceName;
    this.serviceId = service.serviceId;
    this.endpointPolicy = service.vpcEndpointPolicySupported;
    const parsed = known(name) ? parseServiceName(name) : "";
    if (typeof parsed !== "string") this.parsedName = parsed;
    // Of a service in another region, AWS lists none (issue 44186 of the AWS provider).
    if (props.serviceRegion === undefined) this.availabilityZones = service.availabilityZones;
    else this.region = props.serviceRegion;
  }
}

function nameOf(lookup: EndpointServiceLookup, props: EndpointServiceLookupProps): string {
  const problems = new PropertyProblems(lookup);
  const { serviceArn, serviceRegion } = props;
  let name = props.serviceName ?? "";
  let parsed: EndpointServiceName | string = "";
  if ((props.serviceName === undefined) === (serviceArn === undefined))
    problems.add("serviceName", "either `serviceName` or `serviceArn`", props);
  else if (serviceArn !== undefined) {
    parsed = known(serviceArn)
      ? parseServiceArn(serviceArn)
      : "a literal ARN: the AWS provider finds services by name, which is read off the ARN at synthesis";
    if (typeof parsed === "string") problems.add("serviceArn", parsed, serviceArn);
    else name = parsed.serviceName;
  } else if (known(name)) {
    parsed = parseServiceName(name);
    if (typeof parsed === "string") problems.add("serviceName", parsed, name);
  }
  if (known(serviceRegion) && !isRegion(serviceRegion))
    problems.add("serviceRegion", "a region of AWS, such as us-east-1", serviceRegion);
  else if (known(serviceRegion) && typeof parsed !== "string" && ![undefined, serviceRegion].includes(parsed.region))
    problems.add("serviceRegion", `the region that the name says, ${parsed.region}`, serviceRegion);
  problems.throwIfAny();
  return name;
}
