import { z } from "zod";
import { AWS_SERVICES } from "../modules/aws/aws-service-names";
import { GATEWAY_SERVICES, type GatewayService } from "../modules/aws/gateway-service";
import { DNS_RECORD_IP_TYPES, ENDPOINT_ADDRESS_TYPES } from "../modules/consumer/endpoint-addresses";
import { gatewayAddressProblems } from "../modules/consumer/gateway-endpoint/addresses";
import {
  type GatewayPolicyProps,
  type GatewayProblem,
  gatewayNetworkAclProblem,
  gatewayPolicyProblems,
  routeTableProblems,
} from "../modules/consumer/gateway-endpoint/problems";
import { acrossKeys, asList, checked, DELETE_OTHERS, isMapping, type Mapping, part, type Report } from "./fields";
import { writeNearest } from "./nearest";
import { account, endpointTimeouts, tags } from "./shared-schema";
import { reportReferences } from "./terraform-references";

const texts = z.array(z.string());

/** What a gateway endpoint is for. What is wrong within is told by the rule that modules have. */
const accessKeys = {
  buckets: texts
    .optional()
    .describe("Of s3: names of the buckets that may be reached. Default: any that the other keys allow."),
  tables: texts
    .optional()
    .describe(
      "Of dynamodb: names of tables of the consumer's account, or ARNs of tables, that may be reached. Default: any that the other keys allow.",
    ),
  actions: texts.optional().describe("Actions that are allowed, such as s3:GetObject. Default: all of the service."),
  principalAccounts: z
    .array(account)
    .optional()
    .describe("Accounts whose users and roles may use the endpoint. Default: any whom the other keys allow."),
  principalOrganization: z
    .string()
    .optional()
    .describe(
      "Id of the organization whose users and roles may use the endpoint. Default: any whom the other keys allow.",
    ),
  resourceAccounts: z
    .array(account)
    .optional()
    .describe("Accounts whose buckets or tables may be reached. Default: any that the other keys allow."),
  resourceOrganization: z
    .string()
    .optional()
    .describe("Id of the organization whose buckets or tables may be reached. Default: any that the other keys allow."),
};

const policy = z
  .record(z.string(), z.unknown())
  .optional()
  .describe(
    'Endpoint policy as an IAM policy document, in place of the keys above: each statement has Principal "*", and names resources or has a condition that binds resources or principals. Default: one that is made of the keys above, of which one is needed.',
  );

const gatewayEndpoint = z
  .strictObject({
    ...accessKeys,
    policy,
    routeTableIds: texts
      .optional()
      .describe(
        "Ids of the route tables that get the route to the service, in a VPC that exists. Default: those that the subnets use.",
      ),
    ipAddressType: z
      .enum(ENDPOINT_ADDRESS_TYPES)
      .optional()
      .describe(
        "Addresses of the service that get a route. dualstack: in a VPC with IPv6; ipv6: only in IPv6-only subnets of an existing VPC. Removing this setting does not change the deployed endpoint. Default: ipv4, as AWS makes it.",
      ),
    dnsRecordIpType: z
      .enum(DNS_RECORD_IP_TYPES)
      .optional()
      .describe(
        "Of s3: DNS records that the VPC gets for the service's names; others than those of the endpoint's addresses need dualstack. Only with versions of the AWS provider from 6.28 on. Removing this setting does not change the deployed endpoint. Default: service-defined, as AWS makes it: only names such as s3.dualstack.us-east-1.amazonaws.com have IPv6.",
      ),
    tags: tags.optional().describe("Tags of the endpoint, besides the consumer's. Default: none."),
    timeouts: endpointTimeouts("the endpoint"),
  })
  .check(acrossKeys(routeTableRule));

const SERVICE = new RegExp(`^(${GATEWAY_SERVICES.join("|")})$`);

/** What to do about a service that has no gateway endpoints, or whose name is written otherwise. */
function serviceFix(text: string): string {
  const name = text.replace(/^com\.amazonaws\.[^.]+\./, "");
  const advice = writeNearest(name, GATEWAY_SERVICES);
  if (advice !== undefined) return advice;
  return AWS_SERVICES.includes(name)
    ? `${name} has only interface endpoints: take it out, and write \`awsService: ${name}\` under \`connections\``
    : "other services have only interface endpoints: take it out, and write `awsService` under `connections`";
}

