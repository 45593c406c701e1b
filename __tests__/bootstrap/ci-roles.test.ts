import { ciTrust, issuersOf } from "../../bootstrap/trust";
import { bootstrapSchema } from "../../config/bootstrap-schema";
import type { Statement } from "../../modules/bootstrap/statement";
import { bootstrapOf, CONSUMER_WITH_ROLE, FILES, IN_S3 } from "../support/bootstrap";
import { edit } from "../support/environments";
import { allows } from "../support/iam";

const GITHUB = "token.actions.githubusercontent.com";
const spec = (ci: object) => bootstrapSchema.parse({ account: "999999999999", region: "us-east-1", ci });
const conditions = (text: string) =>
  JSON.parse(text).Statement.map((each: { Condition: Record<string, Record<string, string[]>> }) => each.Condition);

test("GitHub: audience and subject are compared whole; a deployment comes only from its environment", () => {
  const github = spec({ github: { repository: "example/privatelink", branch: "release" } });
  expect(JSON.parse(ciTrust(github, "prod", "plan")).Statement[0].Principal).toEqual({
    Federated: `arn:aws:iam::999999999999:oidc-provider/${GITHUB}`,
  });
  expect(conditions(ciTrust(github, "prod", "plan"))).toEqual([
    {
      StringEquals: {
        [`${GITHUB}:aud`]: "sts.amazonaws.com",
        [`${GITHUB}:sub`]: ["repo:example/privatelink:pull_request", "repo:example/privatelink:ref:refs/heads/release"],
      },
    },
  ]);
  expect(conditions(ciTrust(github, "prod", "deploy"))).toEqual([
    {
      StringEquals: {
        [`${GITHUB}:aud`]: "sts.amazonaws.com",
        [`${GITHUB}:sub`]: ["repo:example/privatelink:environment:prod"],
      },
    },
  ]);
});

test("GitHub: of a repository with immutable subject claims, only tokens with its ids are taken", () => {
  const github = spec({ github: { repository: "example/privatelink", ownerId: 123456, repositoryId: 456789 } });
  for (const purpose of ["plan", "deploy"] as const)
    for (const each of conditions(ciTrust(github, "prod", purpose)))
      for (const subject of each.StringEquals[`${GITHUB}:sub`])
        expect(subject).toMatch(/^repo:example@123456\/privatelink@456789:(pull_request|ref:|environment:prod)/);
});

test.each([
  ["github.com", GITHUB],
  ["example.ghe.com", "token.actions.example.ghe.com"],
  ["github.example.com", "github.example.com/_services/token"],
])("GitHub on %s: the issuer is %s", (host, issuer) => {
  const github = spec({ github: { repository: "example/privatelink", host } });
  expect(issuersOf(github)).toEqual([{ system: "github", issuer, audience: "sts.amazonaws.com", isMade: true }]);
  const [statement] = JSON.parse(ciTrust(github, "prod", "deploy")).Statement;
  expect(statement.Principal).toEqual({ Federated: `arn:aws:iam::999999999999:oidc-provider/${issuer}` });
  expect(statement.Condition.StringEquals).toEqual({
    [`${issuer}:aud`]: "sts.amazonaws.com",
    [`${issuer}:sub`]: ["repo:example/privatelink:environment:prod"],
  });
});

test("GitLab: a deployment comes only from the branch; a plan from any branch of the project", () => {
  const gitlab = spec({ gitlab: { project: "example/platform/privatelink", host: "git.example.com" } });
  const project = "project_path:example/platform/privatelink:ref_type:branch:ref:";
  expect(conditions(ciTrust(gitlab, "prod", "deploy"))).toEqual([
    {
      StringEquals: {
        "git.example.com:aud": "https://git.example.com",
        "git.example.com:sub": [`${project}main`],
      },
    },
  ]);
  expect(conditions(ciTrust(gitlab, "prod", "plan"))).toEqual([
    {
      StringEquals: { "git.example.com:aud": "https://git.example.com" },
      StringLike: { "git.example.com:sub": [`${project}*`] },
    },
  ]);
});

const PROD = {
  ...FILES,
  "environments/prod/environment.yaml": edit(
    edit(edit(IN_S3, "planRole: reader", "planRole: prod-reader"), "role: deploy", "role: prod-deploy"),
    "cidr: 10.10",
    "cidr: 10.30",
  ),
  "environments/prod/consumers/web.yaml": edit(
    edit(CONSUMER_WITH_ROLE, "role: deploy", "role: prod-deploy"),
    "cidr: 10.20",
    "cidr: 10.40",
  ),
};

