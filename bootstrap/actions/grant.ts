/** Actions that a role may call, and on what. */
export interface Grant {
  readonly actions: readonly string[];
  /**
   * Resources: `*`, or ARNs with placeholders. `{partition}`, `{account}` and `{region}` are those of the role and its
   * stacks; `{env}` is what names of the environments' resources begin with, closed with `*`; `{name}` is what the
   * argument {@link TypeActions.named} says; `{role}`, `{profile}`, `{function}`, `{topic}`, `{queue}`, `{bucket}` and
   * `{parameter}` are the names of those that the stacks make: whoever changes such a thing gets its permissions or its
   * data, so that a beginning is not enough.
   */
  readonly on: string;
  /**
   * Conditions of IAM, by operator and key. As a value, `{regions}` stands for the regions of the stacks,
   * `{environment}` for the name of their environment, and `{names}` for what the argument {@link TypeActions.named}
   * says.
   */
  readonly when?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What Terraform's AWS provider calls for resources, or data sources, of a type. */
export interface TypeActions {
  /**
   * Argument that names the thing, where a grant has `{name}`. Where a stack makes the thing, its name is known only
   * later: then `{name}` is {@link madeName}.
   */
  readonly named?: string;
  /** What `{name}` is of things that a stack makes. @default - nothing: `{env}` has them */
  readonly madeName?: string;
  /** Calls that a plan needs: they read. */
  readonly read?: readonly Grant[];
  /** Calls that an apply or a destroy needs besides. */
  readonly write?: readonly Grant[];
  /**
   * Calls that these need besides where something is of the type with an argument that is not empty, by the argument.
   */
  readonly writeWith?: Readonly<Record<string, readonly Grant[]>>;
}

/** By the type of a resource; of a data source, `data.` stands before it. */
export type ActionTable = Readonly<Record<string, TypeActions>>;

const IN_REGION = { StringEquals: { "aws:RequestedRegion": "{regions}" } };
/** Only what a stack of the environment made, which its tags say. */
export const OURS = {
  StringEquals: {
    "aws:ResourceTag/ManagedBy": "cdktf-privatelink",
    "aws:ResourceTag/Environment": "{environment}",
  },
};

/** Only what the call gives the tags of the environment's stacks. It does not tell what is made from what is there. */
export const TAGGED_BY_CALL = {
  "aws:RequestTag/ManagedBy": "cdktf-privatelink",
  "aws:RequestTag/Environment": "{environment}",
};

/**
 * Actions on anything in the regions of the stacks: those which AWS does not narrow further, or which make something.
 */
export function inRegion(...actions: readonly string[]): Grant {
  return { actions, on: "*", when: IN_REGION };
}

/** Actions on anything, of a service that has no region. */
export function global(...actions: readonly string[]): Grant {
  return { actions, on: "*" };
}

/** Actions on what an ARN names: see {@link Grant.on}. */
export function on(arn: string, ...actions: readonly string[]): Grant {
  return { actions, on: `arn:{partition}:${arn}` };
}

/** Actions of EC2 on resources of a kind that a stack made, which its tag says. */
export function ownEc2(kind: string, ...actions: readonly string[]): Grant {
  return { ...on(`ec2:{region}:{account}:${kind}/*`, ...actions), when: OURS };
}

/**
 * Actions of EC2 on resources of a kind that have no tag `ManagedBy`: what AWS makes with a VPC, and Terraform takes over.
 * There is no condition that tells these from others without the tag.
 */
export function untaggedEc2(kind: string, ...actions: readonly string[]): Grant {
  return {
    ...on(`ec2:{region}:{account}:${kind}/*`, ...actions),
    when: { Null: { "aws:ResourceTag/ManagedBy": "true" } },
  };
}

/**
 * Actions of EC2 on any resource of some kinds, which each call names beside the one that it changes: AWS asks for a
 * permission on both. A grant with {@link ownEc2} narrows the other one.
 */
export function besidesEc2(kinds: readonly string[], ...actions: readonly string[]): Grant[] {
  return kinds.map((kind) => on(`ec2:{region}:{account}:${kind}/*`, ...actions));
}

/** Hands a role that the stacks make to a service of AWS, and to no other. */
export function passRole(service: string): Grant {
  const when = { StringEquals: { "iam:PassedToService": service } };
  return { ...on("iam::{account}:role/{role}", "iam:PassRole"), when };
}

/** Lets a service of AWS make its own role in the account, which it does once. */
export function serviceLinkedRole(service: string): Grant {
  const when = { StringEquals: { "iam:AWSServiceName": service } };
  return { ...on(`iam::{account}:role/aws-service-role/${service}/*`, "iam:CreateServiceLinkedRole"), when };
}

/** Tags of EC2 resources: on what is just being made, and on what a stack made. */
export function ec2Tags(...creating: readonly string[]): Grant[] {
  const any = "ec2:{region}:{account}:*/*";
  return [
    ...creating.map((action) => ({
      ...on(any, "ec2:CreateTags"),
      when: { StringEquals: { "ec2:CreateAction": action } },
    })),
    { ...on(any, "ec2:CreateTags", "ec2:DeleteTags"), when: OURS },
  ];
}
