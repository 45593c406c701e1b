/** Why a text is no time that Terraform waits for, as what was expected instead; undefined when it is one. */
export function timeoutProblem(text: string): string | undefined {
  return /^(?=\d)(\d{1,3}h)?(\d{1,4}m)?(\d{1,5}s)?$/.test(text) && /[1-9]/.test(text)
    ? undefined
    : "a time in hours, minutes and seconds, such as 30m or 1h30m";
}
