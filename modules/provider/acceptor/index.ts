export { ConnectionAcceptor, type ConnectionAcceptorProps } from "./connection-acceptor";
export { acceptorScheduleProblem } from "./schedule";
export {
  DEFAULT_ACCEPTOR_LOG_RETENTION,
  DEFAULT_ACCEPTOR_SCHEDULE,
  DEFAULT_ACCEPTOR_SETTINGS,
  mostRejectionsProblem,
} from "./settings";
