import { type ActionTable, inRegion, OURS, on, passRole } from "./grant";

const role = (...names: readonly string[]) => on("iam::{account}:role/{role}", ...names.map((name) => `iam:${name}`));
const profile = (...names: readonly string[]) =>
  on("iam::{account}:instance-profile/{profile}", ...names.map((name) => `iam:${name}`));
const ROLE_READ = role(
  "GetRole",
  "GetRolePolicy",
  "ListRolePolicies",
  "ListAttachedRolePolicies",
  "ListInstanceProfilesForRole",
);

/**
 * Roles that the stacks make for functions, instances and flow logs, and keys. Only policies that the stacks name are
 * attached to these roles. Nobody changes whom they trust: the stacks always write the same trust into a role.
 */
export const IDENTITY: ActionTable = {
  aws_iam_role: {
    read: [ROLE_READ],
    write: [role("CreateRole", "DeleteRole", "UpdateRole", "UpdateRoleDescription", "TagRole", "UntagRole")],
  },
  aws_iam_role_policy: { read: [ROLE_READ], write: [role("PutRolePolicy", "DeleteRolePolicy")] },
  aws_iam_role_policy_attachment: {
    named: "policy_arn",
    read: [ROLE_READ],
    write: [{ ...role("AttachRolePolicy", "DetachRolePolicy"), when: { ArnEquals: { "iam:PolicyARN": "{names}" } } }],
  },
  aws_iam_instance_profile: {
    read: [profile("GetInstanceProfile")],
    write: [
      profile(
        "CreateInstanceProfile",
        "DeleteInstanceProfile",
        "AddRoleToInstanceProfile",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "UntagInstanceProfile",
      ),
      passRole("ec2.amazonaws.com"),
    ],
  },
  aws_kms_key: {
    read: [
      on(
        "kms:{region}:{account}:key/*",
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
      ),
    ],
    write: [
      // Both name no key that is there yet: the tag comes with the call.
      {
        ...inRegion("kms:CreateKey", "kms:TagResource"),
        when: { StringEquals: { "aws:RequestTag/ManagedBy": "cdktf-privatelink", "aws:RequestedRegion": "{regions}" } },
      },
      // Right after a key is made: its tags count only after some minutes.
      on("kms:{region}:{account}:key/*", "kms:EnableKeyRotation"),
      {
        ...on(
          "kms:{region}:{account}:key/*",
          "kms:PutKeyPolicy",
          "kms:DisableKeyRotation",
          "kms:ScheduleKeyDeletion",
          "kms:UpdateKeyDescription",
          "kms:TagResource",
          "kms:UntagResource",
        ),
        when: OURS,
      },
    ],
  },
};
