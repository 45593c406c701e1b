import { html, type Markup, type Part } from "./markup";

/** A section with a heading that names it. */
export function section(id: string, heading: string, ...content: readonly Part[]): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>
`;
}

/** A list of sentences. */
export function list(items: readonly Part[]): Markup {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** A column of a table: its heading, and a class for its width. */
export type Column = string | { readonly heading: string; readonly look: string };

/** A table with headings of columns; the first cell of a row is its heading. */
export function table(columns: readonly Column[], rows: readonly (readonly Part[])[], caption?: string): Markup {
  return html`<table>
${caption !== undefined && html`<caption>${caption}</caption>\n`}<thead><tr>${columns.map(headingOf)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cellOf)}</tr>\n`)}</tbody>
</table>
`;
}

function cellOf(cell: Part, index: number): Markup {
  return index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`;
}

function headingOf(column: Column): Markup {
  return typeof column === "string"
    ? html`<th scope="col">${column}</th>`
    : html`<th scope="col" class="${column.look}">${column.heading}</th>`;
}

/** A table of facts, each with its name. What is not known is said so. */
export function facts(rows: readonly (readonly [string, Part])[]): Markup {
  return html`<table class="facts"><tbody>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value ?? "not known"}</td></tr>\n`)}
</tbody></table>
`;
}

/** A name, an address or a digest. */
export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}
