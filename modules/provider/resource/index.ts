export {
  ADDRESS_TYPES,
  type AddressType,
  addressTypeProblem,
  DEFINITION_KEYS,
  domainNameProblem,
  type ResourceDefinition,
  resourceAddressProblem,
  resourceArnProblem,
} from "./definition";
export { latticeNameProblem } from "./names";
export {
  domainVerificationIdProblem,
  ResourceConfiguration,
  type ResourceConfigurationProps,
} from "./resource-configuration";
export {
  addressRoomProblem,
  DEFAULT_ADDRESSES_PER_INTERFACE,
  destinationProblem,
  type GatewayDestination,
  type IResourceGateway,
  MAX_ADDRESSES_PER_INTERFACE,
  ResourceGateway,
  type ResourceGatewayProps,
} from "./resource-gateway";
export { type GroupMember, ResourceGroup, type ResourceGroupProps } from "./resource-group";
export { ResourceShare, type ResourceShareProps, sharePrincipalProblem } from "./resource-share";
