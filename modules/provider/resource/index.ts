export { ADDRESS_TYPES, type AddressType, type ResourceDefinition } from "./definition";
export { ResourceConfiguration, type ResourceConfigurationProps } from "./resource-configuration";
export {
  type GatewayDestination,
  type IResourceGateway,
  ResourceGateway,
  type ResourceGatewayProps,
} from "./resource-gateway";
export { type GroupMember, ResourceGroup, type ResourceGroupProps } from "./resource-group";
export { ResourceShare, type ResourceShareProps } from "./resource-share";
