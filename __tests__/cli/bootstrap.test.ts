import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Statement } from "../../modules/bootstrap/statement";
import { loadPolicy } from "../../policies/checker/policy";
import { BOOTSTRAP, CONSUMER_WITH_ROLE, FILES, IN_S3 } from "../support/bootstrap";
import { cli } from "../support/cli";
import { ENVIRONMENT, edit, folderOf } from "../support/environments";
import { allows } from "../support/iam";
import { filesOf } from "../support/stacks";
import { parse } from "../support/synth";

/** Runs the command on files. @returns what it printed, with names from the folder. */
async function bootstrap(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  folder = folderOf(files),
) {
  const at = (path: string) => join(folder, path);
  const given = ["--file", at("bootstrap.yaml"), "--environments", at("environments"), "--out", at("bootstrap.out")];
  const printed = await cli(["bootstrap", ...given, ...args]);
  const short = (text: string) => text.replaceAll(`${folder}/`, "");
  return { folder, out: short(printed.out), error: short(printed.error), code: printed.code };
}

const ROLES = ["111111111111", "222222222222"].map((account) => `bootstrap-roles-${account}`);
const stackOf = (folder: string, name: string) =>
  parse(readFileSync(join(folder, "bootstrap.out/stacks", name, "cdk.tf.json"), "utf8"));

test("writes the stack of the states, and one for the roles of each account, in their order", async () => {
  const { folder, out, error, code } = await bootstrap(FILES);
  expect(error).toContain("3 stacks with 1 bucket and 6 roles");
  expect(code).toBe(0);
  expect(out.split("\n").filter(Boolean)).toEqual(
    ["bootstrap-states", ...ROLES].map((name) => `bootstrap.out/stacks/${name}/cdk.tf.json`),
  );
  const { stacks } = JSON.parse(readFileSync(join(folder, "bootstrap.out/manifest.json"), "utf8"));
  for (const name of ROLES) expect(stacks[name].dependencies).toEqual(["bootstrap-states"]);
  expect(readdirSync(folder).sort()).toEqual(["bootstrap.out", "bootstrap.yaml", "environments"]);
});

