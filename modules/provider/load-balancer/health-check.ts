import { known, type PropertyProblems } from "../../aws/property-problems";

/** How the load balancer finds out whether a target is well. */
export interface HealthCheckProps {
  /** `TCP` asks for a connection; `HTTP` and `HTTPS` for an answer from 200 to 399 at `path`. */
  readonly protocol: "TCP" | "HTTP" | "HTTPS";
  /** Path to ask for, with `HTTP` and `HTTPS`. @default "/" */
  readonly path?: string;
  /** Seconds from one check to the next, from 5 to 300. @default 10 */
  readonly intervalSeconds?: number;
}

/** What is asked for where nothing else is said. */
export const DEFAULT_HEALTH_CHECK: HealthCheckProps = { protocol: "TCP" };

/** Longest that a health check waits for an answer; less where the next one is due by then. */
const TIMEOUT_SECONDS = 5;
const DEFAULT_INTERVAL_SECONDS = 10;

/** The `health_check` block of a target group. */
export function healthCheckBlock({ protocol, path, intervalSeconds }: HealthCheckProps) {
  const interval = intervalSeconds ?? DEFAULT_INTERVAL_SECONDS;
  return {
    protocol,
    ...(protocol === "TCP" ? {} : { path: path ?? "/" }),
    interval,
    timeout: known(interval) ? Math.min(TIMEOUT_SECONDS, interval - 1) : TIMEOUT_SECONDS,
  };
}

/** Notes what is wrong with a health check. @param property where it is, such as `listeners.http.healthCheck`. */
export function checkHealthCheck(problems: PropertyProblems, property: string, healthCheck: HealthCheckProps): void {
  const { protocol, path, intervalSeconds } = healthCheck;
  if (protocol === "TCP" && path !== undefined) problems.add(`${property}.path`, "no path with protocol TCP", path);
  if (known(path) && !path.startsWith("/")) problems.add(`${property}.path`, "a path that begins with /", path);
  if (known(intervalSeconds) && !(intervalSeconds >= 5 && intervalSeconds <= 300))
    problems.add(`${property}.intervalSeconds`, "5 to 300 seconds", intervalSeconds);
}
