import { existsSync } from "node:fs";
import { type BootstrapSpec, bootstrapSchema } from "../config/bootstrap-schema";
import { EnvironmentError } from "../config/problem";
import { read } from "../config/read-draft";
import { YamlFile } from "../config/yaml-file";
import { page } from "../support/page";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";

/**
 * Reads `bootstrap.yaml`.
 *
 * @throws UserError with everything that is wrong with it, each with file, line and column.
 */
export function readBootstrap(path: string): BootstrapSpec {
  if (!existsSync(path))
    throw new UserError(
      `${shown(path)}: expected the file of the bootstrap; found none. ` +
        `Write it as ${page("docs/delivery/bootstrap.md")} shows, or give it with --file FILE.`,
    );
  const file = YamlFile.read(path);
  if (!(file instanceof YamlFile)) throw new EnvironmentError([file]);
  const { value, problems } = read(file, bootstrapSchema);
  if (value === undefined || problems.length > 0) throw new EnvironmentError(problems);
  return value;
}
