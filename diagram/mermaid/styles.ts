import type { Emphasis } from "../picture/emphasis";
import type { Link } from "../picture/picture";

/**
 * Classes of boxes, by what they say. Only lines have colours: the ground and the letters are those of the theme of the
 * page, light or dark, and these lines are seen on both.
 */
export const CLASSES = {
  proven: "stroke:#2da44e,stroke-width:3px",
  violated: "stroke:#e5534b,stroke-width:4px",
  unproven: "stroke:#c69026,stroke-width:3px,stroke-dasharray:6 4",
  notJudged: "stroke:#848d97,stroke-width:2px",
  added: "stroke:#388bfd,stroke-width:3px",
  changed: "stroke:#1b9aaa,stroke-width:3px",
  replaced: "stroke:#a371f7,stroke-width:3px",
  removed: "stroke:#db61a2,stroke-width:3px,stroke-dasharray:6 4",
} as const satisfies Record<Emphasis, string>;

/** Line of an arrow in colour; undefined where it has none. */
export function lineOf({ wayOut, sign }: Link): string | undefined {
  const name = wayOut ?? sign;
  return name === undefined ? undefined : CLASSES[name].replace(/,stroke-dasharray.*$/, "");
}
