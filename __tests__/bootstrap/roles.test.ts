import { join } from "node:path";
import { builtUses } from "../../bootstrap/build-stacks";
import { isReading } from "../../bootstrap/iam-actions";
import { type BootstrapPlan, planBootstrap } from "../../bootstrap/plan-bootstrap";
import { bootstrapSchema } from "../../config/bootstrap-schema";
import type { Environment } from "../../config/environment";
import { loadEnvironments } from "../../config/load";
import type { Statement } from "../../modules/bootstrap/statement";
import { PACKAGE_ROOT } from "../../support/package-root";
import { bootstrapOf } from "../support/bootstrap";
import { allows, DANGEROUS, matches, permits } from "../support/iam";

const SPEC = bootstrapSchema.parse({
  account: "999999999999",
  region: "us-east-1",
  ci: { github: { repository: "example/privatelink" } },
});

/** Environments of the project, as if each were in S3 and planned with a role of its own. */
function inS3(environments: readonly Environment[]): Environment[] {
  const backend = { type: "s3", bucket: "example-states", region: "us-east-1", prefix: "privatelink" } as const;
  return environments.map((each) => ({ ...each, backend, delivery: { ...each.delivery, planRole: "reader" } }));
}

async function planOf(folder: string): Promise<BootstrapPlan> {
  const environments = inS3(loadEnvironments(join(PACKAGE_ROOT, folder)));
  return planBootstrap(SPEC, environments, await builtUses(environments, new AbortController().signal));
}

const FOLDERS = [
  "environments",
  ...["provider", "hub", "adopted", "customer", "newer"].map((name) => `examples/${name}`),
];
const plans = new Map<string, BootstrapPlan>();
beforeAll(async () => {
  for (const folder of FOLDERS) plans.set(folder, await planOf(folder));
});

/** Every role of an account, with a name for reports. */
function roles(): { name: string; purpose: string; sides: readonly string[]; statements: readonly Statement[] }[] {
  return [...plans].flatMap(([folder, { accounts }]) =>
    accounts.flatMap(({ account, roles: own }) =>
      own.map((role) => ({ ...role, name: `${folder} ${account} ${role.name}` })),
    ),
  );
}

const allowed = (statements: readonly Statement[]) => statements.filter(({ Effect }) => Effect === "Allow");
const failures = (of: (role: ReturnType<typeof roles>[number]) => readonly string[]) =>
  roles().flatMap((role) => of(role).map((each) => `${role.name}: ${each}`));

test("there are roles of both sides and both purposes to look at", () => {
  const kinds = new Set(roles().map(({ purpose, sides }) => `${purpose} ${sides.join("+")}`));
  for (const kind of ["plan consumer", "plan provider", "deploy consumer", "deploy provider"])
    expect(kinds).toContain(kind);
});

test("roles that plan may only read", () => {
  const readers = roles().filter(({ purpose }) => purpose === "plan");
  const writes = readers.flatMap(({ name, statements }) =>
    allowed(statements).flatMap(({ Action }) =>
      Action.filter((action) => !isReading(action)).map((action) => `${name}: ${action}`),
    ),
  );
  expect(writes).toEqual([]);
});

test("no role is allowed a pattern of actions: each is written out", () => {
  expect(
    failures(({ statements }) => allowed(statements).flatMap((s) => s.Action.filter((a) => /[*?]/.test(a)))),
  ).toEqual([]);
});

test.each(DANGEROUS)("no role may call %s", (action) => {
  expect(failures(({ statements }) => (allows(statements, { action }) ? [action] : []))).toEqual([]);
});

/** Permissions of IAM that change something, on roles that are not the environment's. */
const FOREIGN = [
  ["iam:PutRolePolicy", "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"],
  ["iam:AttachRolePolicy", "arn:aws:iam::222222222222:role/admin"],
  ["iam:UpdateAssumeRolePolicy", "arn:aws:iam::222222222222:role/team/prod-web-client"],
  ["iam:PassRole", "arn:aws:iam::222222222222:role/admin"],
  ["s3:PutBucketPolicy", "arn:aws:s3:::example-states"],
  ["s3:DeleteObject", "arn:aws:s3:::example-states/privatelink/prod/prod-service-orders.tfstate"],
  ["ssm:PutResourcePolicy", "arn:aws:ssm:us-east-1:222222222222:parameter/payments/password"],
  ["lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:222222222222:function:payments"],
] as const;

