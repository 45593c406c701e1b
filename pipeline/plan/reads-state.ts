import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../../support/read-json";
import { at } from "../values";

/** Names of the stacks whose states a stack reads. Its own may be among them. */
export function statesReadBy(folder: string): Set<string> {
  // The path or key of a state, as `stacks/state.ts` has it.
  return new Set([...configurationText(folder).matchAll(/\/([\w-]+)\.tfstate"/g)].map(([, name = ""]) => name));
}

function configurationText(folder: string): string {
  for (const name of ["cdk.tf.json", "cdk.tf"])
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      // The other one, or none: then it reads no states.
    }
  return "";
}

/**
 * The name of the endpoint service that a stack looks up, where it is given as a text: it is then of somebody else.
 * Undefined where it comes from another stack.
 *
 * @param address of the data source.
 */
export function lookedUpService(folder: string, address: string): string | undefined {
  const [, name = ""] = /^data\.aws_vpc_endpoint_service\.([^.[]+)/.exec(address) ?? [];
  const document = readJson(join(folder, "cdk.tf.json"));
  const service = at(document, "data", "aws_vpc_endpoint_service", name, "service_name");
  return typeof service === "string" && !service.includes("${") ? service : undefined;
}
