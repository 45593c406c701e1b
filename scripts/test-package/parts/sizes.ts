import { lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";
import { peers } from "../peers";

/** Page that keeps what was measured, with its date. */
const PAGE = "docs/package-size.md";

/** Shares below this are counted together. */
const LEAST_SHARE = 0.01;

/** How much something takes on a disk. */
interface Size {
  readonly bytes: number;
  readonly files: number;
}

/**
 * Measures the package, and its install beside one of only cdktf, constructs and the bindings. Nothing is asserted; the
 * figures are printed. `UPDATE_PAGES=1` also writes them to docs/package-size.md.
 */
export async function sizes({ report, processes, folder, tarball, env }: Context): Promise<void> {
  const installed = (name: string, packages: readonly string[]) =>
    report.check(`${name} can be installed`, async () => {
      const into = join(folder, name);
      mkdirSync(into);
      writeFileSync(join(into, "package.json"), "{}");
      const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages];
      const { code, output } = await processes.run("npm", args, into, env);
      if (code !== 0) throw new CheckFailed(output);
      return join(into, "node_modules");
    });
  const alone = await installed("cdktf alone", peers());
  const beside = await installed("the package with cdktf", [tarball, ...peers()]);
  const page = pageOf(statSync(tarball).size, alone, beside);
  process.stdout.write(`${page}\n`);
  if (process.env.UPDATE_PAGES === "1") writeFileSync(join(PACKAGE_ROOT, PAGE), page);
}

/** The page, from the size of the packed file and two folders `node_modules`. */
function pageOf(packed: number, alone: string, beside: string): string {
  const [without, all, own] = [sizeOf(alone), sizeOf(beside), sizeOf(join(beside, "cdktf-privatelink"))];
  const known = new Set(packagesIn(alone));
  const added = packagesIn(beside)
    .filter((name) => !known.has(name) && name !== "cdktf-privatelink")
    .map((name) => ({ name, size: sizeOf(join(beside, name)) }))
    .sort((a, b) => b.size.bytes - a.size.bytes);
  const difference = all.bytes - without.bytes;
  const isLarge = ({ size }: { readonly size: Size }) => size.bytes / difference >= LEAST_SHARE;
  const small = added.filter((each) => !isLarge(each)).map(({ size }) => size);
  const rows = [
    { name: "cdktf-privatelink", size: own },
    ...added.filter(isLarge),
    { name: `${small.length} smaller packages`, size: sum(small) },
  ];
  return [
    "# The size of the package",
    "",
    `Measured on ${new Date().toISOString().slice(0, 10)} by \`UPDATE_PAGES=1 npm run test:package -- sizes\`.`,
    "",
    ...table(
      ["", "MB", "files"],
      [
        ["packed file", mb(packed), "1"],
        ["unpacked", mb(own.bytes), String(own.files)],
        ["install of cdktf, constructs and @cdktf/provider-aws", mb(without.bytes), String(without.files)],
        ["the same with cdktf-privatelink", mb(all.bytes), String(all.files)],
        ["difference", mb(difference), String(all.files - without.files)],
      ],
    ),
    "",
    "What the difference is made of:",
    "",
    ...table(
      ["package", "MB", "files", "share"],
      rows.map(({ name, size }) => [
        ...[name, mb(size.bytes), String(size.files)],
        `${Math.round((size.bytes / difference) * 100)} %`,
      ]),
    ),
    "",
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...lines.map((row) => (row[column] ?? "").length)));
  const cell = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    return column === 0 ? text.padEnd(width) : text.padStart(width);
  };
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)];
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** Names of the packages directly in a folder `node_modules`. */
function packagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(folder, name)).map((each) => `${name}/${each}`) : name,
    );
}

function sizeOf(folder: string): Size {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return sum(files.map((entry) => ({ bytes: lstatSync(join(entry.parentPath, entry.name)).size, files: 1 })));
}

function sum(sizes: readonly Size[]): Size {
  return sizes.reduce((a, b) => ({ bytes: a.bytes + b.bytes, files: a.files + b.files }), { bytes: 0, files: 0 });
}
