/**
 * VPCs of both sides, and what keeps them isolated.
 *
 * @module
 */
export { STACK_ROLES, type StackRole, type VpcRole } from "../aws/marks";
export { BlockPublicAccess, type BlockPublicAccessProps } from "./block-public-access";
export { EncryptionControl, type EncryptionControlProps } from "./encryption-control";
export {
  ENCRYPTION_EXCLUSIONS,
  ENCRYPTION_MODES,
  type EncryptedWorkload,
  type EncryptionControlOptions,
  type EncryptionExclusion,
  type EncryptionMode,
} from "./encryption-control-options";
export { ExistingVpc, type ExistingVpcProps } from "./existing-vpc";
export { FlowLogs, type FlowLogsProps } from "./flow-logs";
export { type AddedSubnets, IsolatedVpc, type IsolatedVpcProps } from "./isolated-vpc";
export { ISOLATIONS, type Isolation } from "./isolation";
export { declareStackRole } from "./stack-role";
export type { IVpc, SubnetIdsByZone } from "./vpc";
export { WaysOut } from "./ways-out";
