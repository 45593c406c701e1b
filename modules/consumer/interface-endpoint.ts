import { VpcEndpoint, type VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Fn, type TerraformResourceLifecycle, Token } from "cdktf";
import { Construct } from "constructs";
import { type EndpointPolicy, FULL_ACCESS, renderEndpointPolicy } from "../aws/endpoint-policy";
import { given } from "../aws/expressions";
import type { ProtocolPort } from "../aws/port";
import type { IEndpoint } from "./endpoint";
import { EndpointAccess, type EndpointAccessProps } from "./endpoint-access";
import type { DnsRecordIpType, EndpointAddressType, PrivateAddresses } from "./endpoint-addresses";
import { placeEndpoint } from "./endpoint-placement";
import type { IEndpointService } from "./endpoint-service-lookup";
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
   * Fixed addresses of the endpoint, by the id of the zone: in each of its zones, of each kind that `ipAddressType` says. Another
   * address is another network interface, which cuts the connections of its zone; taken out, they stay as they are.
   *
   * @default - AWS chooses
   */
  readonly privateAddresses?: Readonly<Record<string, PrivateAddresses>> | undefined;
  /**
   * Addresses of the endpoint. `dualstack` needs a VPC with IPv6 and a service that takes it, `ipv6` subnets of IPv6 alone.
   *
   * @default - AWS makes it `ipv4`; taken out, it stays as it is
   */
  readonly ipAddressType?: EndpointAddressType | undefined;
  /**
   * DNS records of the endpoint: those of its addresses, or with `dualstack` any; `service-defined` gives the private name the
   * records that the service asks for.
   *
   * @default - AWS makes those of the addresses; taken out, it stays as it is
   */
  readonly dnsRecordIpType?: DnsRecordIpType | undefined;
  /**
   * What may be done through the endpoint and by whom, as a policy document: for services of AWS's own, most of which support
   * it. At most 20,480 characters. Taken out, it goes where the service is looked up; else it stays: write one that allows all.
   *
   * @default - AWS lets everyone do everything
   */
  readonly policy?: EndpointPolicy | undefined;
  /** How long Terraform waits, as `20m` or `1h30m`. @default - 10m each */
  readonly timeouts?: EndpointTimeouts | undefined;
  /**
   * Whether the VPC is to know the service by its private DNS name:
   * - `true`: from the start. AWS refuses that where the connection must be accepted, and for a VPC without DNS support and
   *   hostnames: see {@link VpcDnsCheck}.
   * - `"later"`: {@link EndpointPrivateDns} switches it on once the connection is accepted; the endpoint leaves it alone.
   *
   * A change updates the endpoint in place.
   *
   * @default false
   */
  readonly privateDns?: boolean | "later" | undefined;
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
 * account's own naming when Terraform plans. Where they share too few zones, that fails and names both sides. To a service
 * in another region, zones are its own matter.
 */
export class InterfaceEndpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  /** Regional DNS name of the endpoint, resolvable everywhere, reachable from within the VPC. */
  readonly dnsName: string;
  readonly securityGroupId: string;
  readonly ports: readonly ProtocolPort[];
  /** Name of the service that it connects to. */
  readonly serviceName: string;
  /** Region of the service; undefined where it is the endpoint's own. */
  readonly serviceRegion: string | undefined;
  private readonly access: EndpointAccess;

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

    const { service, vpc, privateAddresses } = props;
    const inZones = props.inZones ?? (privateAddresses && Object.keys(privateAddresses));
    const { subnetIds, precondition } = placeEndpoint(this, { ...props, inZones });
    const preconditions = [precondition, policyPrecondition(props)].filter((each) => each !== undefined);
    const lifecycle: TerraformResourceLifecycle = {
      ...(preconditions.length > 0 ? { precondition: preconditions } : {}),
      ...(props.privateDns === "later" ? { ignoreChanges: ["private_dns_enabled"] } : {}),
    };
    const endpoint = new VpcEndpoint(this, "endpoint", {
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
    });
    this.endpointId = endpoint.id;
    this.serviceName = service.serviceName;
    this.serviceRegion = service.region;
    this.dnsName = given(endpoint.dnsEntry.get(0).dnsName, NO_DNS_NAME);
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
 * Records of the endpoint; and of S3, the private name for the whole VPC: AWS would have it for resolvers from outside alone,
 * and ask for a gateway endpoint beside it.
 */
function dnsOptionsOf({ service, privateDns, dnsRecordIpType }: InterfaceEndpointProps): Partial<VpcEndpointConfig> {
  const name = service.parsedName?.serviceName ?? service.serviceName;
  const isS3 = /^com\.amazonaws\.[a-z0-9-]+\.s3$/.test(name);
  const options = {
    ...(dnsRecordIpType === undefined ? {} : { dnsRecordIpType }),
    ...(isS3 && privateDns === true ? { privateDnsOnlyForInboundResolverEndpoint: false } : {}),
  };
  return Object.keys(options).length === 0 ? {} : { dnsOptions: options };
}

/**
 * The endpoint's policy. Of a service of AWS that is looked up, AWS's own is said where there is no other, so that one that is
 * taken out goes; else the endpoint would keep it.
 */
function policyOf({ policy, service }: InterfaceEndpointProps): Partial<VpcEndpointConfig> {
  if (policy !== undefined) return { policy: renderEndpointPolicy(policy) };
  const { parsedName, endpointPolicy } = service;
  const isOfAws = parsedName !== undefined && parsedName.serviceId === undefined;
  if (!isOfAws || endpointPolicy === undefined || typeof endpointPolicy === "boolean") return {};
  const otherwise = Fn.conditional(endpointPolicy, Fn.jsonencode(FULL_ACCESS), Token.nullValue());
  return { policy: Token.asString(otherwise) };
}

/** A policy goes with services that support it alone, where only AWS knows whether one does. */
function policyPrecondition({ name, policy, service: { endpointPolicy } }: InterfaceEndpointProps) {
  if (policy === undefined || endpointPolicy === undefined || typeof endpointPolicy === "boolean") return undefined;
  return {
    condition: `${endpointPolicy}`,
    errorMessage: `Endpoint ${name} has a policy, which the service does not support. Take \`policy\` out.`,
  };
}
