import { isUnresolved } from "../modules/aws/tokens";
import { isMapping, type Report } from "./fields";

/** How texts, lists and mappings begin that cdktf takes for references of Terraform. */
const REFERENCE = /[$#&]\{TfToken\[/;

/**
 * Reports each text, number and key within a value of a file that cdktf takes for a reference of Terraform: it stands
 * for something of the program, which no file knows. Rules that modules have, too, leave references to Terraform.
 *
 * @param path of the value.
 */
export function reportReferences(value: unknown, path: PropertyKey[], report: Report): void {
  if (isReference(value))
    report(path, "a value that is written out: no reference of cdktf, `{TfToken[...]}`", "write the value itself");
  else if (Array.isArray(value))
    for (const [index, each] of value.entries()) reportReferences(each, [...path, index], report);
  else if (isMapping(value))
    for (const [key, each] of Object.entries(value))
      reportReferences(isReference(key) ? key : each, [...path, key], report);
}

function isReference(value: unknown): boolean {
  return typeof value === "string" ? REFERENCE.test(value) : typeof value === "number" && isUnresolved(value);
}
