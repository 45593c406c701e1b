import { TAG_LENGTHS } from "../../aws/tags";

/**
 * Why a text is no value of a tag that instances are found by, as what was expected instead; undefined when it is one.
 *
 * EC2 reads `*`, `?` and `\` of a filter as wildcards. A value with one of them would find other instances too.
 * Source: Amazon EC2 User Guide, "Filter resources using the console", section "Wildcards".
 */
export function targetTagValueProblem(text: string): string | undefined {
  return text.length >= 1 && text.length <= TAG_LENGTHS.value && !/[*?\\]/.test(text)
    ? undefined
    : `the value of a tag: 1 to ${TAG_LENGTHS.value} characters, without \`*\`, \`?\` and \`\\\`, which EC2 reads as wildcards`;
}
