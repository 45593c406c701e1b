import type { Environment } from "../environment";
import { limitOf } from "../quotas";
import type { ResourceSpec } from "../resource/resource-schema";
import { type CommonInput, commonInput, picked, type VpcInput, vpcInput } from "./common-input";
import type { Registrations } from "./registrations";
import { resourceStackName } from "./stack-names";

/** Keys of a resource that its stack takes as its file has them. */
const AS_THEY_ARE = [
  "gateway",
  "resource",
  "ports",
  "customDomainName",
  "domainVerificationId",
  "verifyDomain",
] as const;

/** Whom something is shared with through AWS RAM. */
export interface ShareInput {
  /** Ids of accounts, ARNs of organizations or organizational units. Nothing is shared where there are none. */
  readonly principals: readonly string[];
  readonly allowExternalPrincipals: boolean;
}

/** What the stack of a private resource is made of. */
export interface ResourceInput extends CommonInput, Readonly<Pick<ResourceSpec, (typeof AS_THEY_ARE)[number]>> {
  /** What the names of everything in it begin with. */
  readonly prefix: string;
  readonly vpc: VpcInput;
  /** Most inbound rules of a security group in the account. */
  readonly ruleQuota: number;
  readonly share: ShareInput;
}

/** The input of the stack of a private resource. @param key of the resource. */
export function resourceInput(
  environment: Environment,
  registrations: Registrations,
  key: string,
  spec: ResourceSpec,
): ResourceInput {
  const { principals, allowExternalPrincipals } = spec.sharing;
  const accounts = [...(registrations.resourceAccounts.get(key) ?? [])].filter((account) => account !== spec.account);
  return {
    ...commonInput(environment, {
      name: resourceStackName(environment.name, key),
      role: "resource",
      of: { account: spec.account, role: spec.role },
      tags: { ...spec.tags, Resource: key },
    }),
    ...picked(spec, AS_THEY_ARE),
    prefix: `${environment.name}-${key}`,
    vpc: vpcInput(spec.vpc),
    ruleQuota: limitOf(environment.quotas, spec.account, environment.region, "rulesPerSecurityGroup"),
    share: { principals: [...principals, ...accounts.sort()], allowExternalPrincipals },
  };
}
