/**
 * Form of the ids that EC2 gives: a prefix, and 8 or 17 hexadecimal digits.
 *
 * @param prefix what the id begins with, such as `vpc`, as a part of a regular expression.
 */
export function resourceId(prefix: string): RegExp {
  return new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);
}
