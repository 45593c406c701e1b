import { UserError } from "../../support/user-error";

/**
 * The section of a version in a changelog, without its heading.
 *
 * @throws UserError where there is none, or nothing is in it: a release says what it changes.
 */
export function changelogSection(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.filter((section) => section.split(/\s/, 1)[0] === version);
  const [section] = found;
  if (section === undefined || found.length > 1)
    throw new UserError(`CHANGELOG.md: expected one heading \`## ${version}\`; found ${found.length}.`);
  const text = section.slice(section.indexOf("\n") + 1).trim();
  if (text === "") throw new UserError(`CHANGELOG.md: expected what ${version} changes; found nothing.`);
  return `${text}\n`;
}
