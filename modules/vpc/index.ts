export { ExistingVpc, type ExistingVpcProps } from "./existing-vpc";
export { FlowLogs, type FlowLogsProps } from "./flow-logs";
export { IsolatedVpc, type IsolatedVpcProps } from "./isolated-vpc";
export type { IVpc, SubnetIdsByZone } from "./vpc";
