/** Why a text is no address to send mail to, as what was expected instead; undefined when it is one. */
export function emailProblem(text: string): string | undefined {
  return /^[^\s@${}]+@[^\s@${}]+\.[^\s@.${}]+$/.test(text) ? undefined : "an email address";
}
