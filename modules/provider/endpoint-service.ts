import { VpcEndpointService } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import { Construct } from "constructs";
import { principalProblem } from "../aws/principal";
import { known, PropertyProblems } from "../aws/property-problems";

/**
 * How connections are accepted:
 * - `registered`: those of registered consumers, by {@link ConnectionAcceptance}; all others wait.
 * - `manual`: by a person, one by one.
 * - `automatic`: whoever is an allowed principal is connected at once.
 */
export type Acceptance = "registered" | "manual" | "automatic";

export interface EndpointServiceProps {
  /** Name of the service, for its `Name` tag. AWS gives the service name that consumers use. */
  readonly name: string;
  /** ARNs of the Network Load Balancers behind the service, at least one. A load balancer serves one service only. */
  readonly networkLoadBalancerArns: readonly string[];
  /**
   * Who may ask for a connection: ARNs of accounts (`root`), roles or users, or `*` for everyone in AWS. Kept in one
   * attribute of the service, so that thousands cost no call each at every plan. Removing one keeps its connections.
   */
  readonly allowedPrincipals: readonly string[];
  /** How connections are accepted. */
  readonly acceptance: Acceptance;
  /**
   * Address types that endpoints of the service may have: at least one. With `ipv6`, each load balancer must be dualstack.
   *
   * @default ["ipv4"]
   */
  readonly supportedIpAddressTypes?: readonly IpAddressType[];
  /** Whether Terraform refuses every plan that would destroy the service, also to replace it. @default false */
  readonly preventDestroy?: boolean;
}

/** Address types of endpoints. */
export const IP_ADDRESS_TYPES = ["ipv4", "ipv6"] as const;

/** An address type of endpoints. */
export type IpAddressType = (typeof IP_ADDRESS_TYPES)[number];

/** A VPC endpoint service: what consumers connect their endpoints to. */
export class EndpointService extends Construct {
  /** Id of the service, `vpce-svc-...`. */
  readonly serviceId: string;
  /** Name that consumers ask for, `com.amazonaws.vpce.<region>.vpce-svc-...`. */
  readonly serviceName: string;
  /** ARN of the service. */
  readonly serviceArn: string;
  /** Names of the service's zones, in the naming of its own account. */
  readonly availabilityZones: string[];

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EndpointServiceProps) {
    super(scope, id);
    validate(this, props);
    const service = new VpcEndpointService(this, "service", {
      acceptanceRequired: props.acceptance !== "automatic",
      networkLoadBalancerArns: [...props.networkLoadBalancerArns],
      allowedPrincipals: [...new Set(props.allowedPrincipals)].sort(),
      supportedIpAddressTypes: [...new Set(props.supportedIpAddressTypes ?? ["ipv4"])].sort(),
      tags: { Name: props.name },
      ...(props.preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.serviceId = service.id;
    this.serviceName = service.serviceName;
    this.serviceArn = service.arn;
    this.availabilityZones = service.availabilityZones;
  }
}

/** Why principals and acceptance do not go together, as what was expected instead; undefined when they do. */
export function openServiceProblem(allowedPrincipals: readonly string[], acceptance: Acceptance): string | undefined {
  return allowedPrincipals.includes("*") && acceptance === "automatic"
    ? "acceptance with the principal `*`: without it, everyone in AWS could connect"
    : undefined;
}

function validate(service: EndpointService, props: EndpointServiceProps): void {
  const problems = new PropertyProblems(service);
  problems.checkName(props.name);
  if (props.networkLoadBalancerArns.length === 0)
    problems.add("networkLoadBalancerArns", "at least one load balancer", props.networkLoadBalancerArns);
  if (props.supportedIpAddressTypes?.length === 0)
    problems.add("supportedIpAddressTypes", "at least one address type", props.supportedIpAddressTypes);
  for (const principal of props.allowedPrincipals)
    if (known(principal)) problems.check("allowedPrincipals", principalProblem(principal), principal);
  problems.check("acceptance", openServiceProblem(props.allowedPrincipals, props.acceptance), props.acceptance);
  problems.throwIfAny();
}
