import { z } from "zod";
import { hostedZoneIdProblem } from "../../modules/aws/hosted-zone-id";
import { resourceId } from "../../modules/aws/resource-id";
import { aliasNameProblem, recordName, recordProblem, ZONE_ITSELF } from "../../modules/consumer/private-dns/names";
import { acrossKeys, asList, checked, eachOnce, key, type Mapping, type Report } from "../fields";
import { account, anyRegion, role } from "../shared-schema";
import { leadsToResource } from "./resource-connection";

const vpcId = z
  .string()
  .regex(resourceId("vpc"), { error: "the id of a VPC as the key, such as vpc-0123456789abcdef0" });

const furtherVpc = z.strictObject({
  account: account.optional().describe("Account of the VPC. Default: the hosted zone's."),
  role: role
    .optional()
    .describe(
      "Role in that account which Terraform assumes, by name. Default: the hosted zone's in its own account; else none, whose credentials Terraform runs with must be the account's.",
    ),
  region: anyRegion.optional().describe("Region of the VPC. Default: the environment's."),
});

/** A private hosted zone with names for an endpoint. */
export const hostedZone = z
  .strictObject({
    name: checked(aliasNameProblem).describe(
      "DNS name that clients use, in lower case, such as orders.internal.example.com. It need not be in public DNS.",
    ),
    records: z
      .array(z.string())
      .min(1)
      .optional()
      .describe(
        "Names in the zone that lead to the endpoint, relative to `name` and in its place: app, *.app, and @ for `name` itself. Not with wildcard or zonal. Default: [@], and what wildcard and zonal add.",
      ),
    id: checked(hostedZoneIdProblem)
      .optional()
      .describe(
        "Id of a private hosted zone that exists, which the name is in. Default: a new zone of just this name, associated with the VPC.",
      ),
    account: account.optional().describe("Account of the zone that exists. Default: the consumer's."),
    role: role
      .optional()
      .describe(
        "Role in that account which Terraform assumes, by name. Default: the consumer's in its own account; else none, whose credentials Terraform runs with must be the account's.",
      ),
    associate: z
      .boolean()
      .optional()
      .describe(
        "Whether the VPC is to be associated with the zone that exists; of several names in one zone, one says so. Default: false; the owner of the zone has done so.",
      ),
    wildcard: z
      .boolean()
      .default(false)
      .describe(
        "Whether every name below the name leads to the endpoint too; with zonal, every name below that of a zone to the endpoint's addresses there. Default: false.",
      ),
    zonal: z
      .boolean()
      .default(false)
      .describe("Whether there is a name for each zone of the endpoint too: <zone id>.<name>. Default: false."),
    vpcs: z
      .record(vpcId, furtherVpc)
      .default({})
      .describe(
        "Further VPCs that are to know the names, by id. They need a path to the endpoint's VPC, such as a peering or a transit gateway. Default: none.",
      ),
  })
  .check(acrossKeys(hostedZoneRule))
  .describe(
    "A name of your own for the endpoint, in a private hosted zone of Route 53; for services without a private DNS name that is verified, or several VPCs. Default: none.",
  );

function hostedZoneRule({ id, ...keys }: Mapping, report: Report): void {
  recordsRule(keys, report);
  if (id !== undefined) return;
  for (const name of ["account", "role", "associate"])
    if (keys[name] !== undefined)
      report([name], `\`id\` of a zone that exists beside \`${name}\`: a new one is the consumer's`, "take it out");
}

function recordsRule({ name, records, wildcard, zonal }: Mapping, report: Report): void {
  if (records === undefined) return;
  if (wildcard === true) report(["wildcard"], "false beside `records`", "take it out, and write `*` among the records");
  if (zonal === true)
    report(["zonal"], "false beside `records`, which are all names in the zone", "remove `zonal`, or remove `records`");
  eachOnce(["records"], asList(records), "name", report);
  asList(records).forEach((record, index) => {
    if (typeof record !== "string" || typeof name !== "string") return;
    const expected = recordProblem(record, name);
    if (expected !== undefined) report(["records", index], expected);
  });
}

/** Keys of a connection about DNS names of its endpoint, beside `privateDns`. */
export const nameKeys = {
  hostedZone: hostedZone.optional(),
  hostedZones: z
    .record(key, hostedZone)
    .refine((all) => Object.keys(all).length >= 1, { error: "at least one name" })
    .optional()
    .describe(
      "Several names of your own for the endpoint, each with the keys of hostedZone, by a name of your choice. Default: none.",
    ),
  zonalNames: z
    .boolean()
    .optional()
    .describe(
      "Whether the output zonal_dns_names tells the endpoint's DNS name in each zone, by zone id, for clients that want to stay in theirs. Default: false.",
    ),
};

/** Names of one's own and zonal names are for services: a resource tells its names by itself. */
export function nameRule(connection: Mapping, report: Report): void {
  if (!leadsToResource(connection)) return;
  const names =
    connection.serviceNetworkArn === undefined
      ? "a private resource has the name of `privateDns` or of its endpoint"
      : "what is in a service network has names of its own, which the VPC knows with `privateDns: true`";
  for (const name of Object.keys(nameKeys))
    if (connection[name] !== undefined)
      report([name], `a connection to a service beside \`${name}\`: ${names}`, "take it out");
}

/** A private hosted zone as a connection gives it. */
export type HostedZoneSpec = z.output<typeof hostedZone>;

/** The names that a hosted zone leads to the endpoint, but for those that `wildcard` and `zonal` add. */
export function recordNamesOf({ name, records = [ZONE_ITSELF] }: HostedZoneSpec): string[] {
  return records.map((record) => recordName(record, name));
}

/** Keys of a connection that lead to a hosted zone. */
export type HostedZonePath = readonly ["hostedZone"] | readonly ["hostedZones", string];

/** The hosted zones of a connection, one or several, with the keys that lead to each; sorted by these. */
export function hostedZonesOf(connection: {
  readonly hostedZone?: HostedZoneSpec | undefined;
  readonly hostedZones?: Readonly<Record<string, HostedZoneSpec>> | undefined;
}): { readonly path: HostedZonePath; readonly spec: HostedZoneSpec }[] {
  const several = Object.entries(connection.hostedZones ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(connection.hostedZone ? [{ path: ["hostedZone"] as const, spec: connection.hostedZone }] : []),
    ...several.map(([name, spec]) => ({ path: ["hostedZones", name] as const, spec })),
  ];
}
