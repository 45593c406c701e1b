import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root";

/** Folders that hold nothing of this project's own. */
const FOREIGN = new Set(["node_modules", "dist", "cdktf.out", "coverage"]);

/** Markdown documents in and below a folder of the project, as paths from its root. */
function documentsIn(folder: string): string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.has(entry.name) || entry.name.startsWith(".") ? [] : documentsIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** A document without what is no text of its own: blocks of code. */
function text(file: string): string {
  return readFileSync(join(PROJECT_ROOT, file), "utf8").replace(/^```[\s\S]*?^```/gm, "");
}

/** Anchors of the headings of a document, as GitHub makes them. */
function anchors(file: string): string[] {
  return [...text(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Links of a document that lead nowhere. */
function broken(file: string): string[] {
  const links = [...text(file).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? file : normalize(join(dirname(file), path));
    if (!existsSync(join(PROJECT_ROOT, target))) return true;
    if (anchor === undefined || statSync(join(PROJECT_ROOT, target)).isDirectory()) return anchor !== undefined;
    return target.endsWith(".md") && !anchors(target).includes(anchor);
  });
}

test.each(documentsIn("").sort())("every link of %s leads somewhere", (file) => {
  expect(broken(file)).toEqual([]);
});
