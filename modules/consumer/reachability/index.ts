export { Reachability, type ReachabilityProps } from "./reachability";
