import { VERDICT_EMPHASIS } from "../picture/emphasis";
import { type Picture, SIGNS, type Sign } from "../picture/picture";
import { signText, VERDICT_WORDS, WAY_OUT_WORDS } from "../picture/words";
import { badge, font, line, type Sized, sized } from "./cells";
import { occurring } from "./palette";

const VERDICTS = ["PROVEN", "VIOLATED", "UNPROVEN", "NOT JUDGED"] as const;
const WAYS_OUT = ["violated", "unproven"] as const;

/** Entries of the legend that stand side by side. */
const ENTRIES = 3;

/** Title of a picture and, of what occurs in it, the legend. */
export function headerLabel(picture: Picture): string {
  const { verdicts, signs, waysOut } = occurring(picture);
  const entries = [
    ...VERDICTS.filter((each) => verdicts.has(each)).map((each) =>
      entry([badge(each, VERDICT_EMPHASIS[each])], VERDICT_WORDS[each]),
    ),
    ...WAYS_OUT.filter((each) => waysOut.has(each)).map((each) =>
      entry([badge(each === "violated" ? "----" : "- - -", each)], WAY_OUT_WORDS[each]),
    ),
    ...(signs.size === 0 ? [] : [entry(SIGNS.filter((each) => signs.has(each)).map(signBadge), "by this change")]),
  ];
  const rows = [row(font(picture.title, 22, "ink", "bold")), row(font(picture.subtitle, 12, "muted"))];
  for (let at = 0; at < entries.length; at += ENTRIES)
    rows.push(`<TR>${line(entries.slice(at, at + ENTRIES).flat(), 5)}</TR>`);
  return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="2" CELLPADDING="1">${rows.join("")}</TABLE>`;
}

function signBadge(sign: Sign): Sized {
  return badge(signText(sign), sign);
}

function row(content: string): string {
  return `<TR><TD ALIGN="LEFT">${content}</TD></TR>`;
}

/** Marks, what they mean, and room before the next one. */
function entry(marks: readonly Sized[], words: string): readonly Sized[] {
  return [...marks, sized(words, 10, "muted", "plain"), { html: '<TD WIDTH="8"></TD>', width: 8, height: 1 }];
}
