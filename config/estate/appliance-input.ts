import type { ApplianceSpec } from "../appliance/appliance-schema";
import { type Environment, type Protection, protectionOf } from "../environment";
import { type CommonInput, commonInput, picked, type VpcInput, vpcInput } from "./common-input";
import { principalsOf } from "./principals";
import type { Registrations } from "./registrations";
import { applianceStackName } from "./stack-names";

/** Keys of appliances that their stack takes as their file has them. */
const AS_THEY_ARE = [
  "targets",
  "healthCheck",
  "targetFailover",
  "flowStickiness",
  "deregistrationDelaySeconds",
  "idleTimeoutSeconds",
  "addressTypes",
  "acceptance",
  "monitoring",
] as const;

/** What the stack of appliances is made of. */
export interface ApplianceInput extends CommonInput, Readonly<Pick<ApplianceSpec, (typeof AS_THEY_ARE)[number]>> {
  /** What the names of everything in it begin with. */
  readonly prefix: string;
  readonly vpc: VpcInput;
  /** Whether the load balancer sends to appliances in all zones from each. */
  readonly crossZone: boolean;
  readonly protection: Protection;
  /** Who may connect: ARNs, sorted. */
  readonly allowedPrincipals: readonly string[];
}

/** The input of the stack of appliances. @param key of the appliances. */
export function applianceInput(
  environment: Environment,
  registrations: Registrations,
  key: string,
  spec: ApplianceSpec,
): ApplianceInput {
  const { account, role, tags, vpc, loadBalancer, allowedPrincipals } = spec;
  return {
    ...commonInput(environment, {
      name: applianceStackName(environment.name, key),
      role: "appliance",
      of: { account, role },
      tags: { ...tags, Appliance: key },
    }),
    ...picked(spec, AS_THEY_ARE),
    prefix: `${environment.name}-${key}`,
    vpc: vpcInput(vpc),
    crossZone: loadBalancer.crossZone,
    protection: protectionOf(environment, spec),
    allowedPrincipals: principalsOf(environment, registrations, key, allowedPrincipals),
  };
}
