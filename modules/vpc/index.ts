export { ExistingVpc, type ExistingVpcProps } from "./existing-vpc";
export { IsolatedVpc, type IsolatedVpcProps } from "./isolated-vpc";
export type { IVpc, SubnetIdsByZone } from "./vpc";
