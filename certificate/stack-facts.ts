import { type JsonObject, objectOf } from "../support/json-object";
import { accountOf, known, onlyKnown, rangesOf, type VpcFacts } from "./document-facts";
import { listOf } from "./list-of";

/** What a stack, the content of a cdk.tf.json, says of a VPC. @param address `aws_vpc.x` or `data.aws_vpc.x`. */
export function stackFacts(stack: JsonObject, address: string): VpcFacts {
  const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
  const kind = address.startsWith("data.") ? stack.data : stack.resource;
  const vpc = blockOf(kind, type, name);
  const provider = providerOf(stack, known(vpc.provider) ?? "aws");
  return onlyKnown({
    name: known(objectOf(vpc.tags).Name),
    id: known(vpc.id),
    account: accountOf(provider),
    region: known(vpc.region) ?? known(provider.region),
    ...(kind === stack.data
      ? { ranges: [], note: "the ranges of an existing VPC, which a plan shows" }
      : ranges(stack, vpc, address)),
  });
}

/** What a stack writes as the service of an endpoint; undefined where it is an expression. */
export function stackService(stack: JsonObject, address: string): string | undefined {
  const [type = "", name = ""] = address.split(".");
  return known(blockOf(stack.resource, type, name).service_name);
}

function ranges(stack: JsonObject, vpc: JsonObject, address: string): Pick<VpcFacts, "ranges" | "note"> {
  const associations = Object.values(objectOf(objectOf(stack.resource).aws_vpc_ipv4_cidr_block_association))
    .map((each) => objectOf(listOf(each)[0]))
    .filter(({ vpc_id }) => typeof vpc_id === "string" && vpc_id.includes(`${address}.id`));
  return rangesOf(
    vpc,
    associations.map(({ cidr_block }) => cidr_block),
  );
}

/** A block of a kind, `resource` or `data`: Terraform takes an object, or a list of one. */
function blockOf(kind: unknown, type: string, name: string): JsonObject {
  return objectOf(listOf(objectOf(objectOf(kind)[type])[name])[0]);
}

/** Settings of a provider by its reference: `aws`, or `aws.alias`. */
function providerOf({ provider }: JsonObject, reference: string): JsonObject {
  const [type = "", alias] = reference.split(".");
  const settings = listOf(objectOf(provider)[type]).map(objectOf);
  return settings.find((each) => known(each.alias) === alias) ?? {};
}
