import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finished, Processes } from "../test-terraform/processes";
import { CheckFailed } from "../test-terraform/report";

/** Names that Chromium and Chrome have on a PATH. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser of this machine: by the variable CHROME_PATH, or on the PATH; undefined where there is none. */
export function findBrowser({ CHROME_PATH, PATH = "" }: NodeJS.ProcessEnv): string | undefined {
  if (CHROME_PATH !== undefined && CHROME_PATH !== "") return existsSync(CHROME_PATH) ? CHROME_PATH : undefined;
  return NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))).find(existsSync);
}

/** Longest time in ms that a page may take. */
const TIMEOUT = 60_000;

/** A browser without a window, whose profile is a folder of its own. */
export class Browser {
  private readonly base: readonly string[];

  /** @param folder for the profile. */
  constructor(
    private readonly processes: Processes,
    private readonly program: string,
    private readonly folder: string,
  ) {
    this.base = [
      ...[
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
      ],
      `--user-data-dir=${join(folder, "profile")}`,
      // Chromium refuses its sandbox to root, which tests in containers are.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ];
  }

  /** The page as the browser understood it, and what it wrote to the console: scripts, and what its policy forbade. */
  async open(page: string): Promise<{ readonly html: string; readonly console: string }> {
    const { stdout, output } = await this.run(page, ["--dump-dom", "--enable-logging=stderr"]);
    const lines = output.split("\n").filter((line) => /:CONSOLE[:(]/.test(line));
    return { html: stdout, console: lines.join("\n") };
  }

  /** Prints a page as PDF. */
  async print(page: string, pdf: string): Promise<void> {
    await this.run(page, ["--no-pdf-header-footer", `--print-to-pdf=${pdf}`]);
    if (!existsSync(pdf)) throw new CheckFailed("expected a PDF; the browser wrote none.");
  }

  /** Takes a picture of a page. @param scheme which colours the reader prefers. */
  async picture(page: string, png: string, scheme: "dark" | "light"): Promise<void> {
    const preferred = `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`;
    await this.run(page, ["--hide-scrollbars", "--window-size=900,1200", preferred, `--screenshot=${png}`]);
    if (!existsSync(png)) throw new CheckFailed("expected a picture; the browser wrote none.");
  }

  private async run(page: string, options: readonly string[]): Promise<Finished> {
    const args = [...this.base, ...options, pathToFileURL(page).href];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new CheckFailed(`expected the browser to end within ${TIMEOUT / 1000} s; it did not.`)),
        TIMEOUT,
      );
    });
    try {
      return await Promise.race([this.processes.run(this.program, args, this.folder, process.env), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
