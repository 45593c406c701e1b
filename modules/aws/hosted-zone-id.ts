/** Why a text is no hosted zone's id, as what was expected instead; undefined when it is one. */
export function hostedZoneIdProblem(text: string): string | undefined {
  return /^Z[A-Z0-9]{1,31}$/.test(text) ? undefined : "the id of a hosted zone, such as Z0123456789ABCDEFGHIJ";
}
