/** Most jobs of a matrix that GitHub runs. */
export const MOST_SHARDS = 256;

/** Names of branches without the characters that stand for patterns in workflows. */
export const BRANCH_PATTERN = /^[A-Za-z0-9][\w./-]*$/;
