import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { Construct } from "constructs";
import { parseServiceArn, parseServiceName } from "../aws/endpoint-service-name";
import { known, PropertyProblems } from "../aws/property-problems";

/** A service that an {@link InterfaceEndpoint} can connect to. */
export interface IEndpointService {
  /** Name of the service, `com.amazonaws.vpce.<region>.vpce-svc-...`. */
  readonly serviceName: string;
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
}

/** Exactly one of the two. */
export interface EndpointServiceLookupProps {
  /** Name of the service: literal, or a reference that is known only to Terraform. @default - that of the ARN */
  readonly serviceName?: string;
  /** ARN of the service: literal, since the name is read off it at synthesis. @default - found by name */
  readonly serviceArn?: string;
}

/**
 * Finds an endpoint service by its name or its ARN and learns the zones that it is offered in. Terraform fails where the
 * service does not exist, or the account is not among its allowed principals: AWS does not tell the two apart.
 */
export class EndpointServiceLookup extends Construct implements IEndpointService {
  readonly serviceName: string;
  readonly availabilityZones: readonly string[];
  /** Id of the service, `vpce-svc-...`. */
  readonly serviceId: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EndpointServiceLookupProps) {
    super(scope, id);
    const service = new DataAwsVpcEndpointService(this, "service", {
      serviceName: nameOf(this, props),
      // AWS offers some of its own services, such as S3, in two types under one name.
      serviceType: "Interface",
    });
    this.serviceName = service.serviceName;
    this.availabilityZones = service.availabilityZones;
    this.serviceId = service.serviceId;
  }
}

function nameOf(lookup: EndpointServiceLookup, props: EndpointServiceLookupProps): string {
  const problems = new PropertyProblems(lookup);
  let name = props.serviceName ?? "";
  if ((props.serviceName === undefined) === (props.serviceArn === undefined))
    problems.add("serviceName", "either `serviceName` or `serviceArn`", props);
  else if (props.serviceArn !== undefined) {
    const parsed = known(props.serviceArn)
      ? parseServiceArn(props.serviceArn)
      : "a literal ARN: the AWS provider finds services by name, which is read off the ARN at synthesis";
    if (typeof parsed === "string") problems.add("serviceArn", parsed, props.serviceArn);
    else name = parsed.serviceName;
  } else if (known(name)) {
    const parsed = parseServiceName(name);
    if (typeof parsed === "string") problems.add("serviceName", parsed, name);
  }
  problems.throwIfAny();
  return name;
}