test("the bucket is versioned, encrypted, private, only for its account over TLS, and kept", async () => {
  const { folder } = await bootstrap(FILES);
  const stack = stackOf(folder, "bootstrap-states");
  expect(stack.resource("aws_s3_bucket")).toMatchObject({
    bucket: "example-states",
    lifecycle: { prevent_destroy: true },
  });
  expect(stack.resource("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
  const [rule] = stack.resource("aws_s3_bucket_server_side_encryption_configuration").rule;
  expect(rule.apply_server_side_encryption_by_default).toEqual({ sse_algorithm: "AES256" });
  expect(stack.resource("aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const { Statement } = JSON.parse(stack.resource("aws_s3_bucket_policy").policy);
  expect(Statement).toEqual([
    expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    expect.objectContaining({
      Effect: "Deny",
      Condition: { StringNotEquals: { "aws:PrincipalAccount": "999999999999" } },
    }),
  ]);
  for (const { Principal, Resource } of Statement)
    expect({ Principal, Resource }).toEqual({
      Principal: "*",
      Resource: ["arn:aws:s3:::example-states", "arn:aws:s3:::example-states/*"],
    });
  expect(stack.resource("aws_iam_openid_connect_provider")).toMatchObject({
    url: "https://token.actions.githubusercontent.com",
    client_id_list: ["sts.amazonaws.com"],
  });
});

test("what exists is not made: the buckets, the provider, the roles of an account", async () => {
  const existing = `${edit(BOOTSTRAP, "privatelink\n", "privatelink\n    provider: existing\n")}buckets: existing
accounts: { "222222222222": { roles: existing } }
`;
  const { folder, error } = await bootstrap({ ...FILES, "bootstrap.yaml": existing });
  const stack = stackOf(folder, "bootstrap-states");
  expect(stack.types).toEqual(["aws_iam_policy", "aws_iam_role", "aws_iam_role_policy_attachment"]);
  expect(existsSync(join(folder, "bootstrap.out/stacks/bootstrap-roles-222222222222"))).toBe(false);
  expect(error).toContain("note: account 222222222222 has its roles already: they must trust CI's roles.");
  expect(JSON.stringify(stack.json)).toContain("arn:aws:iam::222222222222:role/deploy");
});

test("roles have the boundary, the path and the session that are asked for", async () => {
  const files = {
    ...FILES,
    "bootstrap.yaml": `${BOOTSTRAP}  sessionSeconds: 7200
permissionsBoundary: team/limits
accounts: { "111111111111": { role: admin } }
tags: { Owner: platform }
`,
    "environments/dev/environment.yaml": edit(IN_S3, "role: deploy", "role: team/deploy"),
  };
  const { folder } = await bootstrap(files);
  const stack = stackOf(folder, "bootstrap-roles-111111111111");
  expect(stack.json.provider.aws[0]).toMatchObject({
    allowed_account_ids: ["111111111111"],
    assume_role: [{ role_arn: "arn:aws:iam::111111111111:role/admin" }],
    default_tags: [{ tags: { Owner: "platform", ManagedBy: "cdktf-privatelink" } }],
  });
  const deploy = stack.resources("aws_iam_role").find(({ name }) => name === "deploy");
  expect(deploy).toMatchObject({
    path: "/team/",
    max_session_duration: 3600,
    permissions_boundary: "arn:aws:iam::111111111111:policy/team/limits",
  });
  const sessions = stackOf(folder, "bootstrap-states")
    .resources("aws_iam_role")
    .map((each) => each.max_session_duration);
  expect(sessions).toEqual([7200, 7200]);
});

test("Atlantis: the role of its server may do all of it, and no role of CI is made", async () => {
  const atlantis = `${BOOTSTRAP.split("ci:")[0]}ci: { atlantis: { role: servers/atlantis } }\n`;
  const { folder, error, code } = await bootstrap({ ...FILES, "bootstrap.yaml": atlantis });
  expect([code, error]).toEqual([0, expect.stringContaining("3 stacks with 1 bucket and 4 roles")]);
  const states = stackOf(folder, "bootstrap-states");
  expect(states.resources("aws_s3_bucket")).toHaveLength(1);
  expect(states.types).not.toContain("aws_iam_role");
  expect(states.types).not.toContain("aws_iam_openid_connect_provider");
  expect(states.resource("aws_iam_role_policy_attachment")).toMatchObject({ role: "atlantis" });
  const may: readonly Statement[] = JSON.parse(states.resource("aws_iam_policy").policy).Statement;
  expect(allows(may, { action: "s3:PutObject" })).toBe(true);
  const roles = ["111111111111", "222222222222"].flatMap((account) =>
    ["deploy", "reader"].map((name) => `arn:aws:iam::${account}:role/${name}`),
  );
  for (const role of roles) expect(allows(may, { action: "sts:AssumeRole", resource: role })).toBe(true);
  for (const name of ROLES)
    for (const { assume_role_policy } of stackOf(folder, name).resources("aws_iam_role"))
      expect(JSON.parse(assume_role_policy).Statement[0].Principal).toEqual({
        AWS: ["arn:aws:iam::999999999999:role/servers/atlantis"],
      });
});

test("the same files give the same bytes, and what Terraform keeps in the folders stays", async () => {
  const first = await bootstrap(FILES);
  const before = filesOf(join(first.folder, "bootstrap.out"));
  const kept = join(first.folder, "bootstrap.out/stacks/bootstrap-states/.terraform.lock.hcl");
  writeFileSync(kept, "kept");
  const again = await bootstrap(FILES, [], first.folder);
  expect(again.code).toBe(0);
  expect(readFileSync(kept, "utf8")).toBe("kept");
  const { "stacks/bootstrap-states/.terraform.lock.hcl": _, ...after } = filesOf(join(first.folder, "bootstrap.out"));
  expect(after).toEqual(before);
});

test("the states of the bootstrap go into the bucket where the file says so", async () => {
  const backend = "backend: { type: s3, bucket: example-states, region: us-east-1 }\n";
  const { folder } = await bootstrap({ ...FILES, "bootstrap.yaml": `${BOOTSTRAP}${backend}` });
  expect(stackOf(folder, "bootstrap-states").json.terraform.backend.s3).toMatchObject({
    key: "privatelink/.bootstrap/bootstrap-states.tfstate",
    use_lockfile: true,
  });
});

test("an account that is no longer used is told, and its stack stays", async () => {
  const first = await bootstrap(FILES);
  const folder = join(first.folder, "environments/dev/consumers");
  writeFileSync(
    join(folder, "web.yaml"),
    FILES["environments/dev/consumers/web.yaml"].replaceAll("222222222222", "333333333333"),
  );
  const { error, code } = await bootstrap(FILES, [], first.folder);
  expect(code).toBe(0);
  expect(error).toContain("note: bootstrap-roles-222222222222 is no longer needed, and may still be deployed.");
  expect(existsSync(join(first.folder, "bootstrap.out/stacks/bootstrap-roles-222222222222/cdk.tf.json"))).toBe(true);
});

test("a role of both sides, and names that are not exact, are told", async () => {
  const { error } = await bootstrap(FILES);
  expect(error).not.toContain("deploys services and consumers");
  const both = {
    ...FILES,
    "bootstrap.yaml": `${BOOTSTRAP}accounts: { "111111111111": { names: beginning } }\n`,
    "environments/dev/consumers/web.yaml": edit(CONSUMER_WITH_ROLE, '"222222222222"', '"111111111111"'),
  };
  const told = await bootstrap(both);
  expect(told.error).toContain("note: role deploy of account 111111111111 deploys services and consumers: it may do");
  expect(told.error).toContain("note: account 111111111111 has `names: beginning`");
  const apart = { ...both, "environments/dev/environment.yaml": edit(IN_S3, "role: deploy", "role: deploy-services") };
  const kept = await bootstrap(apart);
  expect(kept.error).not.toContain("deploys services and consumers");
  const roles = stackOf(kept.folder, ROLES[0] ?? "").resources("aws_iam_role");
  expect(roles.map(({ name }) => name).sort()).toEqual(["deploy", "deploy-services", "reader"]);
});

test("an environment with its states in files gets nothing, and the reason is told", async () => {
  const { folder, error } = await bootstrap({ ...FILES, "environments/dev/environment.yaml": ENVIRONMENT });
  expect(error).toContain("note: environment dev keeps its states in files: nothing is made for it.");
  expect(stackOf(folder, "bootstrap-states").types).toEqual(["aws_iam_openid_connect_provider"]);
});

test("everything that is wrong with bootstrap.yaml is told at once, with its places", async () => {
  const text = `account: 999999999999
regio: us-east-1
ci:
  github: { repository: "example/*" }
  gitlab: { project: "example" , host: "https://gitlab.com" }
permissionsBoundary: arn:aws:iam::999999999999:policy/limits
`;
  const { error, code, folder } = await bootstrap({ ...FILES, "bootstrap.yaml": text });
  expect(code).toBe(1);
  for (const place of [
    "1:10  account",
    "2:1  regio",
    "4:25  ci.github.repository",
    "5:22  ci.gitlab.project",
    "6:22  permissionsBoundary",
  ])
    expect(error).toContain(`bootstrap.yaml:${place}`);
  expect(error).toContain("nothing was written");
  expect(existsSync(join(folder, "bootstrap.out"))).toBe(false);
});

test.each([
  ["no system", `${BOOTSTRAP.split("ci:")[0]}ci: {}\n`, "one or more of `github`, `gitlab` and `atlantis`"],
  [
    "a branch pattern",
    edit(BOOTSTRAP, "privatelink\n", 'privatelink\n    branch: "release/*"\n'),
    "the name of a branch, without patterns",
  ],
  [
    "one id of GitHub without the other",
    edit(BOOTSTRAP, "privatelink\n", "privatelink\n    ownerId: 1\n"),
    "both ids or none",
  ],
  ["two repositories", edit(BOOTSTRAP, "example/privatelink", "a/b,c/d"), "owner and name of one repository"],
])("%s is refused", async (_, text, expected) => {
  const { error, code } = await bootstrap({ ...FILES, "bootstrap.yaml": text });
  expect([code, error]).toEqual([1, expect.stringContaining(expected)]);
});

test("two roles of an account with one name are refused, whatever their paths and case", async () => {
  const { error, code } = await bootstrap({
    ...FILES,
    "environments/dev/environment.yaml": edit(IN_S3, "planRole: reader", "planRole: other/Deploy"),
  });
  expect(code).toBe(1);
  expect(error).toContain(
    "account 111111111111: expected roles with different names; " +
      "found other/Deploy to plan dev, and deploy to deploy dev.",
  );
});

test("a folder of environments' stacks is not written to, and a missing file is told", async () => {
  const first = await bootstrap(FILES);
  const out = join(first.folder, "cdktf.out");
  await cli(["synth", "--environments", join(first.folder, "environments"), "--out", out]);
  const before = filesOf(out);
  const into = await bootstrap(FILES, ["--out", out], first.folder);
  expect(into.code).toBe(1);
  expect(into.error).toContain("cdktf.out: expected a new or empty folder, or that of an earlier bootstrap");
  expect(filesOf(out)).toEqual(before);
  const { "bootstrap.yaml": __, ...without } = FILES;
  const missing = await bootstrap(without);
  expect([missing.code, missing.error]).toEqual([
    1,
    expect.stringContaining("expected the file of the bootstrap; found none"),
  ]);
});

test("only the named environments are bootstrapped, and a name that there is not gives 2", async () => {
  const files = { ...FILES, "environments/prod/environment.yaml": ENVIRONMENT };
  const { error, code } = await bootstrap(files, ["--env", "dev"]);
  expect([code, error]).toEqual([0, expect.not.stringContaining("prod")]);
  expect((await bootstrap(files, ["--env", "none"])).code).toBe(2);
});

test("the policies judge the stacks, which have no VPC", async () => {
  const { folder } = await bootstrap(FILES);
  const policy = await loadPolicy();
  for (const name of ["bootstrap-states", ...ROLES])
    expect(policy.judge(stackOf(folder, name).json)).toMatchObject({ verdict: "clean" });
});
