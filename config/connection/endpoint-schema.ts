import { z } from "zod";
import { addressNumber } from "../../modules/aws/cidr";
import { endpointPolicyProblems } from "../../modules/aws/endpoint-policy";
import { ipv6AddressProblem } from "../../modules/aws/ipv6";
import { resourceId } from "../../modules/aws/resource-id";
import { MOST_ADDITIONAL_SECURITY_GROUPS, MOST_SECURITY_GROUPS } from "../../modules/consumer/endpoint-access-problems";
import { DNS_RECORD_IP_TYPES, ENDPOINT_ADDRESS_TYPES } from "../../modules/consumer/endpoint-addresses";
import { acrossKeys, asList, checked, eachOnce, type Mapping, type Report } from "../fields";
import { notifications } from "../service/notifications-schema";
import { endpointTimeouts, tags, zoneId } from "../shared-schema";
import { reportReferences } from "../terraform-references";
import { leadsToResource } from "./resource-connection";

const securityGroupId = checked((text) =>
  resourceId("sg").test(text) ? undefined : "the id of a security group, such as sg-0123456789abcdef0",
);

const addresses = z.strictObject({
  ipv4: checked((text) => (addressNumber(text) === undefined ? "an IPv4 address" : undefined))
    .optional()
    .describe("IPv4 address of the zone's subnet. Default: none, for an endpoint of ipv6."),
  ipv6: checked(ipv6AddressProblem)
    .optional()
    .describe("IPv6 address of the zone's subnet. Default: none, for an endpoint of ipv4."),
});

/** Keys of a connection that say how its endpoint is made, whatever it leads to. */
export const anyEndpointKeys = {
  securityGroupIds: z
    .array(securityGroupId)
    .min(1)
    .max(MOST_SECURITY_GROUPS)
    .optional()
    .describe(
      "Security groups that exist, in place of allowFrom: nothing is changed in them, so that they must let in the ports, also for the client application. Default: one is made.",
    ),
  additionalSecurityGroupIds: z
    .array(securityGroupId)
    .min(1)
    .max(MOST_ADDITIONAL_SECURITY_GROUPS)
    .optional()
    .describe(
      "Security groups that exist, beside the one that is made: the endpoint lets in what any of its groups lets in. Nothing is changed in them. AWS grants 5 groups in all, and up to 16 on request. Default: only the one that is made.",
    ),
  endpointDetails: z
    .boolean()
    .optional()
    .describe(
      "Whether the stack gives the endpoint's subnets and addresses by zone, and its security groups, in the output endpoint_details: for firewall rules, for DNS outside of AWS, for targets of a load balancer. Default: false.",
    ),
  tags: tags.optional().describe("Tags of the endpoint and its security group, besides the consumer's. Default: none."),
};

/** Keys of a connection that say how an endpoint to a service is made. */
export const serviceEndpointKeys = {
  inZones: z
    .array(zoneId)
    .min(1)
    .optional()
    .describe(
      "Ids of the zones of the VPC that the endpoint is in; the service must be in each. Default: those of privateAddresses, else all that the VPC and the service share.",
    ),
  ipAddressType: z
    .enum(ENDPOINT_ADDRESS_TYPES)
    .optional()
    .describe(
      "Addresses of the endpoint. dualstack: in a VPC with IPv6, to a service that takes it; ipv6: only in IPv6-only subnets of an existing VPC. Removing this setting does not change the deployed endpoint. Default: ipv4, as AWS makes it.",
    ),
  dnsRecordIpType: z
    .enum(DNS_RECORD_IP_TYPES)
    .optional()
    .describe(
      "DNS records of the endpoint; others than those of its addresses need dualstack. Removing this setting does not change the deployed endpoint. Default: those of its addresses, as AWS makes them.",
    ),
  privateAddresses: z
    .record(zoneId, addresses)
    .optional()
    .describe(
      "Fixed addresses by the id of the zone, in each of the endpoint's zones. Another address is another network interface, which breaks the zone's connections for a moment. Removing this setting does not change the deployed endpoint. Default: AWS chooses.",
    ),
  privateDnsOnlyForInboundResolvers: z
    .boolean()
    .optional()
    .describe(
      "Whether only Route 53 inbound resolver endpoints of the VPC know S3 by its private DNS name: clients outside of the VPC reach S3 by this endpoint, those in the VPC by the gateway endpoint, which the owner of the VPC has made before. Only for S3 in the VPC's region. Default: false.",
    ),
  notifications: notifications
    .optional()
    .describe(
      "Notifications of this endpoint, by way of SNS in the consumer's account: the provider accepts or rejects it, or it is deleted. Default: none.",
    ),
  policy: z
    .record(z.string(), z.unknown())
    .check(acrossKeys(policyRule))
    .optional()
    .describe(
      "Endpoint policy: what may be done through the endpoint and by whom, as an IAM policy document with a principal in each statement. Only for services of AWS. If you remove this setting, Terraform removes the policy, except where it does not look up the service: then write a policy that allows everything. Default: AWS allows everyone to do everything.",
    ),
  timeouts: endpointTimeouts("the endpoint"),
};

/** Keys of endpoints to services that endpoints to service networks have, too. */
const OF_SERVICE_NETWORKS: readonly string[] = ["inZones", "ipAddressType"];

function policyRule(policy: Mapping, report: Report): void {
  reportReferences(policy, [], report);
  for (const { path, expected, places } of endpointPolicyProblems(policy))
    report([...path], expected, places && "delete or rename all but one", places);
}

/** What must hold between the keys of a connection that concern its endpoint. */
export function endpointKeysRule(connection: Mapping, report: Report): void {
  const { allowFrom, securityGroupIds, additionalSecurityGroupIds, inZones } = connection;
  eachOnce(["allowFrom"], asList(allowFrom), "source", report);
  eachOnce(["inZones"], asList(inZones), "zone", report);
  eachOnce(["securityGroupIds"], asList(securityGroupIds), "security group", report);
  eachOnce(["additionalSecurityGroupIds"], asList(additionalSecurityGroupIds), "security group", report);
  if (allowFrom !== undefined && securityGroupIds !== undefined)
    report(
      ["securityGroupIds"],
      "either `allowFrom` or `securityGroupIds`, not both",
      "take one of them out, or write `additionalSecurityGroupIds` for groups beside the one that is made",
    );
  if (additionalSecurityGroupIds !== undefined && securityGroupIds !== undefined)
    report(
      ["additionalSecurityGroupIds"],
      "either `securityGroupIds` (no group is made) or `additionalSecurityGroupIds` (one is made), not both",
      "take one of them out",
    );
  if (!leadsToResource(connection)) return;
  const taken = connection.serviceNetworkArn === undefined ? [] : OF_SERVICE_NETWORKS;
  for (const key of Object.keys(serviceEndpointKeys).filter((each) => !taken.includes(each)))
    if (connection[key] !== undefined) report([key], `no \`${key}\`: it is for endpoints to services`, "take it out");
}
