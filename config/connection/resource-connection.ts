import { z } from "zod";
import { parsePort, tcpPortProblem } from "../../modules/aws/port";
import { resourceConfigurationArnProblem, resourceShareArnProblem } from "../../modules/aws/shared-resource-arn";
import {
  PRIVATE_DNS_PREFERENCES,
  privateDnsPreferenceProblems,
  specifiedDomainProblem,
} from "../../modules/consumer/private-dns-preference";
import { asList, checked, eachOnce, key, type Mapping, type Report } from "../fields";

/** Key of a private resource of the same environment. */
export const resourceKey = key.describe("Key of a private resource in this environment's environment.yaml.");

/** Ways to say that a connection leads to a private resource. */
export const resourceWays = {
  resource: resourceKey.optional(),
  resourceConfigurationArn: checked(resourceConfigurationArnProblem)
    .optional()
    .describe("ARN of somebody else's resource configuration (VPC Lattice), which is shared with the account."),
};

/** Keys about the sharing of private resources, and about the name that a service or a resource has itself. */
export const resourceKeys = {
  privateDns: z
    .boolean()
    .optional()
    .describe(
      "Whether the VPC is to know a service by its private DNS name, once the connection is accepted; or a private resource by its own name: that of RDS, or its verified domain name, where a change is another endpoint. Default: true for a service of AWS (awsService) that has such a name, else false.",
    ),
  privateDnsPreference: z
    .enum(PRIVATE_DNS_PREFERENCES)
    .optional()
    .describe(
      "With privateDns, of a private resource: which of its domain names the VPC knows. VERIFIED_DOMAINS_ONLY: those whose domain its owner has verified; ALL_DOMAINS: all, so that its owner chooses names in the VPC; SPECIFIED_DOMAINS_ONLY: those of privateDnsDomains; VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS: both. A change is another endpoint. Needs version 6.28.0 of the AWS provider (terraform.awsProvider). Default: VERIFIED_DOMAINS_ONLY, as AWS makes it.",
    ),
  privateDnsDomains: z
    .array(checked(specifiedDomainProblem))
    .min(1)
    .optional()
    .describe(
      "Domain names that the VPC knows, with a privateDnsPreference that names some. A change is another endpoint. Default: none.",
    ),
  acceptShare: z
    .boolean()
    .optional()
    .describe(
      "Whether the share of a resource of this environment must be accepted, as it must outside the owner's organization. Default: false.",
    ),
  resourceShareArn: checked(resourceShareArnProblem)
    .optional()
    .describe(
      "ARN of the share of somebody else's resource, where it must be accepted: outside the owner's organization. Default: it need not.",
    ),
};

/** Whether a connection leads to a private resource. */
export function leadsToResource(connection: Mapping): boolean {
  return Object.keys(resourceWays).some((way) => connection[way] !== undefined);
}

/** What must hold between the keys of a connection that concern private resources. */
export function resourceConnectionRule(connection: Mapping, report: Report): void {
  const { resource, resourceConfigurationArn } = connection;
  if (resourceConfigurationArn !== undefined) tcpPorts(connection.ports, report);
  privateDnsKeys(connection, report);
  if (connection.acceptShare !== undefined && resource === undefined && connection.shared === undefined)
    report(
      ["acceptShare"],
      "`resource`, a key of this environment: of somebody else's, the share is accepted by `resourceShareArn`",
      "take it out",
    );
  if (connection.resourceShareArn !== undefined && resourceConfigurationArn === undefined)
    report(
      ["resourceShareArn"],
      "`resourceConfigurationArn` of somebody else's resource: a share of this environment's is accepted by `acceptShare`",
      "take it out",
    );
}

/** Which names a VPC knows is chosen of a private resource. */
function privateDnsKeys(connection: Mapping, report: Report): void {
  const { privateDns, privateDnsPreference, privateDnsDomains } = connection;
  eachOnce(["privateDnsDomains"], asList(privateDnsDomains), "domain", report);
  if (connection.shared !== undefined) return;
  if (!leadsToResource(connection)) {
    for (const name of ["privateDnsPreference", "privateDnsDomains"])
      if (connection[name] !== undefined)
        report([name], `no \`${name}\`: it is for endpoints to private resources`, "take it out");
    return;
  }
  const given = { privateDns, privateDnsPreference };
  const domains = privateDnsDomains === undefined ? {} : { privateDnsDomains: asList(privateDnsDomains) };
  for (const { property, expected } of privateDnsPreferenceProblems({ ...given, ...domains }))
    report([property], expected);
}

/** Resources are reached over TCP. What can be no port at all is told already. */
function tcpPorts(ports: unknown, report: Report): void {
  asList(ports).forEach((port, index) => {
    if ((typeof port !== "number" && typeof port !== "string") || typeof parsePort(port) === "string") return;
    const expected = tcpPortProblem(port);
    if (expected !== undefined) report(["ports", index], expected);
  });
}
