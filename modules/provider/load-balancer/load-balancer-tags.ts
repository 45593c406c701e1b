import { TAG_LENGTHS } from "../../aws/tags";

/**
 * What is wrong with tags that a load balancer is found by, each with the key that leads to it. The provider compares
 * keys and values as they are: no wildcards (Terraform AWS provider, data source `aws_lb`, argument `tags`).
 */
export function loadBalancerTagProblems(
  tags: Readonly<Record<string, unknown>>,
): { readonly path: readonly string[]; readonly expected: string }[] {
  const entries = Object.entries(tags);
  if (entries.length === 0)
    return [{ path: [], expected: "at least one tag: without any, each load balancer has them" }];
  return entries.flatMap(([key, value]) => [
    ...(key.length === 0 || key.length > TAG_LENGTHS.key
      ? [{ path: [key], expected: `the key of a tag: 1 to ${TAG_LENGTHS.key} characters` }]
      : []),
    ...(typeof value === "string" && value.length > TAG_LENGTHS.value
      ? [{ path: [key], expected: `the value of a tag: at most ${TAG_LENGTHS.value} characters` }]
      : []),
  ]);
}
