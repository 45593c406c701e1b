import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import type { Processes } from "../test-terraform/processes";
import { CheckFailed, type Report } from "../test-terraform/report";
import type { Browser } from "./browser";
import { type Canary, startCanary } from "./canary";
import { PAGES, writeEstate } from "./estate";
import { type Picture, readPicture } from "./picture";

/** What checks of pages are given. */
export interface Run {
  readonly report: Report;
  readonly processes: Processes;
  readonly browser: Browser;
  /** Folder for files. */
  readonly folder: string;
}

/** What the reader of a page must see, on a screen and on paper. */
const EXPECTED: Readonly<Record<keyof typeof PAGES, { readonly heading: string; readonly says: string }>> = {
  clean: { heading: "Certificate of network isolation", says: "Isolation proven" },
  violated: { heading: "Not a certificate: this network is not isolated", says: "NOT A CERTIFICATE" },
  unproven: { heading: "Not a certificate: isolation could not be proven", says: "NOT A CERTIFICATE" },
  waived: { heading: "Certificate of network isolation, with exceptions", says: "One exception." },
  allowed: {
    heading: "Certificate of network isolation, with exceptions",
    says: "One setting of the policy data.",
  },
  hostile: { heading: "Not a certificate: this network is not isolated", says: "NOT A CERTIFICATE" },
};

/** Certificates of each kind, opened from disk. */
export async function certificates(run: Run): Promise<void> {
  const { report, processes, folder } = run;
  const canary = await startCanary();
  try {
    await report.check("the canary sees what a page fetches, and the console what it runs", () => control(run, canary));
    writeEstate(folder, canary.url);
    await report.check("certificates are written", async () => {
      const cli = join(PACKAGE_ROOT, "dist/cli/main.js");
      const args = [cli, "certificate", "--now", "2026-11-25", "--data", "policy.yaml", "--environments", "."];
      const { code, output } = await processes.run(process.execPath, args, folder, process.env);
      if (code !== 1) throw new CheckFailed(`expected the exit code 1; got ${code}.\n${output}`);
    });
    for (const [name, path] of Object.entries(PAGES) as [keyof typeof PAGES, string][])
      await report.section(() => page(run, canary, name, join(folder, "certificates", path)));
    const index = join(folder, "certificates/index.html");
    await report.check("the index opens, fetches nothing and runs nothing", async () => {
      const html = await opened(run, canary, index);
      if (!html.includes("Without a certificate"))
        throw new CheckFailed("expected what has no certificate; found none.");
    });
  } finally {
    canary.stop();
  }
}

/** That what the other checks look for would be found. */
async function control({ browser, folder }: Run, canary: Canary): Promise<void> {
  const file = join(folder, "control.html");
  writeFileSync(file, `<!doctype html><img src="${canary.url}"><script>console.error("run")</script>`);
  const { console } = await browser.open(file);
  if (canary.asked().length === 0) throw new CheckFailed("expected a request of the page with an image; got none.");
  if (!console.includes('"run"')) throw new CheckFailed(`expected "run" in the console; got: ${console}`);
}

async function page(run: Run, canary: Canary, name: keyof typeof PAGES, file: string): Promise<void> {
  const { report, browser, folder } = run;
  const { heading, says } = EXPECTED[name];
  await report.check(`${name}: opens from disk, fetches nothing and runs nothing`, async () => {
    const html = await opened(run, canary, file);
    if (!html.includes(`<h1>${heading}</h1>`))
      throw new CheckFailed(`expected the heading "${heading}"; found:\n${html}`);
    if (!html.includes(says)) throw new CheckFailed(`expected "${says}"; found:\n${html}`);
    if (/<(script|img|svg)\b/.test(html)) throw new CheckFailed("expected no script and no image; found one.");
    for (const each of ['lang="en"', "<title>", "<main>", 'scope="col"', 'scope="row"'])
      if (!html.includes(each)) throw new CheckFailed(`expected ${each}; found none.`);
  });
  await report.check(`${name}: has light and dark colours, and is not blank`, async () => {
    const pictures: Picture[] = [];
    // One after the other: a profile takes one browser at a time.
    for (const scheme of ["light", "dark"] as const) {
      const png = join(folder, `${name}-${scheme}.png`);
      await browser.picture(file, png, scheme);
      pictures.push(readPicture(png));
    }
    const [light, dark] = pictures;
    if (
      (light?.background ?? 0) < 240 ||
      (dark?.background ?? 255) > 40 ||
      pictures.some(({ variety }) => variety < 50)
    )
      throw new CheckFailed(`expected text on a light and on a dark page; found ${JSON.stringify(pictures)}.`);
  });
  await report.check(`${name}: prints, with its result on the first page and a header on each`, async () => {
    const pdf = join(folder, `${name}.pdf`);
    await browser.print(file, pdf);
    await readable(run, name, pdf);
  });
}

/** Opens a page that may ask nobody and run nothing. */
async function opened({ browser }: Run, canary: Canary, file: string): Promise<string> {
  const { html, console } = await browser.open(file);
  const asked = canary.asked();
  if (asked.length > 0) throw new CheckFailed(`expected no request; the page asked for ${asked.join(", ")}.`);
  if (console !== "") throw new CheckFailed(`expected nothing in the console; found:\n${console}`);
  return html;
}

/** Most pages that a certificate may have on paper. */
const MOST_PAGES = 20;

/** Checks a PDF: by its text, where pdftotext is installed; always by its number of pages. */
async function readable({ processes, folder, report }: Run, name: keyof typeof PAGES, pdf: string): Promise<void> {
  const { says } = EXPECTED[name];
  const count = readFileSync(pdf, "latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  if (count < 2 || count > MOST_PAGES) throw new CheckFailed(`expected 2 to ${MOST_PAGES} pages; found ${count}.`);
  const { code, stdout } = await processes.run("pdftotext", ["-layout", pdf, "-"], folder, process.env);
  if (code === 127) return report.skip(`${name}: text of the PDF`, "pdftotext is not installed");
  const pages = stdout.split("\f").slice(0, count);
  if (!pages[0]?.includes(says)) throw new CheckFailed(`expected "${says}" on the first page; found:\n${pages[0]}`);
  pages.forEach((text, index) => {
    const isCertificate = EXPECTED[name].heading.startsWith("Certificate");
    const header = isCertificate ? "PrivateLink isolation certificate" : "NOT A CERTIFICATE";
    for (const each of [header, `Page ${index + 1} of ${count}`])
      if (!text.includes(each)) throw new CheckFailed(`expected "${each}" on page ${index + 1}; found:\n${text}`);
  });
}
