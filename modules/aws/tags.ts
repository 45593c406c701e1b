/** Most tags of one resource, without those of AWS itself (AWS General Reference, "Tag naming limits and requirements"). */
export const MOST_TAGS = 50;
