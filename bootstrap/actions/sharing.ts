import { type ActionTable, inRegion, OURS, on, serviceLinkedRole, TAGGED_BY_CALL } from "./grant";

const lattice = (kind: string, ...names: readonly string[]) =>
  on(`vpc-lattice:{region}:{account}:${kind}/*`, ...names.map((name) => `vpc-lattice:${name}`));
const SHARE_READ = inRegion(
  "ram:GetResourceShares",
  "ram:GetResourceShareAssociations",
  "ram:ListResourceSharePermissions",
);
const SHARE = "ram:{region}:{account}:resource-share/*";
/** Kinds of resources that stacks share. */
const KINDS = ["vpc-lattice:ResourceConfiguration", "route53profiles:Profile", "ssm:Parameter"];
/**
 * Puts what stacks share into shares that a stack made, and names who may use it. A call that names only accounts has
 * no kind. Source: condition keys of AWS RAM, Service Authorization Reference.
 */
const ASSOCIATE = {
  ...on(SHARE, "ram:AssociateResourceShare", "ram:DisassociateResourceShare"),
  when: { ...OURS, StringEqualsIfExists: { "ram:RequestedResourceType": KINDS } },
};
/** RAM writes what may be done with a resource as whoever shares it. */
const SHARED = [
  lattice("resourceconfiguration", "GetResourcePolicy", "PutResourcePolicy", "DeleteResourcePolicy"),
  inRegion("route53profiles:GetProfilePolicy", "route53profiles:PutProfilePolicy"),
  on(
    "ssm:{region}:{account}:parameter/{parameter}",
    "ssm:PutResourcePolicy",
    "ssm:DeleteResourcePolicy",
    "ssm:GetResourcePolicies",
  ),
];

/** Private resources of VPC Lattice, and what AWS RAM shares with other accounts. */
export const SHARING: ActionTable = {
  aws_vpclattice_resource_gateway: {
    read: [lattice("resourcegateway", "GetResourceGateway"), inRegion("vpc-lattice:ListTagsForResource")],
    write: [
      inRegion(
        "vpc-lattice:CreateResourceGateway",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ),
      lattice("resourcegateway", "UpdateResourceGateway", "DeleteResourceGateway", "TagResource", "UntagResource"),
      serviceLinkedRole("vpc-lattice.amazonaws.com"),
    ],
  },
  aws_vpclattice_resource_configuration: {
    read: [lattice("resourceconfiguration", "GetResourceConfiguration"), inRegion("vpc-lattice:ListTagsForResource")],
    write: [
      inRegion("vpc-lattice:CreateResourceConfiguration"),
      lattice(
        "resourceconfiguration",
        "UpdateResourceConfiguration",
        "DeleteResourceConfiguration",
        "TagResource",
        "UntagResource",
      ),
    ],
  },
  aws_vpclattice_domain_verification: {
    read: [lattice("domainverification", "GetDomainVerification"), inRegion("vpc-lattice:ListTagsForResource")],
    write: [
      inRegion("vpc-lattice:StartDomainVerification"),
      lattice("domainverification", "DeleteDomainVerification", "TagResource", "UntagResource"),
    ],
  },
  aws_ram_resource_share: {
    read: [SHARE_READ],
    write: [
      {
        ...inRegion("ram:CreateResourceShare"),
        when: {
          StringEquals: { ...TAGGED_BY_CALL, "aws:RequestedRegion": "{regions}" },
          StringEqualsIfExists: { "ram:RequestedResourceType": KINDS },
        },
      },
      {
        ...on(SHARE, "ram:UpdateResourceShare", "ram:DeleteResourceShare", "ram:TagResource", "ram:UntagResource"),
        when: OURS,
      },
    ],
  },
  aws_ram_resource_association: { read: [SHARE_READ], write: [ASSOCIATE, ...SHARED] },
  aws_ram_principal_association: { read: [SHARE_READ], write: [ASSOCIATE] },
  aws_ram_resource_share_accepter: {
    read: [SHARE_READ, inRegion("ram:GetResourceShareInvitations", "ram:ListResources")],
    // The share is of another account.
    write: [inRegion("ram:AcceptResourceShareInvitation", "ram:DisassociateResourceShare")],
  },
  aws_route53profiles_profile: {
    read: [inRegion("route53profiles:GetProfile", "route53profiles:ListTagsForResource")],
    write: [
      inRegion(
        "route53profiles:CreateProfile",
        "route53profiles:DeleteProfile",
        "route53profiles:TagResource",
        "route53profiles:UntagResource",
      ),
    ],
  },
  aws_route53profiles_association: {
    read: [inRegion("route53profiles:GetProfileAssociation", "route53profiles:ListTagsForResource")],
    write: [
      inRegion(
        "route53profiles:AssociateProfile",
        "route53profiles:DisassociateProfile",
        "route53profiles:TagResource",
        "route53profiles:UntagResource",
        "ec2:DescribeVpcs",
      ),
    ],
  },
  aws_route53profiles_resource_association: {
    read: [inRegion("route53profiles:GetProfileResourceAssociation")],
    write: [
      inRegion(
        "route53profiles:AssociateResourceToProfile",
        "route53profiles:DisassociateResourceFromProfile",
        "route53profiles:UpdateProfileResourceAssociation",
      ),
      inRegion("ec2:DescribeVpcEndpoints"),
    ],
  },
};
