import { INSTANCE_TYPES } from "./instance-types";
import { known, type PropertyProblems } from "./property-problems";

/** Processor architectures that Amazon Linux has images for, as the names of these have them. */
export const ARCHITECTURES = ["arm64", "x86_64"] as const;

/** Processor architecture of an instance. */
export type Architecture = (typeof ARCHITECTURES)[number];

const KNOWN: ReadonlySet<string> = new Set(INSTANCE_TYPES);

/** What was expected of a text that has the form of an instance type and is none that is known here. */
const NO_SUCH_TYPE = "an instance type that Amazon EC2 has, such as t4g.nano";

/** Whether an instance type is among those that are known here. */
export function isKnownInstanceType(text: string): boolean {
  return KNOWN.has(text);
}

/** Why a text does not have the form of an instance type, as what was expected instead; undefined when it has. */
export function instanceTypeFormProblem(text: string): string | undefined {
  return /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(text) ? undefined : "an EC2 instance type, such as t4g.nano";
}

/**
 * Why nothing can be started with an instance type, as what was expected instead; undefined when it can.
 *
 * @param architecture what is said of the type beside it. It admits a type that is newer than those that are known
 * here.
 */
export function instanceTypeProblem(text: string, architecture?: Architecture): string | undefined {
  const form = instanceTypeFormProblem(text);
  if (form !== undefined) return form;
  return isKnownInstanceType(text) || architecture !== undefined ? undefined : NO_SUCH_TYPE;
}

/**
 * Why an instance type cannot have an architecture, as what was expected instead; undefined when it can, or where the
 * type is not known here.
 */
export function architectureProblem(instanceType: string, architecture: Architecture): string | undefined {
  const known = architectureOf(instanceType);
  return isKnownInstanceType(instanceType) && known !== architecture
    ? `${known}, the architecture of ${instanceType}`
    : undefined;
}

/** Notes what is wrong with the properties `instanceType` and `architecture` of a construct. */
export function checkInstanceType(
  problems: PropertyProblems,
  instanceType: string,
  architecture: Architecture | undefined,
): void {
  if (!known(instanceType)) {
    problems.add("instanceType", "a type that is known at synthesis, to choose the image by", instanceType);
    return;
  }
  const expected = instanceTypeProblem(instanceType, architecture);
  problems.check(
    "instanceType",
    expected === NO_SUCH_TYPE ? `${expected}; for a newer one, give its \`architecture\`` : expected,
    instanceType,
  );
  if (known(architecture))
    problems.check("architecture", architectureProblem(instanceType, architecture), architecture);
}

/** Processor architecture of an instance type, by its name. */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1|p6e-gb200|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

/**
 * Public parameter of Systems Manager that has the id of the newest Amazon Linux image for an instance type.
 *
 * @param architecture of the type. @default - the one that its name says
 */
export function amazonLinuxParameter(instanceType: string, architecture = architectureOf(instanceType)): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
