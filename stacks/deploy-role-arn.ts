/** The ARN of the role that deploys, of what `assumedRoleArn` gave: a text, or an expression with both. */
export function deployRoleArn(written: string): string {
  return /: "([^"]+)"\}$/.exec(written)?.[1] ?? written;
}
