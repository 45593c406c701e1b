import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";

/** Folders that hold nothing of this project's own. */
const FOREIGN = new Set(["node_modules", "dist", "cdktf.out", "coverage"]);

/** Markdown documents in and below a folder of the project, as paths from its root. */
function documentsIn(folder: string): string[] {
  return readdirSync(join(PACKAGE_ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.has(entry.name) || entry.name.startsWith(".") ? [] : documentsIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** A document without what is no text of its own: code. */
function text(file: string): string {
  return readFileSync(join(PACKAGE_ROOT, file), "utf8").replace(/^```[\s\S]*?^```/gm, "");
}

/** Anchors of a document: its own, and those of the headings, as GitHub makes them. A repeated heading has a number. */
function anchors(file: string): string[] {
  const times = new Map<string, number>();
  const headings = [...text(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    const before = times.get(anchor) ?? 0;
    times.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return [...headings, ...[...text(file).matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)];
}

/** Links of a document that lead nowhere. */
function broken(file: string): string[] {
  const prose = text(file).replace(/`[^`\n]*`/g, "");
  const links = [...prose.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? file : normalize(join(dirname(file), path));
    if (!existsSync(join(PACKAGE_ROOT, target))) return true;
    if (anchor === undefined || statSync(join(PACKAGE_ROOT, target)).isDirectory()) return anchor !== undefined;
    return target.endsWith(".md") && !anchors(target).includes(anchor);
  });
}

test.each(documentsIn("").sort())("every link of %s leads somewhere", (file) => {
  expect(broken(file)).toEqual([]);
});
