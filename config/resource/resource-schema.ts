import { z } from "zod";
import {
  ADDRESS_TYPES,
  domainNameProblem,
  resourceAddressProblem,
  resourceArnProblem,
} from "../../modules/provider/resource/definition";
import { DNS_RESOLUTIONS } from "../../modules/provider/resource/dns-resolution";
import { domainVerificationIdProblem } from "../../modules/provider/resource/domain-verification-id";
import { destinationProblem } from "../../modules/provider/resource/gateway-destination";
import {
  DEFAULT_ADDRESSES_PER_INTERFACE,
  MAX_ADDRESSES_PER_INTERFACE,
} from "../../modules/provider/resource/interface-addresses";
import { sharePrincipalProblem } from "../../modules/provider/resource/share-principal";
import { verifiedDomainProblem } from "../../modules/provider/resource/verified-domain";
import { portWithProtocol } from "../connection/ports";
import { acrossKeys, checked, key } from "../fields";
import { account, role, tags } from "../shared-schema";
import { vpc } from "../vpc-schema";
import { resourceRule } from "./resource-rule";

const addressType = z.enum(ADDRESS_TYPES);

const ports = z.array(portWithProtocol).min(1);

const gateway = z
  .strictObject({
    addressType: addressType
      .default("ipv4")
      .describe(
        "Addresses of the gateway's network interfaces, which must go with the subnets and with the resource. Another type is another gateway. Default: ipv4.",
      ),
    addressesPerInterface: z
      .int()
      .min(1)
      .max(MAX_ADDRESSES_PER_INTERFACE)
      .optional()
      .describe(
        `IPv4 addresses of each network interface, from 1 to ${MAX_ADDRESSES_PER_INTERFACE}: 55,000 connections at a time each, to one address of a resource. Another number is another gateway. Default: ${DEFAULT_ADDRESSES_PER_INTERFACE}.`,
      ),
    dnsResolution: z
      .enum(DNS_RESOLUTIONS)
      .optional()
      .describe(
        "Where the gateway asks for domain names of resources: in public DNS (PUBLIC), or within its VPC (IN_VPC), where names of private hosted zones are known. Another one is another gateway. Needs version 6.46.0 of the AWS provider (terraform.awsProvider). Default: PUBLIC, as AWS makes it.",
      ),
    allowTo: z
      .array(checked(destinationProblem))
      .min(1)
      .optional()
      .describe(
        "Where the gateway may connect to, on the resource's ports: ranges, security groups (sg-...), prefix lists (pl-...). Default: the resource's address; for what has a name, the VPC's range.",
      ),
  })
  .describe(
    "Resource gateway, which connections come into the VPC through. Default: one with the defaults of each key.",
  );

const named = {
  dnsName: checked(domainNameProblem)
    .optional()
    .describe(
      "Domain name that public DNS knows, such as that of a database's endpoint; with `gateway.dnsResolution: IN_VPC`, one that the VPC knows.",
    ),
  dnsAddressType: addressType.optional().describe("Addresses that the domain name is asked for. Default: ipv4."),
  ipAddress: checked(resourceAddressProblem).optional().describe("Private IPv4 address, or IPv6 address of the VPC."),
};

const member = z
  .strictObject({ ...named, ports: ports.optional().describe("TCP ports of the member. Default: the resource's.") })
  .describe("A member of a group, by its domain name or its address.");

const definition = z
  .strictObject({
    ...named,
    arn: checked(resourceArnProblem)
      .optional()
      .describe("ARN of an Amazon RDS instance or cluster that is not publicly accessible."),
    members: z
      .record(key, member)
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one member" })
      .optional()
      .describe("Several resources by a name of your choice, such as the nodes of a cluster, connected to as one."),
  })
  .describe("What it is: exactly one of dnsName, ipAddress, arn and members.");

const sharing = z
  .strictObject({
    principals: z
      .array(checked(sharePrincipalProblem))
      .default([])
      .describe(
        "Whom it is shared with besides the accounts of this environment's consumers of it: account ids, ARNs of organizational units or of an organization.",
      ),
    allowExternalPrincipals: z
      .boolean()
      .default(false)
      .describe(
        "Whether accounts outside the owner's organization may be among them; they must accept. Default: false.",
      ),
  })
  .describe("Share of the resource through AWS RAM, which is all the permission that a consumer needs.");

export const resourceSchema = z
  .strictObject({
    account: account.describe("Account of the resource."),
    role: role.optional(),
    vpc: vpc.describe("VPC that the resource is reached in: a new isolated one (cidr), or one that exists (id)."),
    gateway: gateway.prefault({}),
    resource: definition,
    ports: ports.describe(
      'TCP ports to reach: numbers, or texts for several, "9092-9094". Those of the database, where the resource is one by its ARN.',
    ),
    sharing: sharing.prefault({}),
    customDomainName: checked(domainNameProblem)
      .optional()
      .describe(
        "Domain name that consumers may know the resource by in their VPCs; not with an ARN, nor of a group. Default: none.",
      ),
    domainVerificationId: checked(domainVerificationIdProblem)
      .optional()
      .describe("Id of the verification of that domain in VPC Lattice (dv-...). Default: not verified."),
    verifyDomain: checked(verifiedDomainProblem)
      .optional()
      .describe(
        "Domain whose verification is started in VPC Lattice, in place of domainVerificationId: customDomainName, or a domain above it. The output domain_verification_record is the record that its public DNS must have. Default: none is started.",
      ),
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .check(acrossKeys(resourceRule))
  .describe(
    "A private resource that is offered to consumers without a load balancer, such as a database or a cluster.",
  );

/** A resource as an environment file gives it, with its defaults filled in. */
export type ResourceSpec = z.output<typeof resourceSchema>;
/** A member of a group as an environment file gives it. */
export type MemberSpec = z.output<typeof member>;
