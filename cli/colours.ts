import pc from "picocolors";

/** Whether a stream is given colours: only a terminal, and not where NO_COLOR is set. CI servers are no terminals. */
function takesColours(stream: { readonly isTTY?: boolean }): boolean {
  return pc.isColorSupported && stream.isTTY === true;
}

/** Whether what is printed on standard output is coloured. */
export const isColoured = takesColours(process.stdout);

/** Colours of standard output. */
export const colours = pc.createColors(isColoured);

/** Colours of standard error. */
export const errorColours = pc.createColors(takesColours(process.stderr));
