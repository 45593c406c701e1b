import { VpcEndpoint, type VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Construct } from "constructs";
import { setNewerArgument } from "../aws/newer-argument";
import type { EndpointAccess, EndpointAccessProps } from "./endpoint-access";
import type { ResourcePrivateDns } from "./private-dns-preference";
import { replacementTrigger } from "./replacement-trigger";
import type { ResourceShareAcceptance } from "./resource-share-acceptance";

/** What endpoints to resources and those to service networks are both made from. */
export interface ResourceEndpointParts {
  readonly props: Pick<EndpointAccessProps, "name" | "tags" | "vpc"> &
    ResourcePrivateDns & { readonly acceptance?: ResourceShareAcceptance };
  readonly access: EndpointAccess;
  readonly subnetIds: readonly string[];
  /** Type of the endpoint, what it leads to, and what only this type has. */
  readonly config: Pick<
    VpcEndpointConfig,
    "vpcEndpointType" | "resourceConfigurationArn" | "serviceNetworkArn" | "ipAddressType"
  >;
  /** What is fixed of this type only, besides subnets and names. @default - nothing */
  readonly fixed?: Readonly<Record<string, string>>;
}

/**
 * Makes an endpoint to a resource or to a service network. After it is made, AWS changes nothing but its security
 * groups and tags, so that another value of anything else makes another endpoint. The new one comes before the old one
 * goes, except with private DNS, which two cannot have at a time.
 */
export function makeResourceEndpoint(scope: Construct, parts: ResourceEndpointParts): VpcEndpoint {
  const { props, access, subnetIds, config, fixed } = parts;
  const { vpc, privateDns = false, privateDnsPreference } = props;
  const domains = props.privateDnsSpecifiedDomains && [...props.privateDnsSpecifiedDomains].sort();
  const trigger = replacementTrigger(scope, "fixed", {
    subnet_ids: subnetIds,
    private_dns_enabled: privateDns,
    ...fixed,
    ...(privateDnsPreference === undefined ? {} : { private_dns_preference: privateDnsPreference }),
    ...(domains === undefined ? {} : { private_dns_specified_domains: domains }),
  });
  const endpoint = new VpcEndpoint(scope, "endpoint", {
    ...config,
    vpcId: vpc.vpcId,
    subnetIds: [...subnetIds],
    securityGroupIds: access.securityGroupIds,
    privateDnsEnabled: privateDns,
    tags: { Name: props.name, ...props.tags },
    lifecycle: { createBeforeDestroy: !privateDns, replaceTriggeredBy: [trigger] },
    ...(props.acceptance ? { dependsOn: [props.acceptance.accepter] } : {}),
  });
  setNewerArgument(endpoint, "privateDnsPreference", privateDnsPreference);
  setNewerArgument(endpoint, "privateDnsSpecifiedDomains", domains);
  return endpoint;
}
