export {
  SAMPLE_INSTANCE_TYPE,
  SampleApplication,
  type SampleApplicationProps,
} from "./sample-application";