test.each(FOREIGN)("no role may call %s on %s", (action, resource) => {
  const any = (statements: readonly Statement[]) =>
    ["111111111111", "222222222222", "888888888888"].some((account) =>
      allows(statements, { action, resource: resource.replace("222222222222", account) }),
    );
  expect(failures(({ statements }) => (any(statements) ? [action] : []))).toEqual([]);
});

/** What is on things that stacks make too, so that a beginning of names would let in those of others. */
const TAKEN_OVER: readonly (readonly [string, RegExp])[] = [
  ["iam::{account}:role/{name}", /^(iam|sts):/],
  ["iam::{account}:instance-profile/{name}", /^iam:/],
  ["lambda:us-east-1:{account}:function:{name}", /^lambda:/],
  ["sns:us-east-1:{account}:{name}", /^sns:/],
  ["sqs:us-east-1:{account}:{name}", /^sqs:/],
  ["s3:::{name}", /^s3:/],
];

test.each(TAKEN_OVER)("nobody may call anything on %s of others, though its name begins alike", (arn, service) => {
  const found = [...plans].flatMap(([folder, { ciRoles, accounts }]) =>
    accounts.flatMap(({ account, roles: own }) =>
      [...own, ...ciRoles].flatMap(({ name, environments, statements }) => {
        const actions = allowed(statements).flatMap(({ Action }) => Action.filter((each) => service.test(each)));
        return environments.flatMap((environment) =>
          ["admin", "access-logs-of-others", "web-client2", "web-clien"].flatMap((end) => {
            const resource = `arn:aws:${arn.replace("{account}", account).replace("{name}", `${environment}-${end}`)}`;
            return actions
              .filter((action) => narrows(action) && allows(statements, { action, resource }))
              .map((action) => `${folder} ${name}: ${action} on ${resource}`);
          }),
        );
      }),
    ),
  );
  expect(found).toEqual([]);
});

/** Actions that AWS cannot narrow to a resource: of subscriptions, which have no names. */
const narrows = (action: string) => !/^sns:(Unsubscribe|[GS]etSubscriptionAttributes)$/.test(action);

test("nobody may change whom a role trusts", () => {
  const action = "iam:UpdateAssumeRolePolicy";
  expect(failures(({ statements }) => (allows(statements, { action }) ? [action] : []))).toEqual([]);
});

test("with `names: beginning`, all with names that begin with the environment's are covered, and only then", async () => {
  const environments = inS3(loadEnvironments(join(PACKAGE_ROOT, "environments")));
  const uses = await builtUses(environments, new AbortController().signal);
  const accounts = { "333333333333": { roles: "make", names: "beginning" } } as const;
  const planned = planBootstrap({ ...SPEC, accounts }, environments, uses);
  const may = (account: string) =>
    planned.accounts
      .find((each) => each.account === account)
      ?.roles.some(({ statements }) =>
        allows(statements, { action: "iam:CreateRole", resource: `arn:aws:iam::${account}:role/prod-new-client` }),
      );
  expect([may("333333333333"), may("444444444444")]).toEqual([true, false]);
});

test("what EC2 has without the tag of these stacks, nobody may delete or tag", () => {
  const calls = ["vpc", "subnet", "instance", "vpc-endpoint", "vpc-endpoint-service", "launch-template"].map(
    (kind) => ({
      resource: `arn:aws:ec2:us-east-1:222222222222:${kind}/${kind}-1`,
      context: { "aws:RequestedRegion": "us-east-1" },
    }),
  );
  const changing = /^ec2:(Delete(?!Route|NetworkAclEntry|VpcEndpointConnectionNotif)|Terminate|CreateTags|Start|Stop)/;
  expect(
    failures(({ statements }) =>
      allowed(statements)
        .flatMap(({ Action }) => Action.filter((each) => changing.test(each)))
        .filter((action) => calls.some((call) => permits(statements, { action, ...call }))),
    ),
  ).toEqual([]);
});

test("no role may change itself, another role of CI, or pass one of them, whatever they are called", () => {
  for (const { accounts } of plans.values())
    for (const { account, roles: own } of accounts)
      for (const { statements } of own.filter(({ purpose }) => purpose === "deploy"))
        for (const { name } of own) {
          const resource = `arn:aws:iam::${account}:role/${name}`;
          for (const action of ["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PassRole", "iam:DeleteRole"])
            expect(allows(statements, { action, resource })).toBe(false);
          const denied = statements.filter(({ Effect }) => Effect === "Deny");
          expect(denied.some(({ Resource }) => Resource.some((each) => matches(each, resource)))).toBe(true);
        }
});

