import type { Environment } from "../config/environment";
import { SOURCES } from "../pipeline/changed/builder";
import { ENGINE } from "../pipeline/terraform/engine";
import { LOCK_FILE } from "../pipeline/terraform/initializer";
import { DEFAULT_DATA } from "../policies/checker/policy-data";
import { PACKAGE_NAME } from "../support/package-root";
import type { Lists, Values } from "./fill";
import type { ProgramIn } from "./program-of";
import type { System } from "./systems";

/** Version of Terraform that CI installs. */
export const TERRAFORM_VERSION = "1.15.5";

/** Version of OpenTofu that CI installs, where environments need it. */
export const OPENTOFU_VERSION = "1.12.6";

/** Name of the object beside an environment's states that says what was deployed last. */
const DEPLOYED = "deployed.json";

/** What the templates are filled in with. */
export interface DeliverySettings {
  /** Environments that CI deploys, by name; each keeps its states in S3. */
  readonly environments: readonly Environment[];
  /** Folder of the environments, from the root of the repository. */
  readonly folder: string;
  /** How CI gets the program. @default "built" */
  readonly program?: ProgramIn;
  /** Branch that is deployed. */
  readonly branch: string;
  /** Most jobs that plan a change. @default - what suits the system */
  readonly shards?: number | undefined;
  /** Label of the runners. @default - GitHub: ubuntu-24.04; GitLab: any */
  readonly runner?: string | undefined;
  /** After which a job that runs Terraform ends. @default 55 */
  readonly timeoutMinutes?: number;
  /** How long credentials hold that GitHub gets. @default 3600 */
  readonly sessionSeconds?: number;
  /** When GitHub looks for drift, as cron has it, in UTC. @default "23 4 * * *" */
  readonly driftSchedule?: string;
  /** Environments that are no longer declared, and whose stacks are destroyed. @default - none */
  readonly destroyed?: readonly string[];
}

/** Most jobs that plan a change in GitHub Actions, unless said otherwise: they only start where something changes. */
const DEFAULT_SHARDS = 8;

/** Part of a job's time in which Terraform may begin something. In the rest it ends, and the job begins and ends. */
const PART_FOR_TERRAFORM = 0.8;

/** What says which program a repository installs. */
const INSTALLED_SOURCES = ["package.json", "package-lock.json"];

/** What plans and verdicts follow from, besides the program that builds the stacks. */
const JUDGED_BY = [DEFAULT_DATA, LOCK_FILE];

/** Variable of CI with the ARN of the role that plans an environment, without what stands before it. */
export function variableOf(environment: string): string {
  return environment.replaceAll("-", "_").toUpperCase();
}

/** Where CI keeps what was deployed last of an environment; undefined where its states are in local files. */
export function deployedObject({ name, backend }: Environment): { bucket: string; key: string } | undefined {
  return backend.type === "s3" ? { bucket: backend.bucket, key: `${backend.prefix}/${name}/${DEPLOYED}` } : undefined;
}

/** The values and lists of the templates of a system. */
export function valuesOf(system: System, settings: DeliverySettings): [Values, Lists] {
  const { environments, folder, branch, shards, runner, destroyed = [] } = settings;
  const isBuilt = (settings.program ?? "built") === "built";
  const { timeoutMinutes = 55, sessionSeconds = 3600, driftSchedule = "23 4 * * *" } = settings;
  const items = environments.map(valuesOfEnvironment);
  const engines = (["terraform", "tofu"] as const).filter((name) =>
    environments.some(({ terraform }) => terraform.engine === name),
  );
  const { most, each } = shardsOf(system, environments.length, shards);
  return [
    {
      // For Go's regular expressions. Of the characters of a branch, only the dot means something there.
      BRANCH_PATTERN: branch.replaceAll(".", "[.]"),
      ...{ BRANCH: branch, FOLDER: folder, SHARDS: String(most), TERRAFORM: TERRAFORM_VERSION },
      ...{ TOFU: OPENTOFU_VERSION, ENGINES: engines.map((name) => ENGINE[name].title).join(" and ") },
      ...{ ENVIRONMENTS: environments.map(({ name }) => name).join(","), DESTROYED: destroyed.join(",") },
      ...{ RUNNER: runner ?? "ubuntu-24.04", TIMEOUT: String(timeoutMinutes), SESSION: String(sessionSeconds) },
      // Node runs it, so that the signals of a cancelled job reach it.
      PROGRAM: isBuilt ? "dist/cli/main.js" : `node_modules/${PACKAGE_NAME}/dist/cli/main.js`,
      DOCS: isBuilt ? "docs" : `node_modules/${PACKAGE_NAME}/docs`,
      ...{ SCHEDULE: driftSchedule, LIMIT: String(Math.floor(timeoutMinutes * PART_FOR_TERRAFORM)) },
    },
    {
      environment: items,
      shard: items.flatMap((item) =>
        Array.from({ length: each }, (_, index) => ({ ...item, SHARD: `${index + 1}/${each}` })),
      ),
      // A folder has no dot in its name.
      source: [...(isBuilt ? [...SOURCES, "policies"] : INSTALLED_SOURCES), ...JUDGED_BY].map((path) => ({
        SOURCE: path.includes(".") ? path : `${path}/**`,
      })),
      build: isBuilt ? [{}] : [],
      // Only what an environment needs is installed.
      terraform: engines.filter((name) => name === "terraform").map(() => ({})),
      tofu: engines.filter((name) => name === "tofu").map(() => ({})),
      tag: runner === undefined ? [] : [{ TAG: runner }],
    },
  ];
}

/**
 * How many jobs plan a change, and each environment. GitHub starts as many as something changes for; GitLab has the
 * same jobs in each pipeline, so that there is one for each environment unless more are wanted.
 */
function shardsOf(system: System, environments: number, wanted: number | undefined): { most: number; each: number } {
  if (system === "github") return { most: wanted ?? Math.max(DEFAULT_SHARDS, environments), each: 1 };
  const each = Math.max(1, Math.floor((wanted ?? environments) / environments));
  return { most: each * environments, each };
}

function valuesOfEnvironment(environment: Environment): Values {
  const { name, backend, region } = environment;
  const deployed = deployedObject(environment);
  return {
    ENVIRONMENT: name,
    VARIABLE: variableOf(name),
    REGION: backend.type === "s3" ? backend.region : region,
    BUCKET: deployed?.bucket ?? "",
    KEY: deployed?.key ?? "",
  };
}
