export { BlockPublicAccess, type BlockPublicAccessProps } from "./block-public-access";
export { ExistingVpc, type ExistingVpcProps } from "./existing-vpc";
export { FlowLogs, type FlowLogsProps } from "./flow-logs";
export { IsolatedVpc, type IsolatedVpcProps } from "./isolated-vpc";
export type { Isolation } from "./isolation";
export type { IVpc, SubnetIdsByZone } from "./vpc";
export { WaysOut } from "./ways-out";