test("a role is passed only to services that run it, and only policies that the stacks name are attached", () => {
  const passed = roles().flatMap(({ statements }) =>
    allowed(statements).filter((s) => s.Action.includes("iam:PassRole")),
  );
  expect(passed.length).toBeGreaterThan(0);
  for (const { Action, Resource, Condition } of passed) {
    expect(Action).toEqual(["iam:PassRole"]);
    for (const arn of Resource) expect(arn).toMatch(/^arn:aws:iam::\d{12}:role\/[a-z]+-[\w-]+$/);
    for (const service of Condition?.StringEquals?.["iam:PassedToService"] ?? [""])
      expect(["lambda.amazonaws.com", "ec2.amazonaws.com", "vpc-flow-logs.amazonaws.com"]).toContain(service);
  }
  const attached = roles().flatMap(({ statements }) =>
    allowed(statements).filter((s) => s.Action.includes("iam:AttachRolePolicy")),
  );
  expect(attached.length).toBeGreaterThan(0);
  for (const { Condition } of attached)
    for (const arn of Condition?.ArnEquals?.["iam:PolicyARN"] ?? [""])
      expect(arn).toMatch(/^arn:aws:iam::aws:policy\/[\w/-]+$/);
});

test("what is deleted of EC2 has the tag of these stacks, and what is made is in their regions", () => {
  const check = (statement: Statement): string[] =>
    statement.Action.filter((action) => /^ec2:(Create|Delete|Terminate|Run)/.test(action)).filter((action) => {
      const keys = Object.values(statement.Condition ?? {}).flatMap((each) => Object.keys(each));
      const isExempt = /Tags$|NetworkAclEntry|NetworkInterface$|DeleteRoute$|ConnectionNotifications?$/.test(action);
      return !isExempt && !keys.some((key) => ["aws:RequestedRegion", "aws:ResourceTag/ManagedBy"].includes(key));
    });
  expect(failures(({ statements }) => allowed(statements).flatMap(check))).toEqual([]);
  const deletes = failures(({ statements }) =>
    allowed(statements)
      .filter((s) => s.Resource.includes("*"))
      .flatMap((s) =>
        s.Action.filter((a) => /^ec2:(DeleteVpc|DeleteSubnet|DeleteSecurityGroup|TerminateInstances)$/.test(a)),
      ),
  );
  expect(deletes).toEqual([]);
});

/** Resources of EC2 whose change opens a VPC, by the actions that change them. */
const OPENING: readonly (readonly [string, readonly string[]])[] = [
  [
    "security-group",
    [
      "AuthorizeSecurityGroupEgress",
      "AuthorizeSecurityGroupIngress",
      "ModifySecurityGroupRules",
      "RevokeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
    ],
  ],
  ["network-acl", ["CreateNetworkAclEntry", "DeleteNetworkAclEntry", "ReplaceNetworkAclAssociation"]],
  ["subnet", ["AssociateRouteTable", "DisassociateRouteTable", "ReplaceNetworkAclAssociation"]],
  ["route-table", ["AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation", "DeleteRoute"]],
  ["vpc-endpoint", ["ModifyVpcEndpoint", "DeleteVpcEndpoints"]],
];

/** Condition keys of the tags of a resource, with their values. */
type Tags = Readonly<Record<string, string>>;

/** What tags make a resource somebody else's: another tool's, or another environment's. */
const FOREIGN_TAGS: readonly Tags[] = [
  { "aws:ResourceTag/ManagedBy": "terraform" },
  { "aws:ResourceTag/ManagedBy": "cdktf-privatelink", "aws:ResourceTag/Environment": "another" },
];

/** The tags of what the stacks of an environment made. */
const ownTags = (environment: string): readonly Tags[] => [
  { "aws:ResourceTag/ManagedBy": "cdktf-privatelink", "aws:ResourceTag/Environment": environment },
];

/** Tags that a call gives, so that a role could make a thing of others its own. */
const CLAIMED = { "aws:RequestTag/ManagedBy": "cdktf-privatelink" };

