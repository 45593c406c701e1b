import type { EnvironmentDraft } from "../draft";
import type { Problem } from "../problem";
import { sameAccountProblems } from "./accounts";
import { bucketRegionProblems, sameNameProblems, sameParameterProblems } from "./across-environments";
import { sameLoadBalancerProblems } from "./existing-load-balancers";
import { sameEncryptionControlProblems, sameSubnetProblems, sameVpcProblems } from "./existing-vpcs";
import { sameAddressProblems } from "./fixed-addresses";
import { sameRouteTableProblems } from "./gateway-endpoints";
import { sameKnownNameProblems } from "./names-once";
import { sharedQuotaProblems } from "./quotas";
import { tagsInCommonProblems } from "./tags-in-common";
import { sameTargetGroupProblems, sharedAlbProblems } from "./used-targets";
import { sameAssociationProblems } from "./zone-associations";
import { sameRecordProblems } from "./zone-records";

/** All that must hold between environments, and within each where it is the same. */
export const RULES_ACROSS: readonly ((environments: readonly EnvironmentDraft[]) => Problem[])[] = [
  sameNameProblems,
  bucketRegionProblems,
  sameParameterProblems,
  sameLoadBalancerProblems,
  tagsInCommonProblems,
  sharedQuotaProblems,
  sameAccountProblems,
  sameVpcProblems,
  sameSubnetProblems,
  sameEncryptionControlProblems,
  sameRouteTableProblems,
  sameAddressProblems,
  sameAssociationProblems,
  sameRecordProblems,
  sameKnownNameProblems,
  sameTargetGroupProblems,
  sharedAlbProblems,
];
