import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "./context";
import { Stack } from "./stack";

/** Resources by type and name, with their arguments, as Terraform's JSON syntax has them. */
type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Attributes of a resource that was made. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * Makes what a trial finds in the cloud already: somebody's hosted zone, bucket, topic or VPC. It goes when the trial has
 * been destroyed, so that whatever still clings to it is seen.
 *
 * @param account account that it is made in.
 * @returns the attributes of each resource by its address: `made["aws_route53_zone.example"]?.zone_id`.
 */
export async function prerequisites(
  {
    report,
    folder,
    terraform,
    prerequisites: made,
  }: Pick<Context, "report" | "folder" | "terraform" | "prerequisites">,
  account: string,
  resources: Resources,
  region: string = "us-east-1",
): Promise<Readonly<Record<string, Attributes>>> {
  const addresses = Object.entries(resources).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
  const stackFolder = join(folder, `prerequisites-${made.length + 1}`);
  mkdirSync(stackFolder);
  const configuration = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: { region, allowed_account_ids: [account] } },
    resource: resources,
    // Whole resources, some of whose attributes are secret.
    output: Object.fromEntries(
      addresses.map((address) => [address.replace(".", "-"), { value: `\${${address}}`, sensitive: true }]),
    ),
  };
  writeFileSync(join(stackFolder, "main.tf.json"), JSON.stringify(configuration));
  const stack = new Stack(stackFolder, terraform);
  made.push(stack);
  return report.check(`${stack.name} in ${account}: ${addresses.join(", ")}`, async () => {
    await stack.init();
    await stack.planAndApply();
    const outputs = await stack.outputs();
    return Object.fromEntries(addresses.map((address) => [address, outputs[address.replace(".", "-")] as Attributes]));
  });
}