/** Actions that some role may call on a thing with one of these tags, each with the role. */
function permittedWith(arn: string, actions: readonly string[], tagsOf: (environment: string) => readonly Tags[]) {
  return [...plans].flatMap(([folder, { accounts }]) =>
    accounts.flatMap(({ account, roles: own }) =>
      own.flatMap(({ name, environments, statements }) =>
        environments.flatMap((environment) =>
          tagsOf(environment).flatMap((tags) => {
            const resource = `arn:aws:${arn.replace("{account}", account).replace("{environment}", environment)}`;
            const claimed = { ...CLAIMED, "aws:RequestTag/Environment": environment };
            const context = { "aws:RequestedRegion": "us-east-1", ...claimed, ...tags };
            return actions
              .filter((action) => permits(statements, { action, resource, context }))
              .map((action) => ({ role: `${folder} ${name}`, action }));
          }),
        ),
      ),
    ),
  );
}

test.each(OPENING)("no role may change %s of others, by its tags", (kind, actions) => {
  const calls = ["111111111111", "222222222222", "888888888888"].flatMap((account) =>
    FOREIGN_TAGS.map((tags) => ({
      resource: `arn:aws:ec2:us-east-1:${account}:${kind}/${kind}-1`,
      context: { "aws:RequestedRegion": "us-east-1", ...tags },
    })),
  );
  const found = failures(({ statements }) =>
    actions
      .map((name) => `ec2:${name}`)
      .filter((action) => calls.some((call) => permits(statements, { action, ...call }))),
  );
  expect(found).toEqual([]);
});

test.each(OPENING)("a role may change %s with the tags of its environment", (kind, names) => {
  const actions = names.map((name) => `ec2:${name}`);
  const found = permittedWith(`ec2:us-east-1:{account}:${kind}/${kind}-1`, actions, ownTags);
  expect([...new Set(found.map(({ action }) => action))].sort()).toEqual(actions.sort());
});

/** What is on things that carry other tags, of services beside EC2: kind of the ARN, and actions. */
const TAGGED: readonly (readonly [string, readonly string[]])[] = [
  [
    "elasticloadbalancing:us-east-1:{account}:listener/app/payments/1/2",
    ["ModifyListener", "DeleteListener", "ModifyListenerAttributes", "AddTags", "RemoveTags"].map(
      (name) => `elasticloadbalancing:${name}`,
    ),
  ],
  [
    "elasticloadbalancing:us-east-1:{account}:listener/net/{environment}-eu-orders/1/2",
    ["AddListenerCertificates", "RemoveListenerCertificates"].map((name) => `elasticloadbalancing:${name}`),
  ],
  [
    "elasticloadbalancing:us-east-1:{account}:loadbalancer/net/{environment}-eu-orders/1",
    ["DeleteLoadBalancer", "SetSecurityGroups", "SetSubnets", "AddTags"].map((name) => `elasticloadbalancing:${name}`),
  ],
  [
    "elasticloadbalancing:us-east-1:{account}:targetgroup/{environment}-eu-orders/1",
    ["RegisterTargets", "DeregisterTargets", "ModifyTargetGroup", "DeleteTargetGroup"].map(
      (name) => `elasticloadbalancing:${name}`,
    ),
  ],
  [
    "ram:us-east-1:{account}:resource-share/1",
    ["AssociateResourceShare", "UpdateResourceShare", "DeleteResourceShare", "TagResource"].map(
      (name) => `ram:${name}`,
    ),
  ],
  [
    "kms:us-east-1:{account}:key/payments",
    ["ScheduleKeyDeletion", "UpdateKeyDescription"].map((name) => `kms:${name}`),
  ],
];

test.each(TAGGED)("no role may change or claim %s of others, by its tags", (arn, actions) => {
  expect(permittedWith(arn, actions, () => FOREIGN_TAGS)).toEqual([]);
});

test.each(TAGGED)("a role may change %s with the tags of its environment", (arn, actions) => {
  const found = permittedWith(arn, actions, ownTags).map(({ action }) => action);
  expect([...new Set(found)].sort()).toEqual([...actions].sort());
});

