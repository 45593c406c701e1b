/** Systems that run the commands. */
export const SYSTEMS = ["github", "gitlab", "atlantis"] as const;

/** A system that runs the commands. */
export type System = (typeof SYSTEMS)[number];

/** For each system, the files that it takes: their paths in a repository, and their templates beside this file. */
export const FILES: Readonly<Record<System, Readonly<Record<string, string>>>> = {
  github: {
    ".github/actions/privatelink-comment/action.yaml": "github/comment.yaml",
    ".github/actions/privatelink-deployed/action.yaml": "github/deployed.yaml",
    ".github/actions/privatelink-open/action.yaml": "github/open.yaml",
    ".github/actions/privatelink-seal/action.yaml": "github/seal.yaml",
    ".github/actions/privatelink-setup/action.yaml": "github/setup.yaml",
    ".github/workflows/privatelink-apply.yaml": "github/apply.yaml",
    ".github/workflows/privatelink-deploy-environment.yaml": "github/deploy-environment.yaml",
    ".github/workflows/privatelink-deploy.yaml": "github/deploy.yaml",
    ".github/workflows/privatelink-drift.yaml": "github/drift.yaml",
    ".github/workflows/privatelink-pull-request.yaml": "github/pull-request.yaml",
  },
  gitlab: {
    ".gitlab/privatelink.Dockerfile": "gitlab/Dockerfile",
    ".gitlab/privatelink.yml": "gitlab/privatelink.yml",
  },
  atlantis: {
    ".atlantis/repos.yaml": "atlantis/repos.yaml",
    "atlantis.yaml": "atlantis/atlantis.yaml",
  },
};
