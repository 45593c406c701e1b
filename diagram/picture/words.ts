import type { Sign, Verdict, WayOut } from "./picture";

/** Signs of a change, which are read without colours too. */
export const SIGN_MARKS: Readonly<Record<Sign, string>> = { added: "+", changed: "~", replaced: "+/-", removed: "-" };

/** A sign in words: `+ added`. */
export function signText(sign: Sign): string {
  return `${SIGN_MARKS[sign]} ${sign}`;
}

/** What a verdict means. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  PROVEN: "only PrivateLink leads in or out",
  VIOLATED: "something else leads in or out",
  UNPROVEN: "it cannot be proven either way",
  "NOT JUDGED": "the policy report does not have it",
};

/** What a red or an amber arrow means. */
export const WAY_OUT_WORDS: Readonly<Record<WayOut, string>> = {
  violated: "a way out that is open",
  unproven: "a way out that may be open",
};

/** Most characters of a line. */
const LONGEST = 46;

/** A text that fits into a box: the middle of a longer one is left out, since both ends say which it is. */
export function shortened(text: string, longest: number = LONGEST): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  const start = Math.ceil((longest - 3) / 2);
  return `${characters.slice(0, start).join("")}...${characters.slice(start + 3 - longest).join("")}`;
}
