import { join } from "node:path";
import { consumerStackName } from "../../stacks/stack-names";
import { type Context, stackNamed } from "./context";
import { Project } from "./project";
import { readStacks, type Stack } from "./stack";

/**
 * The stack of a consumer in an environment of its own, without services, as somebody else would have it.
 *
 * @param spec the consumer's file.
 */
export function loneConsumer(
  { folder, terraform }: Pick<Context, "folder" | "terraform">,
  environment: string,
  consumer: string,
  spec: object,
  region: string = "us-east-1",
): Stack {
  const project = new Project(join(folder, consumerStackName(environment, consumer)));
  project.write(`${environment}/environment.yaml`, { backend: { type: "local" }, region });
  project.write(`${environment}/consumers/${consumer}.yaml`, spec);
  project.synthesize();
  return stackNamed({ stacks: readStacks(project.out, terraform) }, consumerStackName(environment, consumer));
}
