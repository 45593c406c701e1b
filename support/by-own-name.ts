/** Things under their own names (ids, ARNs, addresses): what keys them where nothing else does. */
export function byOwnName(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
