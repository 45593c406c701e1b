import { VPC_ROLE_TAG } from "../modules/aws/marks";
import { objectOf } from "../support/json-object";
import { readJson } from "../support/read-json";
import type { DeclaredStack } from "./declared-stacks";
import { listOf } from "./list-of";

/**
 * VPCs of a stack that carry the tag of a consumer's, and that the policies did not judge as one, because the policy
 * data says that they are none (`other_vpcs`). Nothing may be certified beside them in silence.
 *
 * @param judged addresses of the consumer VPCs that were judged in the stack.
 * @returns a line for each.
 */
export function leftOutVpcs({ source }: Pick<DeclaredStack, "source">, judged: ReadonlySet<string>): string[] {
  const { resource } = objectOf(readJson(source));
  return Object.entries(objectOf(objectOf(resource).aws_vpc)).flatMap(([name, block]) => {
    const isTagged = listOf(block).some((each) => objectOf(objectOf(each).tags)[VPC_ROLE_TAG] === "consumer");
    const address = `aws_vpc.${name}`;
    if (!isTagged || judged.has(address)) return [];
    return [
      `${address} carries the tag ${VPC_ROLE_TAG} = consumer, and the policy data says that it is no consumer's ` +
        "(`other_vpcs`): nothing is certified of it. Take it out of `other_vpcs`, or its tag out of the stack.",
    ];
  });
}
