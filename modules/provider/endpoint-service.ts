import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { VpcEndpointService, type VpcEndpointServiceConfig } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import type { ITerraformDependable, Postcondition } from "cdktf";
import { Construct } from "constructs";
import { verifiableDnsNameProblem } from "../aws/dns-name";
import { elementsOf, joined } from "../aws/expressions";
import { principalProblem } from "../aws/principal";
import { known, PropertyProblems } from "../aws/property-problems";
import { isRegion, partitionOf } from "../aws/region";
import { type Acceptance, openServiceProblem } from "./acceptance";
import type { IpAddressType } from "./ip-address-types";
import { type PrivateDnsRecord, privateDnsRecord } from "./private-dns";

/** Properties of {@link EndpointService}. */
export interface EndpointServiceProps {
  /** Name of the service, for its `Name` tag. AWS gives the service name that consumers use. */
  readonly name: string;
  /**
   * ARNs of the Network Load Balancers behind the service, at least one. A load balancer serves one service only.
   *
   * @default - none: `gatewayLoadBalancerArns`
   */
  readonly networkLoadBalancerArns?: readonly string[];
  /**
   * ARNs of the Gateway Load Balancers behind the service, in place of Network Load Balancers: consumers then route packets
   * through appliances. Such a service has no private DNS name, and its consumers are in its own region.
   *
   * @default - none: `networkLoadBalancerArns`
   */
  readonly gatewayLoadBalancerArns?: readonly string[];
  /**
   * Who may ask for a connection: ARNs of accounts (`root`), roles or users, services of AWS (`appflow.amazonaws.com`),
   * or `*` for everyone in AWS. Kept in one attribute of the service, so that thousands cost no call each at every
   * plan. Removing one keeps its connections.
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
  /**
   * Regions besides the service's own whose endpoints may connect, in the same partition; the own one cannot be taken out.
   * Who deploys needs `vpce:AllowMultiRegion`. Once there were some, `[]` takes them back, which leaving this out does not.
   *
   * @default - none, and a plan fails while the service still has some
   */
  readonly supportedRegions?: readonly string[];
  /**
   * DNS name that consumers may use in place of the endpoints' names, once its domain is verified:
   * {@link PrivateDnsVerification}. In lower case; `*.` may stand for the first label. To change it updates the service.
   *
   * @default - none
   */
  readonly privateDnsName?: string;
  /** Whether Terraform refuses every plan that would destroy the service, also to replace it. @default false */
  readonly preventDestroy?: boolean;
  /**
   * What must be there before the service is made, and until it is gone: the listeners of load balancers that it may
   * be without one day (`listenerResources`). Terraform updates the service before it destroys them.
   *
   * @default - nothing besides what it refers to
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

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
  /** The record that must be in public DNS before consumers can use the private DNS name; undefined without one. */
  readonly privateDnsVerification: PrivateDnsRecord | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EndpointServiceProps) {
    super(scope, id);
    validate(this, props);
    const { supportedRegions, privateDnsName } = props;
    const service = new VpcEndpointService(this, "service", {
      acceptanceRequired: props.acceptance !== "automatic",
      ...loadBalancers(props),
      allowedPrincipals: [...new Set(props.allowedPrincipals)].sort(),
      supportedIpAddressTypes: [...new Set(props.supportedIpAddressTypes ?? ["ipv4"])].sort(),
      ...(supportedRegions ? { supportedRegions: [this.ownRegion(), ...[...supportedRegions].sort()] } : {}),
      // The provider keeps a name that is just left out, so that to have none must be said.
      privateDnsName: privateDnsName ?? "",
      tags: { Name: props.name },
      ...lifecycle(props),
      ...(props.dependsOn && props.dependsOn.length > 0 ? { dependsOn: [...props.dependsOn] } : {}),
    });
    this.serviceId = service.id;
    this.serviceName = service.serviceName;
    this.serviceArn = service.arn;
    this.availabilityZones = service.availabilityZones;
    this.privateDnsVerification =
      privateDnsName === undefined ? undefined : privateDnsRecord(this, service, privateDnsName);
  }

  private ownRegion(): string {
    return new DataAwsRegion(this, "region").region;
  }
}

