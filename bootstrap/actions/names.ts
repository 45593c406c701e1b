import { type ActionTable, global, inRegion, on } from "./grant";

const zone = (...names: readonly string[]) => on("route53:::hostedzone/*", ...names.map((name) => `route53:${name}`));
const ZONE_READ = [
  zone("GetHostedZone", "ListResourceRecordSets", "ListTagsForResource", "GetDNSSEC"),
  on("route53:::change/*", "route53:GetChange"),
];

/**
 * Hosted zones and their records. Grants that change records name the zones whose ids the stacks give. AWS gives a zone
 * that a stack makes its id at the deployment: where there is one, these grants cover every zone of the account.
 */
export const NAMES: ActionTable = {
  aws_route53_zone: {
    read: ZONE_READ,
    write: [
      global("route53:CreateHostedZone"),
      zone(
        "DeleteHostedZone",
        "UpdateHostedZoneComment",
        "ChangeTagsForResource",
        "AssociateVPCWithHostedZone",
        "DisassociateVPCFromHostedZone",
      ),
      inRegion("ec2:DescribeVpcs"),
    ],
  },
  aws_route53_record: {
    named: "zone_id",
    madeName: "*",
    read: ZONE_READ,
    write: [on("route53:::hostedzone/{name}", "route53:ChangeResourceRecordSets")],
  },
  aws_route53_zone_association: {
    named: "zone_id",
    madeName: "*",
    read: [...ZONE_READ, global("route53:ListHostedZonesByVPC"), inRegion("ec2:DescribeVpcs")],
    write: [
      on("route53:::hostedzone/{name}", "route53:AssociateVPCWithHostedZone", "route53:DisassociateVPCFromHostedZone"),
    ],
  },
  aws_route53_vpc_association_authorization: {
    named: "zone_id",
    madeName: "*",
    read: [on("route53:::hostedzone/{name}", "route53:ListVPCAssociationAuthorizations")],
    write: [
      on(
        "route53:::hostedzone/{name}",
        "route53:CreateVPCAssociationAuthorization",
        "route53:DeleteVPCAssociationAuthorization",
      ),
    ],
  },
  "data.aws_route53_zone": {
    read: [...ZONE_READ, global("route53:ListHostedZones", "route53:ListHostedZonesByName")],
  },
};
