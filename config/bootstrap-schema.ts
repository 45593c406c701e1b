import { z } from "zod";
import { backendSchema } from "./backend-schema";
import { acrossKeys, checked, type Mapping, type Report, within } from "./fields";
import { account, anyRegion, role, tags } from "./shared-schema";
import { awsProviderVersions } from "./terraform-schema";

/** Names that no pattern of IAM or claim of a token gives a meaning of its own: no `*`, `?` or `:`. */
const plainPath = (text: string) => /^[\w.-]+(\/[\w.-]+)+$/.test(text);
const plainHost = (text: string) => /^[a-z0-9.-]+$/.test(text);
const branch = checked((text) =>
  /^[\w./+-]{1,200}$/.test(text) ? undefined : "the name of a branch, without patterns, such as main",
)
  .default("main")
  .describe("Branch that is deployed. Default: main.");

const provider = z
  .enum(["make", "existing"])
  .default("make")
  .describe(
    "Whether the OIDC provider is made here (make), or is in the account already (existing): " +
      "an account has one for each URL. Default: make.",
  );

const githubId = z.int().min(1).optional();

const github = z
  .strictObject({
    repository: checked((text) =>
      /^[\w.-]+\/[\w.-]+$/.test(text) ? undefined : "owner and name of one repository, such as example/privatelink",
    ).describe("The repository whose workflows may take CI's roles, as owner/name."),
    ownerId: githubId.describe("Id of the owner: `gh api repos/OWNER/NAME --jq .owner.id`. With `repositoryId`."),
    repositoryId: githubId.describe(
      "Id of the repository: `gh api repos/OWNER/NAME --jq .id`. With `ownerId`, where the repository has immutable " +
        "subject claims, as all have that were made or renamed since 2026-07-15. " +
        "Default: its tokens name it without ids.",
    ),
    host: checked((text) => (plainHost(text) ? undefined : "the name of a host, such as github.com, without https://"))
      .default("github.com")
      .describe(
        "Host of GitHub: github.com, one of ghe.com, or that of a GitHub Enterprise Server. Default: github.com.",
      ),
    branch,
    provider,
  })
  .check(acrossKeys(bothIdsRule))
  .describe("GitHub Actions, with ID tokens whose audience is sts.amazonaws.com.");

function bothIdsRule({ ownerId, repositoryId }: Mapping, report: Report): void {
  if ((ownerId === undefined) === (repositoryId === undefined)) return;
  const [missing, there] = ownerId === undefined ? ["ownerId", "repositoryId"] : ["repositoryId", "ownerId"];
  report([missing], `both ids or none: \`${there}\` is given`, `add \`${missing}\`, or delete \`${there}\``);
}

const gitlab = z
  .strictObject({
    project: checked((text) =>
      plainPath(text) ? undefined : "the path of one project with its groups, such as example/privatelink",
    ).describe("The project whose pipelines may take CI's roles, by its path with the groups."),
    host: checked((text) => (plainHost(text) ? undefined : "the name of a host, such as gitlab.com, without https://"))
      .default("gitlab.com")
      .describe("Host of GitLab. Default: gitlab.com."),
    branch,
    provider,
  })
  .describe("GitLab CI, with ID tokens whose audience is https:// and the host.");

const atlantis = z
  .strictObject({
    role: role.describe(
      "Role in `account` that the server runs as. It exists already; the bootstrap adds what it may do.",
    ),
  })
  .describe("Atlantis: its server plans and deploys with one role, in place of roles of CI.");

const ci = z
  .strictObject({
    github: github.optional(),
    gitlab: gitlab.optional(),
    atlantis: atlantis.optional(),
    rolePrefix: checked((text) =>
      /^[\w+=,.@-]{1,20}$/.test(text) ? undefined : "1 to 20 letters, digits or _+=,.@-, as IAM takes them in names",
    )
      .default("privatelink-ci-")
      .describe(
        "What the names of CI's roles begin with: <prefix><environment>-plan and -deploy. Default: privatelink-ci-.",
      ),
    sessionSeconds: within({ min: 3600, max: 43200 })
      .default(3600)
      .describe("Longest session of CI's roles in seconds, from 3600 to 43200. Default: 3600."),
  })
  .check(acrossKeys(someSystemRule))
  .describe("Who may take CI's roles.");

function someSystemRule({ github: hub, gitlab: lab, atlantis: server }: Mapping, report: Report): void {
  if (hub === undefined && lab === undefined && server === undefined)
    report([], "one or more of `github`, `gitlab` and `atlantis`", "add `github: { repository: owner/name }`");
}

/** Name of a policy, with its path: as of {@link role}. */
const boundary = checked((text) =>
  /^(?=.{1,512}$)([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/.test(text)
    ? undefined
    : "the name of a policy, with its path if it has one; not an ARN",
).describe("Permissions boundary of every role that is made, by the name of a policy of each account. Default: none.");

const workloadAccount = z
  .strictObject({
    role: role.optional().describe("Role in that account which Terraform assumes to make the roles. Default: none."),
    roles: z
      .enum(["make", "existing"])
      .default("make")
      .describe(
        "Whether the roles of the account are made here (make), or are there already (existing). Default: make.",
      ),
    names: z
      .enum(["exact", "beginning"])
      .default("exact")
      .describe(
        "Which IAM roles, instance profiles, functions, topics, queues and buckets a deployment may change: those with " +
          "the exact names that the stacks give (exact), or all with names that begin with the environment's " +
          "(beginning). Only for accounts with no such things of others. Default: exact.",
      ),
  })
  .describe("An account that the environments deploy into.");

/** Schema of `bootstrap.yaml`. */
export const bootstrapSchema = z
  .strictObject({
    account: account.describe("Account of the state buckets, the OIDC providers and CI's roles."),
    region: anyRegion.describe("Region that the bootstrap itself is deployed in. Buckets are in those of the states."),
    role: role.optional().describe("Role in that account which Terraform assumes for the bootstrap. Default: none."),
    backend: backendSchema
      .prefault({ type: "local" })
      .describe(
        "Where Terraform keeps the states of the bootstrap: first local, later one of its buckets. Default: local.",
      ),
    buckets: z
      .enum(["make", "existing"])
      .default("make")
      .describe(
        "Whether the buckets of the states are made here (make), or are there already (existing). Default: make.",
      ),
    oldVersionsDays: within({ min: 1, max: 3650 })
      .default(365)
      .describe("Days that earlier versions of a state are kept, at least the ten newest. Default: 365."),
    ci,
    permissionsBoundary: boundary.optional(),
    accounts: z
      .record(account, workloadAccount)
      .default({})
      .describe("What differs for single accounts of the environments, by account id in quotes. Default: nothing."),
    tags: tags.default({}).describe("Tags of everything that can have some. Default: none."),
    terraform: z
      .strictObject({ awsProvider: awsProviderVersions })
      .prefault({})
      .describe("What plans and applies the bootstrap."),
  })
  .describe("What CI needs before it can plan and deploy: state buckets, OIDC providers and roles.");

/** `bootstrap.yaml` as it was read, with its defaults filled in. */
export type BootstrapSpec = z.output<typeof bootstrapSchema>;
