import { join } from "node:path";
import { ACTIONS } from "../../bootstrap/actions";
import { builtUses } from "../../bootstrap/build-stacks";
import { isReading } from "../../bootstrap/iam-actions";
import { newActions, type RecordedActions, recordedIn } from "../../bootstrap/recorded-actions";
import recorded from "../../bootstrap/recorded-actions.json";
import { statementsOf } from "../../bootstrap/statements";
import type { RoleUse } from "../../bootstrap/uses";
import { loadEnvironments } from "../../config/load";
import type { Statement } from "../../modules/bootstrap/statement";
import { PACKAGE_ROOT } from "../../support/package-root";
import { actedOn, arnsIn, CREATED_BY, isUntagged, onNothing } from "../support/aws-arns";
import { folderOf } from "../support/environments";
import { allows, permits } from "../support/iam";

const RECORDED: RecordedActions = recorded;
const NEVER = new AbortController().signal;

const usesOf = (set: string) =>
  builtUses(loadEnvironments(join(PACKAGE_ROOT, set === "shipped" ? "environments" : `examples/${set}`)), NEVER);

/** Statements of a role that plans, and of one that deploys, for a use: each is derived once. */
const derived = new WeakMap<RoleUse, { readonly read: Statement[]; readonly all: Statement[] }>();
function statementsFor(use: RoleUse) {
  const found = derived.get(use) ?? {
    read: statementsOf([use], ["read"]),
    all: statementsOf([use], ["read", "write"]),
  };
  derived.set(use, found);
  return found;
}

describe.each(Object.keys(RECORDED))("what the provider called for %s", (set) => {
  let uses: readonly RoleUse[] = [];
  beforeAll(async () => {
    uses = await usesOf(set);
  });

  test("is allowed by the roles of each account: reading by the one that plans, the rest by the other", () => {
    const refused = Object.entries(RECORDED[set] ?? {}).flatMap(([account, { read, write }]) => {
      const own = uses.filter((use) => use.account === account);
      const plan = statementsOf(own, ["read"]);
      const deploy = statementsOf(own, ["read", "write"]);
      return [
        ...read.filter((action) => !allows(plan, { action })).map((action) => `${account} plan ${action}`),
        ...write.filter((action) => !allows(deploy, { action })).map((action) => `${account} deploy ${action}`),
      ];
    });
    expect(refused).toEqual([]);
  });

  test("is permitted on the resources that it was called on, with its conditions met", () => {
    const refused = Object.entries(RECORDED[set] ?? {}).flatMap(([account, { read, write }]) =>
      [...read, ...write].flatMap((action) => {
        const own = uses.filter((use) => use.account === account);
        return isPermittedSomewhere(own, action) ? [] : [`${account} ${action}`];
      }),
    );
    expect(refused).toEqual([]);
  });

  test("and whatever else a role may call on resources is permitted on all that its stacks make", () => {
    expect(uses.flatMap((use) => actionsOf(use).flatMap((action) => refusedArns(use, action)))).toEqual([]);
  });
});

/** Actions that the table has for the types of a use. */
function actionsOf({ types }: RoleUse): string[] {
  const grants = [...types.keys()].flatMap((type) => [...(ACTIONS[type]?.read ?? []), ...(ACTIONS[type]?.write ?? [])]);
  return [...new Set(grants.flatMap(({ actions }) => actions))];
}

/** What IAM knows of a call on a resource of the stacks: one that exists, unless the call makes it. */
const contextOf = (environment: string, action: string, region: string, type = "") => ({
  "aws:RequestedRegion": region,
  ...(isUntagged(type, action) || /:(Create(?!LaunchTemplateVersion|NetworkAclEntry|Route$)|Enable|Run)/.test(action)
    ? {}
    : { "aws:ResourceTag/ManagedBy": "cdktf-privatelink", "aws:ResourceTag/Environment": environment }),
  "aws:RequestTag/ManagedBy": "cdktf-privatelink",
  "aws:RequestTag/Environment": environment,
  ...(action === "ec2:CreateTags" ? { "ec2:CreateAction": CREATED_BY[type] ?? "" } : {}),
});

/** Resources of a use that an action is on, with whether its role may call it. */
function judged(use: RoleUse, action: string): { arn: string; isPermitted: boolean }[] {
  const statements = statementsFor(use)[isReading(action) ? "read" : "all"];
  if (!allows(statements, { action })) return [];
  return actedOn(action).flatMap((type) =>
    arnsIn(use, type).map((arn) => {
      const context = contextOf(use.environment, action, arn.split(":")[3] || (use.regions[0] ?? ""), type);
      const isPermitted = attachedIn(use).every((policy) =>
        permits(statements, { action, resource: arn, context: { ...context, "iam:PolicyARN": policy } }),
      );
      return { arn, isPermitted };
    }),
  );
}

/** ARNs of resources of a use that its role may not call an action on, though it may call it on others. */
function refusedArns(use: RoleUse, action: string): string[] {
  return judged(use, action)
    .filter(({ isPermitted }) => !isPermitted)
    .map(({ arn }) => `${action} ${arn}`);
}

/** ARNs of the policies that stacks attach; something else where they attach none. */
function attachedIn({ types }: RoleUse): string[] {
  const arns = (types.get("aws_iam_role_policy_attachment") ?? []).map(({ policy_arn: arn }) =>
    String(arn).replace(/\$\{[^}]+\}/, "aws"),
  );
  return arns.length === 0 ? ["none"] : arns;
}

/** Whether roles of an account may make a call that was recorded: on one of their resources, or on `*`. */
function isPermittedSomewhere(uses: readonly RoleUse[], action: string): boolean {
  return uses.some(
    (use) =>
      judged(use, action).some(({ isPermitted }) => isPermitted) ||
      use.regions.some((region) => {
        const call = { action, resource: onNothing(action), context: contextOf(use.environment, action, region) };
        return permits(statementsFor(use).all, call);
      }),
  );
}

test("a log gives the permissions of each account, without what needs none", () => {
  const line = (service: string, action: string, account = "111111111111") =>
    JSON.stringify({ service, action, account, region: "us-east-1", status: 200 });
  const log = [
    line("sts", "AssumeRole", "123456789012"),
    line("sts", "GetCallerIdentity"),
    line("iam", "GetUser"),
    line("ec2", "CreateVpc"),
    line("ec2", "DescribeVpcs"),
    line("ec2", "DescribeVpcs"),
    line("monitoring", "PutMetricAlarm", "222222222222"),
    line("s3", "GetBucketEncryption", "222222222222"),
    line("lambda", "GetFunction20150331v2", "222222222222"),
  ].join("\n");
  const folder = folderOf({ "demo/actions.log": `${log}\n`, "demo/other.log": "", "more/none": "" });
  const found = recordedIn(folder);
  expect(found).toEqual({
    demo: {
      "111111111111": { read: ["ec2:DescribeVpcs"], write: ["ec2:CreateVpc"] },
      "222222222222": {
        read: ["lambda:GetFunction", "s3:GetEncryptionConfiguration"],
        write: ["cloudwatch:PutMetricAlarm"],
      },
    },
  });
  const before = { demo: { "111111111111": { read: ["ec2:DescribeVpcs"], write: [] } } };
  expect(newActions(found, before)).toEqual([
    "demo 111111111111: ec2:CreateVpc",
    "demo 222222222222: lambda:GetFunction",
    "demo 222222222222: s3:GetEncryptionConfiguration",
    "demo 222222222222: cloudwatch:PutMetricAlarm",
  ]);
  expect(newActions(found, found)).toEqual([]);
});
