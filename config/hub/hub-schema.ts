import { z } from "zod";
import { sourceProblem } from "../../modules/consumer/endpoint-access-problems";
import { profileIdProblem } from "../../modules/hub/names";
import { sharePrincipalProblem } from "../../modules/provider/resource/share-principal";
import { endpointMonitoring } from "../endpoint-monitoring-schema";
import { acrossKeys, asList, asMapping, checked, eachOnce, key, type Mapping, type Report } from "../fields";
import { account, role, tags } from "../shared-schema";
import { vpc } from "../vpc-schema";

const profile = z
  .strictObject({
    id: checked(profileIdProblem)
      .optional()
      .describe(
        "Id of a Profile that exists, in the hub's account: a VPC can have one only. Default: a new one, shared with the consumers' accounts.",
      ),
    associate: z
      .boolean()
      .optional()
      .describe(
        "Whether consumers' VPCs are to be associated with it. Default: true; with `id` false, as those who have it are associated already.",
      ),
    principals: z
      .array(checked(sharePrincipalProblem))
      .default([])
      .describe(
        "Whom a new Profile is shared with besides the consumers' accounts: account ids, ARNs of organizational units or an organization. Default: none.",
      ),
    allowExternalPrincipals: z
      .boolean()
      .default(false)
      .describe("Whether accounts outside the organization may be among them; they must accept. Default: false."),
  })
  .check(
    acrossKeys(({ id, principals, allowExternalPrincipals }, report) => {
      eachOnce(["principals"], asList(principals), "principal", report);
      if (id === undefined) return;
      if (Array.isArray(principals) && principals.length > 0)
        report(["principals"], "no `principals` of a Profile that exists: its owner shares it", "take them out");
      if (allowExternalPrincipals === true)
        report(
          ["allowExternalPrincipals"],
          "no `allowExternalPrincipals` of a Profile that exists: its owner shares it",
          "take it out",
        );
    }),
  )
  .prefault({})
  .describe("Route 53 Profile, by which the consumers' VPCs know the names of the endpoints. Default: a new one.");

/** A hub: VPCs that have endpoints for other VPCs, and a Profile with their names. */
export const hubSchema = z
  .strictObject({
    account: account.describe("Account of the hub's VPCs and of the Profile."),
    role: role.optional(),
    clientRanges: z
      .array(checked(sourceProblem))
      .min(1)
      .describe("Who may connect to the endpoints: the IPv4 ranges of the clients' VPCs, or prefix lists (pl-...)."),
    vpcs: z
      .record(key, vpc)
      .check(acrossKeys(hubVpcRule))
      .describe(
        "VPCs of the hub by a name of your choice, each of which exists and has a path to the clients' VPCs: a transit gateway, Cloud WAN or peering. A VPC takes 50 endpoints unless AWS has granted more (`quotas`); a further one takes further endpoints.",
      ),
    profile,
    monitoring: endpointMonitoring.optional(),
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .check(acrossKeys(({ clientRanges }, report) => eachOnce(["clientRanges"], asList(clientRanges), "source", report)))
  .describe("VPCs that have endpoints once for many VPCs, and the names of these by a Route 53 Profile.");

function hubVpcRule(vpcs: Mapping, report: Report): void {
  if (Object.keys(vpcs).length === 0) report([], "at least one VPC");
  for (const [name, spec] of Object.entries(vpcs)) {
    const { cidr, isolation } = asMapping(spec);
    if (cidr !== undefined)
      report(
        [name, "cidr"],
        "a VPC that exists (`id`, `subnets`): a new one is isolated, so that no other VPC has a path to its endpoints",
        "make the VPC with its path to the others, and name it by `id`",
      );
    if (isolation === "required")
      report([name, "isolation"], "`reported` or `unchecked`: a hub needs a path to other VPCs", "take it out");
  }
}

/** A hub as an environment file gives it. */
export type HubSpec = z.output<typeof hubSchema>;
