import { createHash } from "node:crypto";
import { html, type Markup } from "./markup";
import { STYLES } from "./styles";

/** A whole page. */
export interface Page {
  readonly title: string;
  /** In the margin of each printed page: only letters, digits, spaces, dots, dashes and colons. */
  readonly printed: string;
  /** Classes of the body. */
  readonly look: string;
  readonly body: Markup;
}

/**
 * A page as one file that needs nothing else: no script, no image, no font, no other file. Its own policy forbids
 * them all; the one style is allowed by its digest.
 */
export function renderPage({ title, printed, look, body }: Page): string {
  const style = `${STYLES}${marginsOf(printed)}`;
  const digest = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  // The style is not escaped: it has no text of others.
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>`;
  return `<!doctype html>
<html lang="en">
<head>
${head.text}
<style>${style}</style>
</head>
<body class="${look}">
${body.text}
</body>
</html>
`;
}

/** What stands in the margins of printed pages. */
function marginsOf(printed: string): string {
  const text = printed.replace(/[^A-Za-z0-9 .:-]/g, "-");
  return `@page{@top-left{content:"${text}"}@bottom-right{content:"Page " counter(page) " of " counter(pages)}}`;
}
