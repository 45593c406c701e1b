/** Most tags of one resource, without those of AWS itself (AWS General Reference, "Tag naming limits and requirements"). */
export const MOST_TAGS = 50;

/** Most characters of the key and of the value of a tag (AWS General Reference, "Tag naming limits and requirements"). */
export const TAG_LENGTHS = { key: 128, value: 256 } as const;
