import { readFileSync } from "node:fs";
import { fill, type Lists, type Values } from "../delivery/fill";
import type { System } from "../delivery/systems";
import { servicePrefixOf } from "../modules/aws/endpoint-service-name";
import { partitionOf, zoneIdPrefix } from "../modules/aws/region";
import { beside } from "../support/beside";
import { ENVIRONMENT_FILES, USERS, type User } from "./users";

/** What the files of a new project are made of. */
export interface StarterSettings {
  /** Name of the project, as npm takes it. */
  readonly name: string;
  /** Whom it is for: each gets an environment. */
  readonly users: readonly User[];
  /** Account of the services, the hub, or the customer. */
  readonly account: string;
  readonly region: string;
  /** What CI it is delivered by. @default - none: its states are local files */
  readonly system?: System | undefined;
}

/** Version of Node that CI takes. */
const NODE_VERSION = "24";

/** What git does not keep. A lock file of providers that a user keeps decides: those of stacks are in ignored folders. */
const IGNORED = [
  ...["node_modules/", "cdktf.out/", "cdktf.out.writing-*/", ".ledger.writing*", "plans*/", "terraform-state/"],
  ...[".terraform/", "*.tfstate", "*.tfstate.*", "*.tfplan", "*plan.json", "/deployed*.json"],
  ...["kits/", "privatelink-audit*.jsonl", "ci.out/", "certificates/", "bootstrap.out/"],
  ...["comment.md", "policy-report.json", "status.json", "*.log", ".DS_Store"],
];

/** The files of a new project, but for package.json and workflows: their texts by path. The same input gives the same bytes. */
export function starterFiles(settings: StarterSettings): Readonly<Record<string, string>> {
  const { name, system, users } = settings;
  const text = (template: string) => fill(readFileSync(beside(__dirname, `templates/${template}`), "utf8"), ...filled);
  const filled = valuesOf(settings);
  const environments = users.flatMap((user) =>
    ENVIRONMENT_FILES[user].map((file) => [`environments/${user}/${file}`, text(`${user}/${file}`)] as const),
  );
  return {
    ".gitignore": `${IGNORED.join("\n")}\n`,
    ".nvmrc": `${NODE_VERSION}\n`,
    "README.md": text("README.template"),
    ...(system !== undefined ? { "bootstrap.yaml": text("bootstrap.yaml") } : {}),
    "cdktf.json": `${JSON.stringify(cdktfJson(name), null, 2)}\n`,
    ...Object.fromEntries(environments),
    "policy.yaml": text("policy.yaml"),
  };
}

/** What the cdktf command line reads. The app is a script of package.json. */
export function cdktfJson(projectId: string) {
  return {
    language: "typescript",
    app: "npm run --silent app",
    projectId,
    sendCrashReports: "false",
    terraformProviders: [],
    terraformModules: [],
    context: {},
  };
}

function valuesOf({ account, region, system, users, name }: StarterSettings): [Values, Lists] {
  const when = (isSo: boolean) => (isSo ? [{}] : []);
  return [
    {
      ...{ ACCOUNT: account, REGION: region, ZONES: zoneIdPrefix(region), PARTITION: partitionOf(region) },
      ...{ SERVICES: servicePrefixOf(region), BUCKET: `privatelink-states-${account}`, NAME: name },
      ...{ STATES: system === undefined ? "local" : "s3", SYSTEM: system ?? "", USER: users[0] ?? "" },
    },
    {
      ...Object.fromEntries(USERS.map((user) => [user, when(users.includes(user))])),
      ...{ ci: when(system !== undefined), s3: when(system !== undefined), local: when(system === undefined) },
      ...{ github: when(system === "github"), gitlab: when(system === "gitlab") },
      ...{ atlantis: when(system === "atlantis"), tokens: when(system === "github" || system === "gitlab") },
    },
  ];
}
