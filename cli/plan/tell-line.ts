/**
 * Tells a line of a long run on standard error: to CI and to files. On a terminal a bar shows how far the run is, and
 * what becomes of each stack is told at the end.
 */
export function tellLine(tell: (text: string) => void, line: string, isTerminal = process.stderr.isTTY === true): void {
  if (!isTerminal) tell(`${line}\n`);
}
