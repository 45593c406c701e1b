import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { consumerStackName } from "../../config/estate/stack-names";
import { buildHere } from "../../engine/build-here";
import { type Context, stackNamed } from "./context";
import { Project } from "./project";
import { readStacks, type Stack } from "./stack";

/**
 * The stack of a consumer in an environment of its own, without services, as somebody else would have it. Asked for again
 * with another file, it is the same stack, changed.
 *
 * @param spec the consumer's file.
 * @param cards texts of service cards by name.
 */
export function loneConsumer(
  { folder, terraform }: Pick<Context, "folder" | "terraform">,
  environment: string,
  consumer: string,
  spec: object,
  region: string = "us-east-1",
  cards: Readonly<Record<string, string>> = {},
): Stack {
  const project = new Project(join(folder, consumerStackName(environment, consumer)));
  project.write(`${environment}/environment.yaml`, { backend: { type: "local" }, region });
  project.write(`${environment}/consumers/${consumer}.yaml`, spec);
  for (const [name, card] of Object.entries(cards)) project.write(`${environment}/cards/${name}.json`, card);
  buildHere(planEstate(project.environments()), project.out);
  return stackNamed({ stacks: readStacks(project.out, terraform) }, consumerStackName(environment, consumer));
}
