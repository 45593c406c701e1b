import { z } from "zod";
import { NEWER_ARGUMENTS } from "../../modules/aws/newer-argument";
import { parsePort, tcpPortProblem } from "../../modules/aws/port";
import {
  resourceConfigurationArnProblem,
  resourceShareArnProblem,
  serviceNetworkArnProblem,
} from "../../modules/aws/shared-resource-arn";
import {
  MOST_SPECIFIED_DOMAINS,
  PRIVATE_DNS_PREFERENCES,
  privateDnsPreferenceProblems,
} from "../../modules/consumer/private-dns-preference";
import { asList, checked, key, type Mapping, type Report } from "../fields";

/** Key of a private resource of the same environment. */
export const resourceKey = key.describe("Key of a private resource in this environment's environment.yaml.");

/** Ways to say that a connection leads to a private resource, or to a network of such and of services. */
export const resourceWays = {
  resource: resourceKey.optional(),
  resourceConfigurationArn: checked(resourceConfigurationArnProblem)
    .optional()
    .describe("ARN of somebody else's resource configuration (VPC Lattice), which is shared with the account."),
  serviceNetworkArn: checked(serviceNetworkArnProblem)
    .optional()
    .describe(
      "ARN of a service network (VPC Lattice), one's own or one that is shared with the account: the endpoint leads to whatever its owner adds to it. The policies refuse it unless the policy data names it (allowed_service_networks).",
    ),
};

/** Keys about the sharing of private resources, and about the name that a service or a resource has itself. */
export const resourceKeys = {
  privateDns: z
    .boolean()
    .optional()
    .describe(
      "Whether the VPC is to know a service by its private DNS name, once the connection is accepted; or a private resource by its own name: that of RDS, or its verified domain name; or what is in a service network by its own names. For these, a change is another endpoint. Default: true for a service of AWS (awsService) that has such a name, else false.",
    ),
  privateDnsPreference: z
    .enum(PRIVATE_DNS_PREFERENCES)
    .optional()
    .describe(
      `Which custom domain names of a private resource the VPC may know, with \`privateDns: true\`. ALL_DOMAINS: any name that its provider has chosen, also one of somebody else's domain. Needs \`terraform.awsProvider\` from ${NEWER_ARGUMENTS.privateDnsPreference.since.join(".")} on; a change is another endpoint. Default: VERIFIED_DOMAINS_ONLY, as AWS has it.`,
    ),
  privateDnsSpecifiedDomains: z
    .array(z.string())
    .min(1)
    .max(MOST_SPECIFIED_DOMAINS)
    .optional()
    .describe(
      "Names of a private resource that the VPC may know, for a privateDnsPreference that takes some; a change is another endpoint. Default: none.",
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
      "ARN of the share of somebody else's resource or service network, where it must be accepted: outside the owner's organization. Default: it need not.",
    ),
};

/**
 * Whether a connection leads to a private resource, or to a service network: over TCP, by names that each association
 * has.
 */
export function leadsToResource(connection: Mapping): boolean {
  return Object.keys(resourceWays).some((way) => connection[way] !== undefined);
}

/** What must hold between the keys of a connection that concern private resources. */
export function resourceConnectionRule(connection: Mapping, report: Report): void {
  const { resource, resourceConfigurationArn, serviceNetworkArn } = connection;
  if (serviceNetworkArn !== undefined)
    tcpPorts(connection.ports, report, "write the port without `/udp`: a service network carries TCP only");
  else if (resourceConfigurationArn !== undefined) tcpPorts(connection.ports, report);
  preferenceRule(connection, report);
  if (connection.acceptShare !== undefined && resource === undefined && connection.shared === undefined)
    report(
      ["acceptShare"],
      "`resource`, a key of this environment: of somebody else's, the share is accepted by `resourceShareArn`",
      "take it out",
    );
  if (
    connection.resourceShareArn !== undefined &&
    resourceConfigurationArn === undefined &&
    serviceNetworkArn === undefined
  )
    report(
      ["resourceShareArn"],
      "`resourceConfigurationArn` of somebody else's resource, or `serviceNetworkArn`: a share of this environment's is accepted by `acceptShare`",
      "take it out",
    );
}

/** Which names the VPC may know is for private resources to say. */
function preferenceRule(connection: Mapping, report: Report): void {
  const keys = ["privateDnsPreference", "privateDnsSpecifiedDomains"] as const;
  if (!leadsToResource(connection)) {
    for (const key of keys)
      if (connection[key] !== undefined)
        report([key], `no \`${key}\`: it is for endpoints to private resources`, "take it out");
    return;
  }
  const preference = PRIVATE_DNS_PREFERENCES.find((each) => each === connection.privateDnsPreference);
  // Of a preference that there is not, something is said already, and of names that are no texts.
  if (preference === undefined && connection.privateDnsPreference !== undefined) return;
  const domains = connection.privateDnsSpecifiedDomains;
  const texts = asList(domains).filter((domain) => typeof domain === "string");
  if (domains !== undefined && (texts.length === 0 || texts.length < asList(domains).length)) return;
  const options = {
    privateDns: connection.privateDns === true,
    privateDnsPreference: preference,
    privateDnsSpecifiedDomains: domains === undefined ? undefined : texts,
  };
  for (const { path, expected, fix } of privateDnsPreferenceProblems(options)) report([...path], expected, fix);
}

/** Resources are reached over TCP. What can be no port at all is told already. @param fix what to do about another. */
function tcpPorts(ports: unknown, report: Report, fix?: string): void {
  asList(ports).forEach((port, index) => {
    if ((typeof port !== "number" && typeof port !== "string") || typeof parsePort(port) === "string") return;
    const expected = tcpPortProblem(port);
    if (expected !== undefined) report(["ports", index], expected, fix);
  });
}
