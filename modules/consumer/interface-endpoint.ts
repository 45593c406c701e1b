import { VpcEndpoint, type VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Fn, type ITerraformDependable, type TerraformResourceLifecycle, Token } from "cdktf";
import { Construct } from "constructs";
import { type EndpointPolicy, FULL_ACCESS, renderEndpointPolicy } from "../aws/endpoint-policy";
import { given } from "../aws/expressions";
import type { ProtocolPort } from "../aws/port";
import type { SubnetIdsByZone } from "../vpc";
import type { IEndpoint } from "./endpoint";
import { EndpointAccess, type EndpointAccessProps } from "./endpoint-access";
import type { DnsRecordIpType, EndpointAddressType, PrivateAddresses } from "./endpoint-addresses";
import { type EndpointDetails, endpointDetails } from "./endpoint-details";
import { placeEndpoint } from "./endpoint-placement";
import type { IEndpointService } from "./endpoint-service-lookup";
import { isS3Name } from "./inbound-resolvers";
import { validateEndpoint } from "./interface-endpoint-problems";

/** `vpc`: in those of its subnets that the service's zones allow, the endpoint has a network interface each. */
export interface InterfaceEndpointProps extends EndpointAccessProps {
  /** The service: an {@link EndpointServiceLookup}, that of a service card, or name and zones given by hand. */
  readonly service: IEndpointService;
  /** Fewest zones that the service and the subnets must share; with fewer, synthesis or the plan fails. @default 2 */
  readonly minimumZones?: number;
  /**
   * Ids of the zones to use, each of which must be one of the VPC's and of the service's.
   *
   * @default - those of `privateAddresses`; else all that the VPC and the service share
   */
  readonly inZones?: readonly string[] | undefined;
  /**
   * Fixed addresses of the endpoint, by the id of the zone: in each of its zones, of each kind that `ipAddressType`
   * says. Another address is another network interface, which cuts the connections of its zone. Removing this property
   * does not change the deployed endpoint.
   *
   * @default - AWS chooses
   */
  readonly privateAddresses?: Readonly<Record<string, PrivateAddresses>> | undefined;
  /**
   * Addresses of the endpoint. `dualstack` needs a VPC with IPv6 and a service that takes it, `ipv6` IPv6-only
   * subnets. Removing this property does not change the deployed endpoint.
   *
   * @default - ipv4, as AWS makes it
   */
  readonly ipAddressType?: EndpointAddressType | undefined;
  /**
   * DNS records of the endpoint: those of its addresses, or with `dualstack` any; `service-defined` gives the private
   * name the records that the service asks for. Removing this property does not change the deployed endpoint.
   *
   * @default - those of the addresses, as AWS makes them
   */
  readonly dnsRecordIpType?: DnsRecordIpType | undefined;
  /**
   * What may be done through the endpoint and by whom, as a policy document: only for services of AWS, most of which
   * support it. At most 20,480 characters. If you remove this property, Terraform removes the policy where it looks up
   * the service; otherwise the policy stays: write one that allows everything.
   *
   * @default - AWS allows everyone to do everything
   */
  readonly policy?: EndpointPolicy | undefined;
  /** How long Terraform waits, as `20m` or `1h30m`. @default - 10m each */
  readonly timeouts?: EndpointTimeouts | undefined;
  /**
   * Whether the VPC is to know the service by its private DNS name:
   * - `true`: from the start. AWS refuses that where the connection must be accepted, and for a VPC without DNS
   *   support and hostnames: see {@link VpcDnsCheck}.
   * - `"later"`: {@link EndpointPrivateDns} switches it on once the connection is accepted; the endpoint leaves it
   *   alone.
   *
   * A change updates the endpoint in place.
   *
   * @default false
   */
  readonly privateDns?: boolean | "later" | undefined;
  /**
   * Whether only Route 53 inbound resolver endpoints know the private DNS name, so that clients from outside of the
   * VPC reach S3 by this endpoint, and those in the VPC by its gateway endpoint. Only for S3 in the VPC's region,
   * with `privateDns: true`. The VPC must have a gateway endpoint of S3 before: if the stack makes it, give it under
   * `dependsOn`. A change updates the endpoint in place.
   *
   * @default false
   */
  readonly privateDnsOnlyForInboundResolvers?: boolean | undefined;
  /**
   * What must be there before the endpoint is made, and until it is gone.
   *
   * @default - nothing besides what it refers to
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/** Name where AWS gives an endpoint none: it resolves nowhere (RFC 2606), so that clients fail and say why. */
export const NO_DNS_NAME = "no-dns-name.invalid";

/** How long Terraform waits for an endpoint. */
export interface EndpointTimeouts {
  /** How long Terraform waits until it is made. @default "10m" */
  readonly create?: string | undefined;
  /** How long Terraform waits until it is changed. @default "10m" */
  readonly update?: string | undefined;
  /** How long Terraform waits until it is deleted. @default "10m" */
  readonly delete?: string | undefined;
}

/**
 * An interface VPC endpoint with a security group of its own, which lets in just the service's ports from just the
 * chosen sources and nothing out; or with groups that exist.
 *
 * Its subnets are those in the service's zones: compared by id at synthesis where the ids are known, else in the
 * account's own naming when Terraform plans. Where they share too few zones, that fails and names both sides. To a
 * service in another region, zones are its own matter.
 */
export class InterfaceEndpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  /** ARN of the endpoint. */
  readonly endpointArn: string;
  /** Regional DNS name of the endpoint, resolvable everywhere, reachable from within the VPC. */
  readonly dnsName: string;
  readonly securityGroupId: string;
  readonly ports: readonly ProtocolPort[];
  /** Name of the service that it connects to. */
  readonly serviceName: string;
  /** Region of the service; undefined where it is the endpoint's own. */
  readonly serviceRegion: string | undefined;
  readonly cidrBlock: string | undefined;
  private readonly access: EndpointAccess;
  private readonly endpoint: VpcEndpoint;
  private readonly vpcSubnetIds: SubnetIdsByZone;
  private knownDetails: EndpointDetails | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: InterfaceEndpointProps) {
    super(scope, id);
    validateEndpoint(this, props);
    this.access = new EndpointAccess(this, props, {
      description: "Interface endpoint: in on the ports of the service, nothing out",
      addressType: props.ipAddressType,
    });
    this.securityGroupId = this.access.securityGroupId;
    this.ports = this.access.ports;
    this.cidrBlock = this.access.cidrBlock;

    const { service, vpc, privateAddresses } = props;
    const inZones = props.inZones ?? (privateAddresses && Object.keys(privateAddresses));
    const { subnetIds, precondition } = placeEndpoint(this, { ...props, inZones });
    const preconditions = [precondition, policyPrecondition(props)].filter((each) => each !== undefined);
    const lifecycle: TerraformResourceLifecycle = {
      ...(preconditions.length > 0 ? { precondition: preconditions } : {}),
      ...(props.privateDns === "later" ? { ignoreChanges: ["private_dns_enabled"] } : {}),
    };
    this.vpcSubnetIds = vpc.subnetIds;
    this.endpoint = new VpcEndpoint(this, "endpoint", {
      vpcEndpointType: "Interface",
      serviceName: service.serviceName,
      ...(service.region === undefined ? {} : { serviceRegion: service.region }),
      vpcId: vpc.vpcId,
      subnetIds,
      securityGroupIds: this.access.securityGroupIds,
      privateDnsEnabled: props.privateDns === true,
      ...optionsOf(props),
      tags: { Name: props.name, ...props.tags },
      ...(Object.keys(lifecycle).length > 0 ? { lifecycle } : {}),
      ...(props.dependsOn === undefined ? {} : { dependsOn: [...props.dependsOn] }),
    });
    this.endpointId = this.endpoint.id;
    this.endpointArn = this.endpoint.arn;
    this.serviceName = service.serviceName;
    this.serviceRegion = service.region;
    this.dnsName = given(this.endpoint.dnsEntry.get(0).dnsName, NO_DNS_NAME);
  }

  /** Its subnets, addresses and security groups. What they are read from is in the stack once they are asked for. */
  get details(): EndpointDetails {
    this.knownDetails ??= endpointDetails(this, this.endpoint, this.vpcSubnetIds, this.access.securityGroupIds);
    return this.knownDetails;
  }

  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    this.access.allowFromSecurityGroup(key, securityGroupId);
  }
}

