import { join } from "node:path";
import { builtUses } from "../../bootstrap/build-stacks";
import { type BootstrapPlan, planBootstrap } from "../../bootstrap/plan-bootstrap";
import { readBootstrap } from "../../bootstrap/read-file";
import { loadEnvironments } from "../../config/load";
import { CONSUMER, ENVIRONMENT, edit, folderOf } from "./environments";

/** A bootstrap in which nothing is wrong. */
export const BOOTSTRAP = `account: "999999999999"
region: us-east-1
ci:
  github:
    repository: example/privatelink
`;

const BACKEND = "type: s3\n  bucket: example-states\n  region: us-east-1";

/** An environment file whose states are in S3, and which is planned with a role of its own. */
export const IN_S3 = edit(
  edit(ENVIRONMENT, "type: local", BACKEND),
  "services:\n",
  "delivery: { planRole: reader }\nservices:\n",
);

/** A consumer file with a role. */
export const CONSUMER_WITH_ROLE = edit(CONSUMER, '"222222222222"\n', '"222222222222"\nrole: deploy\n');

/** Files of a bootstrap, and of an environment `dev` with a service and a consumer. */
export const FILES = {
  "bootstrap.yaml": BOOTSTRAP,
  "environments/dev/environment.yaml": IN_S3,
  "environments/dev/consumers/web.yaml": CONSUMER_WITH_ROLE,
};

/** The plan of a bootstrap that is given as files. */
export async function bootstrapOf(files: Readonly<Record<string, string>> = FILES): Promise<BootstrapPlan> {
  const folder = folderOf(files);
  const environments = loadEnvironments(join(folder, "environments"));
  const uses = await builtUses(environments, new AbortController().signal);
  return planBootstrap(readBootstrap(join(folder, "bootstrap.yaml")), environments, uses);
}
