import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENDPOINT_ROWS } from "../../../../scripts/test-terraform/real-provider/replacements";
import { PACKAGE_ROOT } from "../../../../support/package-root";

/** What the table says of each plan that the trial expects. */
const WORDS: Readonly<Record<string, string>> = {
  "no change": "**no change**",
  update: "update",
  "create then delete": "replacement: the new one first",
  "delete then create": "replacement: the old one goes first",
};

test("the table of what would replace an endpoint has the rows that are planned with the real provider", () => {
  const page = readFileSync(join(PACKAGE_ROOT, "modules/consumer/README.md"), "utf8");
  const section = page.slice(page.indexOf("### What would replace an endpoint\n"), page.indexOf("\n## Names\n"));
  const rows = [...section.matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\|$/gm)];
  const found = rows.map(([, construct, change = "", plan]) => [`${construct}: ${change.replaceAll("`", "")}`, plan]);
  expect(found).toEqual(ENDPOINT_ROWS.map(({ change, expected }) => [change, WORDS[expected]]));
});