test("each environment's roles read, write and take only what is the environment's", async () => {
  const { ciRoles } = await bootstrapOf(PROD);
  const statements = (name: string): readonly Statement[] =>
    ciRoles.find((role) => role.name === `privatelink-ci-${name}`)?.statements ?? [];
  const state = (environment: string, end = "tfstate") =>
    `arn:aws:s3:::example-states/privatelink/${environment}/${environment}-consumer-web.${end}`;
  const may = (name: string, action: string, resource: string) => allows(statements(name), { action, resource });
  expect(may("dev-plan", "s3:GetObject", state("dev"))).toBe(true);
  expect(may("dev-plan", "s3:GetObject", state("prod"))).toBe(false);
  expect(may("dev-plan", "s3:PutObject", state("dev"))).toBe(false);
  expect(may("dev-plan", "s3:PutObject", state("dev", "tfstate.tflock"))).toBe(false);
  expect(may("dev-deploy", "s3:PutObject", state("dev"))).toBe(true);
  expect(may("dev-deploy", "s3:DeleteObject", state("dev"))).toBe(false);
  for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
    expect(may("dev-deploy", action, state("dev", "tfstate.tflock"))).toBe(true);
  expect(may("dev-deploy", "s3:PutObject", state("prod"))).toBe(false);
  const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
  expect(may("dev-plan", "sts:AssumeRole", role("reader"))).toBe(true);
  for (const name of ["deploy", "prod-reader", "prod-deploy"])
    expect(may("dev-plan", "sts:AssumeRole", role(name))).toBe(false);
  expect(may("dev-deploy", "sts:AssumeRole", role("deploy"))).toBe(true);
  expect(may("dev-deploy", "sts:AssumeRole", role("reader"))).toBe(true);
  expect(may("dev-deploy", "sts:AssumeRole", role("prod-deploy"))).toBe(false);
  const [listing] = statements("dev-plan").filter(({ Action }) => Action.includes("s3:ListBucket"));
  expect(listing?.Condition).toEqual({ StringLike: { "s3:prefix": ["env:/", "privatelink/dev/*"] } });
});

test("roles of accounts trust exactly CI's roles of their environments", async () => {
  const { accounts } = await bootstrapOf(PROD);
  const trusted = accounts.flatMap(({ account, roles }) =>
    roles.map(({ name, trust }) => [account, name, JSON.parse(trust).Statement[0].Principal.AWS]),
  );
  const ci = (name: string) => `arn:aws:iam::999999999999:role/privatelink-ci-${name}`;
  const of = (account: string) => [
    [account, "reader", [ci("dev-deploy"), ci("dev-plan")]],
    [account, "prod-reader", [ci("prod-deploy"), ci("prod-plan")]],
    [account, "deploy", [ci("dev-deploy")]],
    [account, "prod-deploy", [ci("prod-deploy")]],
  ];
  expect(trusted).toEqual([...of("111111111111"), ...of("222222222222")]);
});

test("without a role that plans, CI's role that plans may take none: not the one that deploys", async () => {
  const { ciRoles, accounts } = await bootstrapOf({
    ...FILES,
    "environments/dev/environment.yaml": edit(IN_S3, "delivery: { planRole: reader }\n", ""),
  });
  const plan = ciRoles.find(({ purpose }) => purpose === "plan");
  expect(allows(plan?.statements ?? [], { action: "sts:AssumeRole" })).toBe(false);
  expect(accounts.flatMap(({ roles }) => roles.map(({ purpose }) => purpose))).toEqual(["deploy", "deploy"]);
});

test("a prefix with an asterisk is no pattern, and a key is used only by way of S3", async () => {
  const key = "arn:aws:kms:us-east-1:999999999999:alias/states";
  const { ciRoles, buckets } = await bootstrapOf({
    ...FILES,
    "environments/dev/environment.yaml": edit(
      IN_S3,
      "bucket: example-states\n",
      `bucket: example-states\n  prefix: a*\n  kmsKeyArn: ${key}\n`,
    ),
  });
  expect(buckets).toEqual([{ bucket: "example-states", region: "us-east-1", kmsKeyArn: key }]);
  const text = JSON.stringify(ciRoles[0]?.statements);
  expect(text).toContain("example-states/a$${*}/dev/*.tfstate");
  const [decrypt] = ciRoles[0]?.statements.filter(({ Action }) => Action.includes("kms:Decrypt")) ?? [];
  expect(decrypt).toEqual({
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: ["arn:aws:kms:us-east-1:999999999999:key/*"],
    Condition: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/states"] },
      StringEquals: { "kms:ViaService": ["s3.us-east-1.amazonaws.com"] },
    },
  });
});
