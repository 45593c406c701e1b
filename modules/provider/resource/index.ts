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
export { DNS_RESOLUTIONS, type DnsResolution } from "./dns-resolution";
export { type DomainTxtRecord, DomainVerification, type DomainVerificationProps } from "./domain-verification";
export { domainVerificationIdProblem } from "./domain-verification-id";
export { destinationProblem, type GatewayDestination } from "./gateway-destination";
export {
  addressRoomProblem,
  DEFAULT_ADDRESSES_PER_INTERFACE,
  MAX_ADDRESSES_PER_INTERFACE,
} from "./interface-addresses";
export { latticeNameProblem } from "./names";
export { ResourceConfiguration, type ResourceConfigurationProps } from "./resource-configuration";
export {
  type IResourceGateway,
  ResourceGateway,
  type ResourceGatewayProps,
} from "./resource-gateway";
export { type GroupMember, ResourceGroup, type ResourceGroupProps } from "./resource-group";
export { ResourceShare, type ResourceShareProps } from "./resource-share";
export { sharePrincipalProblem } from "./share-principal";
