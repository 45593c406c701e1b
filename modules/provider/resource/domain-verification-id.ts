/** Why a text is no id of a domain's verification, as what was expected instead; undefined when it is one. */
export function domainVerificationIdProblem(text: string): string | undefined {
  return /^dv-[0-9a-z]{17}$/.test(text) ? undefined : "the id of a domain verification, such as dv-0123456789abcdef0";
}