/** Arguments that are there only where they are asked for. */
function optionsOf(props: InterfaceEndpointProps): Partial<VpcEndpointConfig> {
  const { vpc, privateAddresses, ipAddressType, timeouts } = props;
  const fixed = Object.entries(privateAddresses ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(ipAddressType === undefined ? {} : { ipAddressType }),
    ...dnsOptionsOf(props),
    ...(fixed.length === 0
      ? {}
      : {
          subnetConfiguration: fixed.map(([zone, { ipv4, ipv6 }]) => ({
            subnetId: vpc.subnetIds[zone] as string,
            ...(ipv4 === undefined ? {} : { ipv4 }),
            ...(ipv6 === undefined ? {} : { ipv6 }),
          })),
        }),
    ...policyOf(props),
    ...(timeouts === undefined ? {} : { timeouts: { ...timeouts } }),
  } as Partial<VpcEndpointConfig>;
}

/**
 * Records of the endpoint; and of S3, who knows the private name. Unless inbound resolvers only are asked for, it is
 * the whole VPC: where nothing is said, AWS takes inbound resolvers only, and asks for a gateway endpoint in the VPC.
 */
function dnsOptionsOf(props: InterfaceEndpointProps): Partial<VpcEndpointConfig> {
  const { service, privateDns, dnsRecordIpType, privateDnsOnlyForInboundResolvers: only } = props;
  const isS3 = isS3Name(service.parsedName?.serviceName ?? service.serviceName);
  const options = {
    ...(dnsRecordIpType === undefined ? {} : { dnsRecordIpType }),
    ...(only === true || (isS3 && privateDns === true)
      ? { privateDnsOnlyForInboundResolverEndpoint: only ?? false }
      : {}),
  };
  return Object.keys(options).length === 0 ? {} : { dnsOptions: options };
}

/**
 * The endpoint's policy. Of a service of AWS that is looked up, AWS's own is said where there is no other, so that
 * one that is taken out goes; else the endpoint would keep it.
 */
function policyOf({ policy, service }: InterfaceEndpointProps): Partial<VpcEndpointConfig> {
  if (policy !== undefined) return { policy: renderEndpointPolicy(policy) };
  const { parsedName, endpointPolicy } = service;
  const isOfAws = parsedName !== undefined && parsedName.serviceId === undefined;
  if (!isOfAws || endpointPolicy === undefined || typeof endpointPolicy === "boolean") return {};
  const otherwise = Fn.conditional(endpointPolicy, Fn.jsonencode(FULL_ACCESS), Token.nullValue());
  return { policy: Token.asString(otherwise) };
}

/** A policy is only for services that support it. Only AWS knows whether one does. */
function policyPrecondition({ name, policy, service: { endpointPolicy } }: InterfaceEndpointProps) {
  if (policy === undefined || endpointPolicy === undefined || typeof endpointPolicy === "boolean") return undefined;
  return {
    condition: `${endpointPolicy}`,
    errorMessage: `Endpoint ${name} has a policy, which the service does not support. Take \`policy\` out.`,
  };
}
