/**
 * How connections are accepted:
 * - `registered`: those of registered consumers, by {@link ConnectionAcceptance}; all others wait.
 * - `manual`: by a person, one by one.
 * - `automatic`: whoever is an allowed principal is connected at once.
 */
export type Acceptance = "registered" | "manual" | "automatic";

/** Why principals and acceptance do not go together, as what was expected instead; undefined when they do. */
export function openServiceProblem(allowedPrincipals: readonly string[], acceptance: Acceptance): string | undefined {
  return allowedPrincipals.includes("*") && acceptance === "automatic"
    ? "acceptance with the principal `*`: without it, everyone in AWS could connect"
    : undefined;
}
