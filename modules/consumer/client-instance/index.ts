export { imageIdProblem } from "../../aws/image-id";
export { ClientInstance, type ClientInstanceProps } from "./client-instance";
export { DEFAULT_INSTANCE_TYPE } from "./default-instance-type";
