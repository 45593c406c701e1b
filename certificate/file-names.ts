import { sha256 } from "../support/sha256";

/** Folder of the networks that are of no environment. */
const NO_ENVIRONMENT = "other";

/** Longest part of a path: names come from files of others. */
const LONGEST = 80;

/**
 * Path of the files of a network in a folder of certificates, without what they end with. Only letters, digits, dots,
 * dashes and underscores stand in it. A name with others, or one that is too long, gets a digest.
 */
export function certificatePath(network: {
  readonly environment: string | null;
  readonly stack: string | null;
  readonly address: string;
}): string {
  const { environment, stack, address } = network;
  return `${safe(environment ?? NO_ENVIRONMENT)}/${safe(stack ?? NO_ENVIRONMENT)}--${safe(address)}`;
}

function safe(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");
  const isSame = plain === name && name.length <= LONGEST && !name.includes("--") && !name.startsWith("index");
  return isSame && name !== "" ? name : `${plain.slice(0, LONGEST) || "name"}-${sha256(name).slice(0, 8)}`;
}
