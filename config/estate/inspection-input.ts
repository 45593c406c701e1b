import type { Environment } from "../environment";
import type { InspectionSpec } from "../inspection/inspection-schema";
import { zonesOf } from "../vpc-schema";
import { picked } from "./common-input";
import type { KnownService, LookedUpService } from "./service-reference";
import { applianceStackName } from "./stack-names";

/** Keys of an inspection that a stack takes as the file has them. */
const AS_THEY_ARE = ["clientSubnets", "subnets", "routed", "tags", "timeouts"] as const;

/** Appliances that a consumer's packets pass. */
export interface InspectionInput extends Readonly<Pick<InspectionSpec, (typeof AS_THEY_ARE)[number]>> {
  readonly service: ApplianceReference;
}

/** How a stack learns what it must know of the endpoint service of appliances. */
export type ApplianceReference = DeployedAppliance | LookedUpService | KnownService;

/** Appliances of the same environment. The name of their service is an output of their stack. */
export interface DeployedAppliance {
  readonly from: "stack";
  /** Name of the stack. */
  readonly stack: string;
  /** Ids of the zones of the appliances. */
  readonly zoneIds: readonly string[];
}

/** The input of what a consumer says of appliances on the way of its packets. */
export function inspectionInput(environment: Environment, spec: InspectionSpec): InspectionInput {
  return { ...picked(spec, AS_THEY_ARE), service: applianceReference(environment, spec) };
}

function applianceReference(
  { name, appliances }: Environment,
  { appliance, serviceName = "", lookup = true }: InspectionSpec,
): ApplianceReference {
  if (appliance !== undefined) {
    const spec = appliances[appliance];
    return { from: "stack", stack: applianceStackName(name, appliance), zoneIds: spec ? zonesOf(spec.vpc) : [] };
  }
  return lookup ? { from: "lookup", serviceName } : { from: "files", service: { serviceName } };
}
