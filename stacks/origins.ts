import type { Construct } from "constructs";
import { keyPlaces } from "../config/origin-keys";
import type { Origins } from "../config/origins";
import { InvalidPropertiesError } from "../modules/aws/property-problems";
import { UserError } from "../support/user-error";
import { PrivateLinkStack } from "./privatelink-stack";

/**
 * Builds a stack. What a construct refuses is told with the file and the key that the construct comes from: config
 * should have told it, with its line, before any stack is built.
 *
 * @param origins where the stack comes from.
 * @throws UserError that names the file and the key.
 */
export function withOrigins<T>(origins: Origins, build: () => T): T {
  try {
    return build();
  } catch (error) {
    const origin = error instanceof InvalidPropertiesError ? originOf(origins, error.construct) : undefined;
    if (origin === undefined || !(error instanceof InvalidPropertiesError)) throw error;
    const problems = error.problems.map(({ property, expected, found }) =>
      [
        origin,
        `  expected: ${expected} (\`${property}\` of ${error.construct.node.path})`,
        `  found:    ${found}`,
      ].join("\n"),
    );
    throw new UserError(["Stacks cannot be built; nothing was written.", ...problems].join("\n\n"));
  }
}

/** File and key that a construct comes from; undefined for one of no stack. */
function originOf(origins: Origins, { node }: Construct): string | undefined {
  const index = node.scopes.findIndex((scope) => scope instanceof PrivateLinkStack);
  if (index === -1) return undefined;
  const construct = node.scopes.slice(index + 1).map(({ node }) => node.id);
  const [place] = keyPlaces(origins, construct.join("/"));
  return place === undefined ? undefined : [place.file, place.path.join(".")].filter((text) => text !== "").join("  ");
}
