import { z } from "zod";
import { UserError } from "../../../support/user-error";

const names = z.record(z.string(), z.string()).default({});

const lockSchema = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({ dependencies: names, optionalDependencies: names, peerDependencies: names }),
  ),
});

/**
 * Folders of the packages that users install: dependencies and peers of the root, and what these need. The lock file
 * itself calls peers development dependencies here, because the project has them as both.
 *
 * @param text of package-lock.json.
 */
export function installedFolders(text: string): ReadonlySet<string> {
  const parsed = lockSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new UserError(`package-lock.json: ${z.prettifyError(parsed.error)}`);
  const { packages } = parsed.data;
  const found = new Set<string>();
  const follow = (folder: string) => {
    const entry = Object.hasOwn(packages, folder) ? packages[folder] : undefined;
    if (entry === undefined || found.has(folder)) return;
    found.add(folder);
    for (const name of Object.keys({
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...entry.peerDependencies,
    })) {
      const place = placeOf(name, folder, packages);
      if (place !== undefined) follow(place);
    }
  };
  follow("");
  found.delete("");
  return found;
}

/** The folder that Node finds a package in: the nearest node_modules. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, unknown>>): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (Object.hasOwn(packages, place)) return place;
    if (folder === "") return undefined;
  }
}