test("no role may change the policy of a key: tags of keys say nothing sure, because a role can set them", () => {
  for (const action of ["kms:PutKeyPolicy", "kms:DisableKeyRotation", "kms:DisableKey", "kms:CreateAlias"])
    expect(failures(({ statements }) => (allows(statements, { action }) ? [action] : []))).toEqual([]);
  const resource = "arn:aws:kms:us-east-1:111111111111:key/1";
  const calls = ["7", "30", undefined].map((days) => ({
    ...{ action: "kms:ScheduleKeyDeletion", resource },
    context: {
      ...{ "aws:ResourceTag/ManagedBy": "cdktf-privatelink", "aws:ResourceTag/Environment": "vendor" },
      ...(days === undefined ? {} : { "kms:ScheduleKeyDeletionPendingWindowInDays": days }),
    },
  }));
  const may = calls.map((call) => roles().some(({ statements }) => permits(statements, call)));
  expect(may).toEqual([false, true, true]);
});

test("no role may share subnets, transit gateways or prefix lists with another account", () => {
  const call = (action: string, type: string) => ({
    ...{ action, resource: "arn:aws:ram:us-east-1:111111111111:resource-share/1" },
    context: {
      ...{ "aws:RequestedRegion": "us-east-1", "ram:RequestedResourceType": type },
      ...{ "aws:ResourceTag/ManagedBy": "cdktf-privatelink", "aws:ResourceTag/Environment": "vendor" },
      ...{ ...CLAIMED, "aws:RequestTag/Environment": "vendor" },
    },
  });
  const may = (type: string) =>
    ["ram:CreateResourceShare", "ram:AssociateResourceShare"].map((action) =>
      roles().some(({ statements }) => permits(statements, call(action, type))),
    );
  for (const type of ["ec2:Subnet", "ec2:TransitGateway", "ec2:PrefixList"]) expect(may(type)).toEqual([false, false]);
  expect(may("vpc-lattice:ResourceConfiguration")).toEqual([true, true]);
});

test("records are limited to the zone that an environment names by its id", () => {
  const action = "route53:ChangeResourceRecordSets";
  const found = (plans.get("examples/provider")?.accounts ?? []).flatMap(({ roles: own }) =>
    own.flatMap(({ statements }) =>
      allowed(statements).flatMap(({ Action, Resource }) => (Action.includes(action) ? Resource : [])),
    ),
  );
  expect(found).toContain("arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ");
});

/** Actions of EC2 that AWS cannot narrow to what the stacks made, and why. docs/delivery/bootstrap.md lists them, too. */
const NOT_NARROWED: Readonly<Record<string, string>> = {
  "ec2:DeleteNetworkInterface": "a deleted function leaves interfaces in the VPC, which have no tags",
  "ec2:DetachNetworkInterface": "a deleted function leaves interfaces in the VPC, which have no tags",
  "ec2:DeleteVpcEndpointConnectionNotifications": "AWS has no resource for it",
  "ec2:ModifyVpcEndpointConnectionNotification": "AWS has no resource for it",
  "ec2:ModifyVpcBlockPublicAccessOptions": "it is a setting of the account and region",
};

test("what changes something in EC2 needs its tags, or there is a reason why not", () => {
  const isChange = (action: string) =>
    /^ec2:/.test(action) && !isReading(action) && !/:(Create|Run|Start)/.test(action);
  const found = roles().flatMap(({ statements }) => {
    const own = allowed(statements);
    const actions = [...new Set(own.flatMap(({ Action }) => Action.filter(isChange)))];
    // AWS asks for a permission on each resource that a call names: the narrowest one decides.
    return actions.filter(
      (action) =>
        !own.some(({ Action, Condition }) => Action.includes(action) && tagKeys(Condition).includes("Environment")),
    );
  });
  expect([...new Set(found)].sort()).toEqual(Object.keys(NOT_NARROWED).sort());
});

/** Names of the tags that a resource needs by a condition. */
function tagKeys(condition: Statement["Condition"]): string[] {
  return Object.keys(condition?.StringEquals ?? {}).flatMap((key) => key.split("aws:ResourceTag/").slice(1));
}

test("a role changes in EC2 only what carries the tags of its environments", async () => {
  const { accounts } = await bootstrapOf();
  const statements = accounts.flatMap(({ roles }) => roles.flatMap((role) => role.statements));
  const ours = statements.filter(({ Condition }) => tagKeys(Condition).includes("ManagedBy"));
  expect(ours.length).toBeGreaterThan(0);
  for (const { Action, Condition } of ours)
    if (Action.some((each) => each.startsWith("ec2:")))
      expect(Condition?.StringEquals).toMatchObject({ "aws:ResourceTag/Environment": ["dev"] });
});
