import { z } from "zod";
import type { VpcRole } from "../modules/aws/marks";
import {
  ENCRYPTION_EXCLUSIONS,
  ENCRYPTION_MODES,
  type EncryptedWorkload,
  encryptedWorkloadProblems,
  encryptionControlProblems,
} from "../modules/vpc/encryption-control-options";
import { acrossKeys, asList, asMapping, eachOnce, type Mapping, part, type Report } from "./fields";

/** Encryption control of a VPC. */
export const encryptionControl = z
  .strictObject({
    mode: z
      .enum(ENCRYPTION_MODES)
      .describe(
        "monitor: AWS lists what in the VPC does not encrypt its traffic. enforce: AWS refuses it, and drops traffic that is not encrypted. For a VPC that is in use, deploy monitor first.",
      ),
    exclusions: z
      .array(z.enum(ENCRYPTION_EXCLUSIONS))
      .min(1)
      .optional()
      .describe(
        "What may be in the VPC with `mode: enforce` although its traffic is not encrypted. Of a consumer's VPC only lambda, which its client application needs, and elasticFileSystem. Default: nothing.",
      ),
  })
  .check(
    acrossKeys((value, report) => {
      eachOnce(["exclusions"], asList(value.exclusions), "exclusion", report);
      for (const { path, expected, fix } of encryptionControlProblems(value)) report([...path], expected, fix);
    }),
  )
  .describe(
    "VPC encryption control: whether traffic within the VPC is encrypted. AWS charges for it by the hour and VPC. A VPC has one. Default: none.",
  );

/** What must hold between the encryption control of a VPC and what runs in the VPC. */
export function encryptedWorkloadRule(
  vpc: unknown,
  around: EncryptedWorkload & { readonly role: VpcRole },
  report: Report,
): void {
  const { encryptionControl: value } = asMapping(vpc);
  const shape = encryptionControl.shape;
  const options = { mode: part(shape.mode, asMapping(value).mode), exclusions: exclusionsOf(asMapping(value)) };
  for (const { path, expected, fix } of encryptedWorkloadProblems(options, around))
    report(["vpc", "encryptionControl", ...path], expected, fix);
}

/** Exclusions in their places; one that is none is said already, and excludes nothing. */
function exclusionsOf({ exclusions }: Mapping) {
  return asList(exclusions) as (typeof ENCRYPTION_EXCLUSIONS)[number][];
}
