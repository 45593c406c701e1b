import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { builtUses } from "../../bootstrap/build-stacks";
import { planBootstrap } from "../../bootstrap/plan-bootstrap";
import { readBootstrap } from "../../bootstrap/read-file";
import { writeStacks } from "../../bootstrap/write-stacks";
import type { Project } from "./project";

/** Account of the states in these tests. */
export const STATES_ACCOUNT = "999999999999";

const ZONES = ["use1-az1", "use1-az2"];
const [PROVIDER, CONSUMER] = ["111111111111", "222222222222"];

/** An environment with a service and a consumer, whose states are in S3 and which is planned with a role of its own. */
export const ENVIRONMENT_IN_S3: Readonly<Record<string, object>> = {
  "demo/environment.yaml": {
    backend: { type: "s3", bucket: "example-states", region: "us-east-1" },
    region: "us-east-1",
    delivery: { planRole: "reader" },
    services: {
      orders: {
        account: PROVIDER,
        role: "deploy",
        vpc: { cidr: "10.10.0.0/20", zones: ZONES },
        listeners: { http: { port: 80, targetPort: 8080 } },
      },
    },
  },
  "demo/consumers/web.yaml": {
    account: CONSUMER,
    role: "team/deploy",
    vpc: { cidr: "10.20.0.0/20", zones: ZONES },
    connections: { orders: { service: "orders" } },
  },
};

/**
 * Writes the stacks of a bootstrap for the environments of a project.
 *
 * @param folder temporary folder.
 * @param backend where the states of the bootstrap are.
 * @returns folder of the stacks, and their names in the order to deploy them in.
 */
export async function bootstrapStacks(
  project: Project,
  folder: string,
  backend: object = { type: "local" },
): Promise<{ readonly out: string; readonly stacks: readonly string[] }> {
  const file = join(folder, "bootstrap.yaml");
  mkdirSync(dirname(file), { recursive: true });
  const ci = { github: { repository: "example/privatelink" }, gitlab: { project: "example/privatelink" } };
  writeFileSync(file, stringify({ account: STATES_ACCOUNT, region: "us-east-1", ci, backend }));
  const { signal } = new AbortController();
  const environments = project.environments();
  const plan = planBootstrap(readBootstrap(file), environments, await builtUses(environments, signal));
  const outdir = join(folder, "bootstrap.out");
  const { stacks } = await writeStacks(plan, { outdir, signal, onWait: () => undefined });
  return { out: outdir, stacks };
}
