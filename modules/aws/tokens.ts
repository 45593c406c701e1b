/** cdktf's tokens: values that are known only when Terraform runs. */
type Tokens = typeof import("cdktf/lib/tokens/token").Token;

/**
 * What tells tokens from values. Rules that config and constructs share ask it. Without cdktf, nothing can make a token:
 * commands that build no stack run then, too.
 */
const tokens: Tokens | undefined = installed();

function installed(): Tokens | undefined {
  try {
    return (require("cdktf/lib/tokens/token") as typeof import("cdktf/lib/tokens/token")).Token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Whether a value is a token, or holds one. */
export function isUnresolved(value: unknown): boolean {
  return tokens?.isUnresolved(value) ?? false;
}

/** A value as a text, which may be a token. */
export function textOfToken(value: unknown): string {
  return tokens?.asString(value) ?? String(value);
}
