export { SAMPLE_INSTANCE_TYPE } from "./default-instance-type";
export { SampleApplication, type SampleApplicationProps } from "./sample-application";
