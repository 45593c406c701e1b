import { boundedName, shortHash } from "../../aws/names";
import { known } from "../../aws/property-problems";

/** Longest name of a resource gateway or a resource configuration. */
const MAX_LENGTH = 40;

/**
 * Why a text cannot be a part of the names of VPC Lattice resources, as what was expected instead; undefined when it can.
 *
 * Source: CreateResourceGateway and CreateResourceConfiguration in the VPC Lattice API reference.
 */
export function latticeNamePartProblem(text: string): string | undefined {
  return NAME_PART.test(text) && text.length <= 100 ? undefined : NAME_PART_EXPECTATION;
}

/** The same for a text that their names begin with. AWS keeps the beginnings of its own ids for itself. */
export function latticeNameProblem(text: string): string | undefined {
  return latticeNamePartProblem(text) === undefined && !/^(rgw|rcfg)-/.test(text)
    ? undefined
    : `${NAME_PART_EXPECTATION}, and not beginning with \`rgw-\` or \`rcfg-\``;
}

const NAME_PART = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NAME_PART_EXPECTATION = "lower-case letters, digits and single hyphens, at most 100";

/**
 * A name that ends in a hash of all that AWS cannot change in place: what takes the place of something can then be made
 * before that goes, which it cannot while anybody uses it.
 *
 * @param fixed what cannot be changed; what of it is known only to Terraform does not count.
 */
export function replaceableName(parts: readonly string[], fixed: unknown): string {
  // The parts count one by one as well: joined by hyphens, two lists of them can be alike.
  const text = JSON.stringify([parts, fixed], (_, value: unknown) => (known(value) ? value : undefined));
  return boundedName([...parts, shortHash(text)], MAX_LENGTH);
}
