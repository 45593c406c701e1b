export {
  ClientInstance,
  type ClientInstanceProps,
  DEFAULT_INSTANCE_TYPE,
  imageIdProblem,
} from "./client-instance";
