// How `changeset version` writes a changeset to CHANGELOG.md: as its author wrote it, without commits and names. A text
// that has several lines is one entry of the list.

/** @param {{ summary: string }} changeset */
export async function getReleaseLine({ summary }) {
  const [first = "", ...rest] = summary.trim().split(/\r?\n/);
  return [`- ${first.trimEnd()}`, ...rest.map((line) => (line.trim() === "" ? "" : `  ${line.trimEnd()}`))].join("\n");
}

/** Only one package has a changelog: nothing in this repository depends on it. */
export async function getDependencyReleaseLine() {
  return "";
}
