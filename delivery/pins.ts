/** An action that is pinned to a commit, with its version beside. */
const PIN = /uses: (?<action>[\w./-]+)@(?<commit>[0-9a-f]{40}) # v(?<version>\d+\.\d+\.\d+)$/gm;

/**
 * A text in which each action is pinned as in the file that is there, if that one has the same version or a newer one:
 * Dependabot and Renovate update pins in files that `privatelink init` wrote.
 *
 * @param text what is written.
 * @param existing the file that is there.
 */
export function withNewerPins(text: string, existing: string): string {
  const found = new Map<string, { readonly pin: string; readonly version: string }>();
  for (const { 0: pin, groups: { action = "", version = "" } = {} } of existing.matchAll(PIN)) {
    const other = found.get(action);
    if (other === undefined || isAtLeast(version, other.version)) found.set(action, { pin, version });
  }
  return text.replace(PIN, (pin, action: string, _commit: string, version: string) => {
    const other = found.get(action);
    return other !== undefined && isAtLeast(other.version, version) ? other.pin : pin;
  });
}

function isAtLeast(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) >= 0;
}

/** What a file says, without comments of whole lines, empty lines, and spaces at the ends of lines. */
export function withoutComments(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join("\n");
}
