/** A word of a shell command: in quotes where the shell would take it for more than one word, or for something else. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A shell command of words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}
