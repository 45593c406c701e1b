import { z } from "zod";
import {
  ENCRYPTION_EXCLUSIONS,
  ENCRYPTION_MODES,
  type EncryptedVpc,
  encryptedWorkloadProblems,
  encryptionControlProblems,
  latticeProblems,
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
        "What may be in the VPC with `mode: enforce` although its traffic is not encrypted. Of a consumer's VPC only lambda, which its client application needs, vpcLattice, which connections to resources and service networks need, and elasticFileSystem. Default: nothing.",
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
export function encryptedWorkloadRule(vpc: unknown, around: EncryptedVpc, report: Report): void {
  for (const { path, expected, fix } of encryptedWorkloadProblems(optionsOf(vpc), around))
    report(["vpc", "encryptionControl", ...path], expected, fix);
}

/** The same for VPC Lattice, where the keys tell whether something of it is in the VPC. */
export function latticeRule(vpc: unknown, around: EncryptedVpc, report: Report): void {
  for (const { path, expected, fix } of latticeProblems(optionsOf(vpc), around))
    report(["vpc", "encryptionControl", ...path], expected, fix);
}

function optionsOf(vpc: unknown) {
  const { encryptionControl: value } = asMapping(vpc);
  const shape = encryptionControl.shape;
  return { mode: part(shape.mode, asMapping(value).mode), exclusions: exclusionsOf(asMapping(value)) };
}

/** Exclusions in their places; one that is none is said already, and excludes nothing. */
function exclusionsOf({ exclusions }: Mapping) {
  return asList(exclusions) as (typeof ENCRYPTION_EXCLUSIONS)[number][];
}
