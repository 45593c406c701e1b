import { TAG_LENGTHS, tagKeyProblem } from "../../aws/tags";

/** Why a text cannot be the value of such a tag, as what was expected instead; undefined when it can. */
export function tagValueProblem(value: string): string | undefined {
  return value.length > TAG_LENGTHS.value ? `the value of a tag: at most ${TAG_LENGTHS.value} characters` : undefined;
}

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
  return entries.flatMap(([key, value]) =>
    [tagKeyProblem(key), typeof value === "string" ? tagValueProblem(value) : undefined].flatMap((expected) =>
      expected === undefined ? [] : [{ path: [key], expected }],
    ),
  );
}
