/** Sources or destinations of a file under names of their own, for addresses: `10.20.0.0/24` as `10-20-0-0-24`. */
export function sourceNames(sources: readonly string[]): Record<string, string> {
  return Object.fromEntries(sources.map((source) => [nameOf(source), source]));
}

function nameOf(source: string): string {
  // Names neither begin with a hyphen nor say where `::` of an IPv6 range is by hyphens alone.
  return source
    .replace("::", "-x-")
    .replace(/[.:/]+/g, "-")
    .replace(/^-|-(?=-)/g, "");
}