/** Gateway endpoints of a VPC, by the short name of the service. */
export const gatewayEndpoints = z
  .record(
    checked(
      (text) =>
        SERVICE.test(text) ? undefined : `a service that has gateway endpoints: ${GATEWAY_SERVICES.join(", ")}`,
      serviceFix,
    ).meta({ pattern: SERVICE.source }),
    gatewayEndpoint,
  )
  .refine((all) => Object.keys(all).length >= 1, { error: "at least one of s3 and dynamodb" })
  .check(acrossKeys(accessRule))
  .describe(
    "Gateway endpoints to S3 and DynamoDB, which cost nothing, by service: s3, dynamodb. Each says what may be reached or by whom, since data may leave through it. A new VPC then has `networkAcl: open`. Default: none.",
  );

/** Gateway endpoints as a consumer's file gives them. */
export type GatewayEndpointsSpec = z.output<typeof gatewayEndpoints>;

/** Keys whose texts have a form that only the rule of modules knows. */
const FREE_KEYS = [
  ...["buckets", "tables", "actions", "principalOrganization", "resourceOrganization"],
  ...["policy", "routeTableIds"],
];

/** What a gateway endpoint lets through is sound and narrow, as far as the file tells. */
function accessRule(endpoints: Mapping, report: Report): void {
  for (const service of GATEWAY_SERVICES) {
    const spec = endpoints[service];
    if (isMapping(spec)) for (const key of FREE_KEYS) reportReferences(spec[key], [service, key], report);
    if (!isReadable(spec)) continue;
    for (const { path, expected, places } of gatewayPolicyProblems(service, spec))
      report([service, ...path], expected, fixOf(service, { path, expected, places }), withService(service, places));
  }
}

type Places = readonly (readonly PropertyKey[])[] | undefined;

function withService(service: string, places: Places): Places {
  return places?.map((place) => [service, ...place]);
}

/** An example of what a gateway endpoint may let through. */
const EXAMPLES: Readonly<Record<GatewayService, string>> = {
  s3: "buckets: [my-bucket]",
  dynamodb: "tables: [my-table]",
};

function fixOf(service: GatewayService, { path, expected, places }: GatewayProblem): string | undefined {
  if (places !== undefined) return DELETE_OTHERS;
  if (expected.endsWith("not both")) return "take one of them out";
  return path.length === 0 ? `say what the clients need, such as \`${EXAMPLES[service]}\`` : undefined;
}

/** What gateway endpoints ask of the consumer's VPC. */
export function gatewayEndpointsRule({ gatewayEndpoints: endpoints, vpc }: Mapping, report: Report): void {
  if (!isMapping(endpoints) || !isMapping(vpc)) return;
  if (vpc.networkAcl === "vpc")
    report(
      ["vpc", "networkAcl"],
      gatewayNetworkAclProblem(vpc.networkAcl) ?? "",
      "take it out: `open` is the default then",
    );
  for (const [service, spec] of Object.entries(endpoints)) {
    if (!isMapping(spec)) continue;
    addressRule(service, spec, vpc, report);
    if (vpc.cidr !== undefined && spec.routeTableIds !== undefined)
      report(
        ["gatewayEndpoints", service, "routeTableIds"],
        "no `routeTableIds` for a new VPC, which has one route table",
        "take it out",
      );
  }
}

/** The VPC has what the addresses of an endpoint need. */
function addressRule(service: string, spec: Mapping, vpc: Mapping, report: Report): void {
  const { ipAddressType, dnsRecordIpType } = gatewayEndpoint.shape;
  const known = GATEWAY_SERVICES.find((each) => each === service);
  if (known === undefined) return;
  const addresses = {
    ipAddressType: part(ipAddressType, spec.ipAddressType),
    dnsRecordIpType: part(dnsRecordIpType, spec.dnsRecordIpType),
  };
  const around = { service: known, ipv6: vpc.ipv6 === true, ipv4: vpc.cidr !== undefined };
  for (const { path, expected, fix } of gatewayAddressProblems(addresses, around))
    report(["gatewayEndpoints", service, ...path], expected, fix);
}

function routeTableRule({ routeTableIds }: Mapping, report: Report): void {
  if (!isTexts(routeTableIds)) return;
  for (const { path, expected, places } of routeTableProblems(routeTableIds))
    report([...path], expected, places && DELETE_OTHERS, places);
}

/** Whether each key that the rule reads has a value of its kind, which the schema tells otherwise. */
function isReadable(spec: unknown): spec is GatewayPolicyProps {
  return (
    isMapping(spec) &&
    Object.entries({ ...accessKeys, policy }).every(([key, schema]) => schema.safeParse(spec[key]).success)
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && asList(value).every((each) => typeof each === "string");
}
