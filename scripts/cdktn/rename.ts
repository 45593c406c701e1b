import { UserError } from "../../support/user-error";
import { CLI_VERSION, PACKAGE_NAMES, REPLACED } from "./successor";

/** What stands before the name of a module in TypeScript, in JavaScript and in declarations. */
const BEFORE_MODULE = String.raw`(?:\bfrom|\bimport|\brequire(?:\.resolve)?|\bjest\.\w+)\s*\(?\s*`;

/** A module of cdktf, of the bindings, or of this package. */
const MODULE = new RegExp(`(${BEFORE_MODULE}["'])(@?)cdktf(?=(?:-privatelink)?["'/])`, "g");

/** The bindings, wherever they are named: in a rule of the linter, in a pattern or in a comment. */
const BINDINGS = /@cdktf(?=\\?\/provider-aws)/g;

/** Code with the successor's modules in the place of cdktf's. Nothing else of it changes. */
export function renameModules(code: string): string {
  return code.replace(MODULE, "$1$2cdktn").replace(BINDINGS, "@cdktn");
}

/** The version of the command line, where the program names it. */
const CLI = /(?<=\bCDKTF_CLI_VERSION = ")[\d.]+(?=")/g;

/** The program with the successor's modules, and with its command line. */
export function renameProgram(code: string): string {
  return renameModules(code).replace(CLI, CLI_VERSION).replaceAll("cdktf-cli@", "cdktn-cli@");
}

/** Pages that tell of both packages and of cdktf's history: they stay as they are. */
const HISTORY = /^(CHANGELOG|docs\/(cdktn|provider-versions))\.md$/;

/** A page, or a template of the files that `init` writes. */
const PAGE = /\.md$|^starter\/templates\//;

/** Whether names in a file of the package are those of its users: what they install and import. */
export function isPage(path: string): boolean {
  return PAGE.test(path) && !HISTORY.test(path);
}

/**
 * This package where somebody installs it, imports it, downloads it or reads its name. Formats of files, the tag
 * `ManagedBy` and folders of caches have the same name in both packages: they stay.
 */
const PACKAGE = new RegExp(
  [
    `(?<=node_modules/|--package=|\\bnpm (?:ci|install|i|uninstall)\\b[^\\n\`]*[ /])${PACKAGE_NAMES.from}`,
    `\\b${PACKAGE_NAMES.from}(?=/(?:modules|policies|config|jest|schemas|package\\.json)(?![\\w-]))`,
    `\\b${PACKAGE_NAMES.from}(?=-\\d+\\.\\d+\\.\\d+\\.)`,
    `(?<=^# |\\[\`?)${PACKAGE_NAMES.from}(?=\`?\\]|$)`,
  ].join("|"),
  "gm",
);

/** Names of the peers, as code. */
const PEERS = /(?<=`@?)cdktf(?=`|\/provider-aws`)/g;

/** Where prose names them all. */
const PEERS_IN_PROSE = "cdktf, constructs and @cdktf/provider-aws";

/** The command line that npm fetches. */
const CLI_NAME = /\bcdktf-cli\b/g;

/** A page or a template for users of the package for the successor: what they install and import is theirs. */
export function renamePage(page: string): string {
  return page
    .replace(MODULE, "$1$2cdktn")
    .replace(PACKAGE, PACKAGE_NAMES.to)
    .replaceAll(PEERS_IN_PROSE, PEERS_IN_PROSE.replaceAll("cdktf", "cdktn"))
    .replace(PEERS, "cdktn")
    .replace(CLI_NAME, "cdktn-cli");
}

/** The heading of README.md that says what became of cdktf. */
const ARCHIVED = "## cdktf was archived";

/** What stands there for users of the successor. */
const MADE_FOR_SUCCESSOR = `## Made for cdktn

This package is [${PACKAGE_NAMES.from}](docs/cdktn.md) for [CDK Terrain](https://github.com/open-constructs/cdk-terrain)
(npm: \`cdktn\`), the community's successor of cdktf: the same code, with other names of modules. It writes the same
stacks, with the same logical ids. It was tried with ${REPLACED.map(({ to, version }) => `${to} ${version}`).join(" and ")}.
The stacks pin the same version of the AWS provider as those of ${PACKAGE_NAMES.from}. An environment may [allow other
versions](docs/operating/deploying.md#the-version-of-the-aws-provider).

`;

/**
 * README.md for users of the package for the successor. Its section on cdktf is another one.
 *
 * @throws UserError where it has no such section.
 */
export function renameReadme(page: string): string {
  const [before, section, ...more] = page.split(`${ARCHIVED}\n`);
  const end = section?.search(/^## /m) ?? -1;
  if (before === undefined || section === undefined || more.length > 0 || end < 0)
    throw new UserError(`README.md: expected one section \`${ARCHIVED}\`, with another after it. Adapt rename.ts.`);
  return renamePage(before) + MADE_FOR_SUCCESSOR + renamePage(section.slice(end));
}
