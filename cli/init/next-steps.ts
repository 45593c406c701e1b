import type { Environment } from "../../config/environment";
import type { System } from "../../delivery/systems";
import { variableOf } from "../../delivery/values";
import { page } from "../../support/page";

/** What is left to do by hand, where a system keeps its settings. */
export function nextSteps(system: System, environments: readonly Environment[], branch: string): string {
  const steps = STEPS[system](environments, branch);
  return ["", "Next", ...steps.map((step, index) => `  ${index + 1}. ${step}`), ""].join("\n");
}

const BOOTSTRAP_PAGE = page("docs/delivery/bootstrap.md");
const BOOTSTRAP = `Create the state bucket and the roles: ${BOOTSTRAP_PAGE}.`;

const STEPS: Readonly<Record<System, (environments: readonly Environment[], branch: string) => string[]>> = {
  github: (environments, branch) => [
    "Commit these files.",
    `Create the ${plural(environments, "environment")} ${names(environments)}: required reviewers, deployments only from ${branch}.`,
    `Then create the state bucket and the roles, which trust ${environments.length === 1 ? "this environment" : "these environments"}: ${BOOTSTRAP_PAGE}.`,
    `Set the variable PRIVATELINK_DEPLOY_ROLE in ${environments.length === 1 ? "it" : "each of these environments"}.`,
    `Set the repository ${plural(environments, "variable")} ${planRoles(environments)}.`,
    "Set the repository secret PRIVATELINK_PASSPHRASE to a long random text.",
    `Protect ${branch}: require a pull request with an approval, the status check \`privatelink\`, and branches that ` +
      "are up to date, or a merge queue.",
    `${page("docs/delivery/github.md")} has the commands for all of it.`,
  ],
  gitlab: (environments) => [
    "Commit these files, and include .gitlab/privatelink.yml in .gitlab-ci.yml.",
    "Build the image of .gitlab/privatelink.Dockerfile, and set the CI/CD variable PRIVATELINK_IMAGE to it.",
    BOOTSTRAP,
    `Set the CI/CD ${plural(environments, "variable")} ${planRoles(environments)}.`,
    `Protect the ${plural(environments, "environment")} ${names(environments)}, and set PRIVATELINK_DEPLOY_ROLE in ` +
      `${environments.length === 1 ? "its scope" : "the scope of each"}.`,
    "Set PRIVATELINK_PASSPHRASE (masked) to a long random text.",
    "Set PRIVATELINK_GITLAB_TOKEN (masked) to a project access token (api, Developer), which writes notes and issues.",
    "Add a pipeline schedule for the default branch: it looks for drift.",
    `${page("docs/delivery/gitlab.md")} has the details.`,
  ],
  atlantis: () => [
    "Commit atlantis.yaml.",
    "Set the id of the repository in .atlantis/repos.yaml, and start the server with it (--repo-config).",
    BOOTSTRAP,
    `${page("docs/delivery/atlantis.md")} says what the server needs, and what Atlantis cannot do here.`,
  ],
};

/** A word for one of each environment. */
function plural(environments: readonly Environment[], word: string): string {
  return environments.length === 1 ? word : `${word}s`;
}

function names(environments: readonly Environment[]): string {
  return environments.map(({ name }) => name).join(", ");
}

function planRoles(environments: readonly Environment[]): string {
  return environments.map(({ name }) => `PRIVATELINK_PLAN_ROLE_${variableOf(name)}`).join(", ");
}
