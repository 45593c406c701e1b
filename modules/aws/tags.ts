/** Most tags of one resource, without those of AWS itself (AWS General Reference, "Tag naming limits and requirements"). */
export const MOST_TAGS = 50;

/** Most characters of a tag's key and value (AWS General Reference, "Tag naming limits and requirements"). */
export const TAG_LENGTHS = { key: 128, value: 256 } as const;

/** Why a text cannot be the key of a tag, as what was expected instead; undefined when it can. */
export function tagKeyProblem(text: string): string | undefined {
  return text.length === 0 || text.length > TAG_LENGTHS.key
    ? `the key of a tag: 1 to ${TAG_LENGTHS.key} characters`
    : undefined;
}
