import { sampleOf } from "./corpus";
import { SHIPPED_FOLDERS } from "./plans";
import { SHIPPED } from "./stacks";

/**
 * Folders of environments that the project ships. A quick run has the environments and one of the examples.
 *
 * @param name what is tried with them, as the output of the run says it.
 */
export function someFolders(name: string): readonly string[] {
  return sampleOf(name, SHIPPED_FOLDERS, 2, (folder) => (folder === SHIPPED ? "environments" : "example"));
}
