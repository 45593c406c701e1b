import { resourceId } from "./resource-id";

/** Why a text is no id of an image, as what was expected instead; undefined when it is one. */
export function imageIdProblem(text: string): string | undefined {
  return resourceId("ami").test(text) ? undefined : "the id of an image, such as ami-0123456789abcdef0";
}
