import { resourceId } from "./resource-id";

/** Why a text is no endpoint's id, as what was expected instead; undefined when it is one. */
export function endpointIdProblem(text: string): string | undefined {
  return resourceId("vpce").test(text) ? undefined : "the id of a VPC endpoint, such as vpce-0123456789abcdef0";
}
