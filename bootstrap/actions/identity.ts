import { type ActionTable, inRegion, OURS, on, passRole, TAGGED_BY_CALL } from "./grant";

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

const KEY = "kms:{region}:{account}:key/*";

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
    read: [on(KEY, "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags")],
    write: [
      // AWS asks for both where a key is made with tags, and cannot tell that from tagging a key that is there. So the
      // tags say nothing sure of a key, and open neither its policy nor its rotation: see docs/delivery/bootstrap.md.
      {
        ...inRegion("kms:CreateKey", "kms:TagResource"),
        when: {
          StringEquals: {
            ...TAGGED_BY_CALL,
            "aws:RequestedRegion": "{regions}",
          },
        },
      },
      // Right after a key is made: its tags count only after some minutes.
      on(KEY, "kms:EnableKeyRotation"),
      { ...on(KEY, "kms:UpdateKeyDescription", "kms:UntagResource"), when: OURS },
      // Whoever watches the account has the longest time to cancel it: 30 days, which is also what AWS takes by itself.
      {
        ...on(KEY, "kms:ScheduleKeyDeletion"),
        when: { ...OURS, NumericGreaterThanEqualsIfExists: { "kms:ScheduleKeyDeletionPendingWindowInDays": "30" } },
      },
    ],
  },
};