/** The load balancers, of the one kind that there are. */
function loadBalancers({ networkLoadBalancerArns, gatewayLoadBalancerArns }: EndpointServiceProps) {
  return gatewayLoadBalancerArns
    ? { gatewayLoadBalancerArns: [...gatewayLoadBalancerArns] }
    : { networkLoadBalancerArns: [...(networkLoadBalancerArns ?? [])] };
}

function lifecycle(props: EndpointServiceProps): Pick<VpcEndpointServiceConfig, "lifecycle"> {
  const postcondition = leftovers(props);
  if (postcondition.length === 0 && !props.preventDestroy) return {};
  return {
    lifecycle: {
      ...(props.preventDestroy ? { preventDestroy: true } : {}),
      ...(postcondition.length > 0 ? { postcondition } : {}),
    },
  };
}

/** What the service must not have kept of what it was asked for before. */
function leftovers({ supportedRegions, privateDnsName }: EndpointServiceProps): Postcondition[] {
  const name = {
    condition: '${self.private_dns_name == null || self.private_dns_name == ""}',
    errorMessage:
      "The service still has the private DNS name ${self.private_dns_name}. Take it away with: aws ec2 modify-vpc-endpoint-service-configuration --service-id ${self.id} --remove-private-dns-name",
  };
  const regions = {
    condition: `\${length(${elementsOf("self.supported_regions")}) <= 1}`,
    errorMessage: `The service is still offered to \${${joined("self.supported_regions", "no region")}}. Give its supported regions as an empty list to take them back.`,
  };
  return [...(privateDnsName === undefined ? [name] : []), ...(supportedRegions === undefined ? [regions] : [])];
}

function validate(service: EndpointService, props: EndpointServiceProps): void {
  const problems = new PropertyProblems(service);
  problems.checkName(props.name);
  checkLoadBalancers(problems, props);
  if (props.supportedIpAddressTypes?.length === 0)
    problems.add("supportedIpAddressTypes", "at least one address type", props.supportedIpAddressTypes);
  for (const principal of props.allowedPrincipals)
    if (known(principal)) problems.check("allowedPrincipals", principalProblem(principal), principal);
  problems.check("acceptance", openServiceProblem(props.allowedPrincipals, props.acceptance), props.acceptance);
  const regions = (props.supportedRegions ?? []).filter(known);
  for (const region of regions)
    if (!isRegion(region)) problems.add("supportedRegions", "regions of AWS, such as eu-west-1", region);
  if (new Set(regions.map(partitionOf)).size > 1)
    problems.add("supportedRegions", "regions of the service's own partition", props.supportedRegions);
  if (known(props.privateDnsName))
    problems.check("privateDnsName", verifiableDnsNameProblem(props.privateDnsName), props.privateDnsName);
  problems.throwIfAny();
}

/** Notes what is wrong with the load balancers, and what does not go with their kind. */
function checkLoadBalancers(problems: PropertyProblems, props: EndpointServiceProps): void {
  const { networkLoadBalancerArns: network, gatewayLoadBalancerArns: gateway } = props;
  if ((network === undefined) === (gateway === undefined))
    problems.add("networkLoadBalancerArns", "either `networkLoadBalancerArns` or `gatewayLoadBalancerArns`", network);
  if (network?.length === 0) problems.add("networkLoadBalancerArns", "at least one load balancer", network);
  if (gateway?.length === 0) problems.add("gatewayLoadBalancerArns", "at least one load balancer", gateway);
  if (gateway === undefined) return;
  if (props.privateDnsName !== undefined)
    problems.add(
      "privateDnsName",
      "no private DNS name with Gateway Load Balancers: nothing is addressed to them",
      props.privateDnsName,
    );
  if ((props.supportedRegions ?? []).length > 0)
    problems.add(
      "supportedRegions",
      "no other regions with Gateway Load Balancers: AWS carries their packets within one",
      props.supportedRegions,
    );
}
