import type { BootstrapSpec } from "../config/bootstrap-schema";
import { partitionOf } from "../modules/aws/region";

/** What CI does with a role: a plan comes from a pull request or the branch, a deployment from an environment. */
export type CiPurpose = "plan" | "deploy";

/** An issuer of tokens of a CI system, as an account knows it. */
export interface Issuer {
  /** Key of the system in `bootstrap.yaml`. */
  readonly system: "github" | "gitlab";
  /** URL without `https://`. */
  readonly issuer: string;
  readonly audience: string;
  /** Whether its provider is made here. */
  readonly isMade: boolean;
}

/**
 * Issuer of GitHub's tokens, by its host. Sources: GitHub Enterprise Server, "Configuring OpenID Connect in Amazon Web
 * Services"; GitHub, "GHE.com", "Feature overview for GitHub Enterprise Cloud with data residency".
 */
function githubIssuer(host: string): string {
  if (host === "github.com") return "token.actions.githubusercontent.com";
  return host.endsWith(".ghe.com") ? `token.actions.${host}` : `${host}/_services/token`;
}

/** The issuers that `bootstrap.yaml` names. */
export function issuersOf({ ci: { github, gitlab } }: BootstrapSpec): Issuer[] {
  return [
    ...(github === undefined
      ? []
      : [
          {
            ...{ system: "github" as const, issuer: githubIssuer(github.host), audience: "sts.amazonaws.com" },
            isMade: github.provider === "make",
          },
        ]),
    ...(gitlab === undefined
      ? []
      : [
          {
            ...{ system: "gitlab" as const, issuer: gitlab.host, audience: `https://${gitlab.host}` },
            isMade: gitlab.provider === "make",
          },
        ]),
  ];
}

/**
 * Trust policy of a role of CI, as JSON. The audience is always compared whole, and so is the subject, but for plans of
 * GitLab: there, a pipeline of a merge request has the name of its branch in the subject.
 *
 * Sources: GitHub, "OpenID Connect reference", "Example subject claims" and "Immutable
 * subject claims"; GitLab, "OpenID Connect (OIDC) in AWS".
 */
export function ciTrust(spec: BootstrapSpec, environment: string, purpose: CiPurpose): string {
  const Statement = issuersOf(spec).map(({ system, issuer, audience }) => {
    const { operator, subjects } = subjectsOf(spec, system, environment, purpose);
    const claims = { [`${issuer}:aud`]: audience };
    const subject = { [`${issuer}:sub`]: subjects };
    return {
      Effect: "Allow",
      Principal: { Federated: `arn:${partitionOf(spec.region)}:iam::${spec.account}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition:
        operator === "StringEquals"
          ? { StringEquals: { ...claims, ...subject } }
          : { StringEquals: claims, StringLike: subject },
    };
  });
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

function subjectsOf(
  { ci: { github, gitlab } }: BootstrapSpec,
  system: Issuer["system"],
  environment: string,
  purpose: CiPurpose,
): { operator: "StringEquals" | "StringLike"; subjects: string[] } {
  if (system === "github" && github !== undefined) {
    const repo = `repo:${repositoryName(github)}`;
    const plan = [`${repo}:pull_request`, `${repo}:ref:refs/heads/${github.branch}`];
    return { operator: "StringEquals", subjects: purpose === "plan" ? plan : [`${repo}:environment:${environment}`] };
  }
  const branch = `project_path:${gitlab?.project}:ref_type:branch:ref:`;
  return purpose === "plan"
    ? { operator: "StringLike", subjects: [`${branch}*`] }
    : { operator: "StringEquals", subjects: [`${branch}${gitlab?.branch}`] };
}

/**
 * A repository as its tokens name it. Repositories with immutable subject claims have ids beside the names, and no
 * others do: only one of both forms is trusted.
 */
function repositoryName({ repository, ownerId, repositoryId }: NonNullable<BootstrapSpec["ci"]["github"]>): string {
  if (ownerId === undefined || repositoryId === undefined) return repository;
  const [owner, name] = repository.split("/");
  return `${owner}@${ownerId}/${name}@${repositoryId}`;
}

/** Trust policy of a role of an account that deploys or plans: exactly these roles of CI. As JSON. */
export function accountTrust(roleArns: readonly string[]): string {
  const allow = { Effect: "Allow", Principal: { AWS: roleArns }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [allow] });
}
