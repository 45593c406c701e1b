import { z } from "zod";
import {
  ARCHITECTURES,
  type Architecture,
  architectureProblem,
  instanceTypeFormProblem,
  instanceTypeProblem,
} from "../modules/aws/instance-type";
import { INSTANCE_TYPES } from "../modules/aws/instance-types";
import { checked, type Mapping, type Report } from "./fields";
import { nearest } from "./nearest";

/** An EC2 instance type, by its form: {@link instanceTypeRule} says whether there is one. */
export const instanceType = checked(instanceTypeFormProblem);

/** Key beside `instanceType` that admits a type that is newer than those that are known here. */
export const architecture = z
  .enum(ARCHITECTURES)
  .optional()
  .describe(
    "Processor architecture of an instance type that is newer than those that are known here, to choose the image by. Default: that of the type.",
  );

/** An instance type is one that AWS has, or its architecture is told; and the architecture is that of the type. */
export function instanceTypeRule({ instanceType, architecture: given }: Mapping, report: Report): void {
  if (typeof instanceType !== "string" || instanceTypeFormProblem(instanceType) !== undefined) return;
  const told = ARCHITECTURES.find((each) => each === given);
  const expected = instanceTypeProblem(instanceType, told);
  if (expected !== undefined) report(["instanceType"], expected, instanceTypeFix(instanceType));
  else if (told !== undefined) reportArchitecture(instanceType, told, report);
}

function reportArchitecture(instanceType: string, told: Architecture, report: Report): void {
  const expected = architectureProblem(instanceType, told);
  if (expected !== undefined) report(["architecture"], expected, "take it out");
}

function instanceTypeFix(instanceType: string): string {
  const [family = ""] = instanceType.split(".");
  const ofFamily = INSTANCE_TYPES.filter((each) => each.startsWith(`${family}.`));
  const meant = nearest(instanceType, ofFamily.length > 0 ? ofFamily : INSTANCE_TYPES);
  const newer = `for a type that is newer than the list, add \`architecture: arm64\` or \`x86_64\` beside it`;
  if (meant !== undefined) return `write \`${meant}\`; ${newer}`;
  if (ofFamily.length === 0) return `choose another type; ${newer}`;
  const sizes = ofFamily.map((each) => each.slice(family.length + 1)).join(", ");
  return `choose a size of ${family}: ${sizes}; ${newer}`;
}
