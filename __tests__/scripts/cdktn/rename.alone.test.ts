import { renameModules, renamePage, renameProgram, renameReadme } from "../../../scripts/cdktn/rename";

test.each([
  ['import { App } from "cdktf";', 'import { App } from "cdktn";'],
  ['} from "cdktf/lib/tokens/private/encoding";', '} from "cdktn/lib/tokens/private/encoding";'],
  ["import type { A } from '@cdktf/provider-aws/lib/vpc';", "import type { A } from '@cdktn/provider-aws/lib/vpc';"],
  ['const cdktf_1 = require("cdktf");', 'const cdktf_1 = require("cdktn");'],
  ['require.resolve("cdktf")', 'require.resolve("cdktn")'],
  ['stack: import("cdktf").TerraformStack;', 'stack: import("cdktn").TerraformStack;'],
  ['import "cdktf/lib/testing/adapters/jest";', 'import "cdktn/lib/testing/adapters/jest";'],
  ['jest.mock("cdktf/lib/manifest")', 'jest.mock("cdktn/lib/manifest")'],
  ['"@cdktf/provider-aws/lib": "Import', '"@cdktn/provider-aws/lib": "Import'],
  ["/^@cdktf\\/provider-aws\\/lib/", "/^@cdktn\\/provider-aws\\/lib/"],
])("renames the module in %s", (before, after) => {
  expect(renameModules(before)).toBe(after);
});

test.each([
  'kind: "cdktf"',
  '"cdktf.out"',
  'from "cdktf.json"',
  'from "./cdktf-runtime"',
  'from "../../engine/cdktf"',
  'metadata: "@cdktf/warn"',
  "// cdktf writes it",
  'ManagedBy: "cdktf-privatelink"',
  'format: "cdktf-privatelink/plans/1"',
])("leaves %s as it is", (text) => {
  expect(renameModules(text)).toBe(text);
  expect(renameProgram(text)).toBe(text);
});

test("gives a program the command line of cdktn, in its version", () => {
  const program = 'exports.CDKTF_CLI_VERSION = "0.21.0";\nrun("npx", [`cdktf-cli@${version_1.CDKTF_CLI_VERSION}`]);';
  expect(renameProgram(program)).toBe(program.replace("0.21.0", "0.24.0").replace("cdktf-cli@", "cdktn-cli@"));
});

test("gives a page the name of the package, in commands and imports", () => {
  const page = 'npm install cdktf-privatelink\nimport { A } from "cdktf-privatelink/modules/vpc";\nto `cdktf.out/`\n';
  expect(renamePage(page)).toBe(page.replaceAll("cdktf-privatelink", "cdktn-privatelink"));
});

test.each([
  '"format": "cdktf-privatelink/plans"',
  '"format": "cdktf-privatelink/policy-report"',
  "--type urn:cdktf-privatelink:certificate:v1",
  "`$XDG_CACHE_HOME/cdktf-privatelink/records.key`",
  "ManagedBy: cdktf-privatelink",
  "[`runApp`](cdktf-privatelink.md)",
  "npm run cdktf -- diff dev",
  "terraform -chdir=cdktf.out/stacks/dev init",
])("a page keeps %s", (text) => expect(renamePage(text)).toBe(text));

test.each([
  ["`cdktf`, `constructs`, `@cdktf/provider-aws`", "`cdktn`, `constructs`, `@cdktn/provider-aws`"],
  ["cdktf, constructs and @cdktf/provider-aws:", "cdktn, constructs and @cdktn/provider-aws:"],
  ["npm install --save-dev --omit=peer cdktf-privatelink", "npm install --save-dev --omit=peer cdktn-privatelink"],
  ["npm install ./cdktf-privatelink-0.1.0.tgz", "npm install ./cdktn-privatelink-0.1.0.tgz"],
  ["verify cdktf-privatelink-1.0.0.cdx.json", "verify cdktn-privatelink-1.0.0.cdx.json"],
  ["$PWD/node_modules/cdktf-privatelink/policies", "$PWD/node_modules/cdktn-privatelink/policies"],
  ["[`cdktf-privatelink`](cdktf-privatelink.md)", "[`cdktn-privatelink`](cdktf-privatelink.md)"],
  ['import "cdktf-privatelink/jest";', 'import "cdktn-privatelink/jest";'],
  ["(cdktf-cli, 500 MB)", "(cdktn-cli, 500 MB)"],
])("a page has %s renamed", (before, after) => expect(renamePage(before)).toBe(after));

describe("README.md", () => {
  test("says what the package for cdktn was tried with, in place of the section on cdktf", () => {
    const page = "# cdktf-privatelink\n\n## cdktf was archived\n\nIt is cdktf 0.21.0.\n\n## Licence\n\nApache.\n";
    const renamed = renameReadme(page);
    expect(renamed).toMatch(/^# cdktn-privatelink\n\n## Made for cdktn\n[\s\S]*\n\n## Licence\n\nApache\.\n$/);
    expect(renamed).toContain("tried with cdktn 0.24.0 and @cdktn/provider-aws 25.7.0");
    expect(renamed).not.toContain("0.21.0");
  });

  test.each(["# A\n", "## cdktf was archived\n\nIt is last.\n"])("fails without the section: %j", (page) => {
    expect(() => renameReadme(page)).toThrow("README.md: expected one section");
  });
});
