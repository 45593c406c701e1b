import { httpPathProblem } from "../../aws/http-path";
import { known, type PropertyProblems } from "../../aws/property-problems";
import { HEALTH_CHECK_LIMITS, limitProblem } from "./limits";
import { asLoose, type ListenerProblem } from "./listener-problem";

/** How the load balancer asks a target whether it is well. */
export const HEALTH_CHECK_PROTOCOLS = ["TCP", "HTTP", "HTTPS"] as const;

/** How the load balancer finds out whether a target is well. */
export interface HealthCheckProps {
  /** `TCP` asks for a connection; `HTTP` and `HTTPS` for an answer at `path`. Targets of UDP are asked over these too. */
  readonly protocol: (typeof HEALTH_CHECK_PROTOCOLS)[number];
  /** Port to ask at. @default - the port of the targets */
  readonly port?: number;
  /** Path to ask for, with `HTTP` and `HTTPS`. @default "/" */
  readonly path?: string;
  /** Status codes that mean well, with `HTTP` and `HTTPS`: `200`, `200,204` or `200-399`. @default "200-399" */
  readonly matcher?: string;
  /** Seconds from one check to the next, from 5 to 300. @default 10 */
  readonly intervalSeconds?: number;
  /** Seconds to wait for an answer, from 2 to 120, and no more than the interval. @default 5, or less than the interval */
  readonly timeoutSeconds?: number;
  /** Answers in a row after which a target counts as well, from 2 to 10. @default 3 */
  readonly healthyThreshold?: number;
  /** Failures in a row after which a target counts as unwell, from 2 to 10. @default 3 */
  readonly unhealthyThreshold?: number;
}

/** What is asked for where nothing else is said. */
export const DEFAULT_HEALTH_CHECK: HealthCheckProps = { protocol: "TCP" };

/** Longest that a health check waits for an answer; less where the next one is due by then. */
const TIMEOUT_SECONDS = 5;
const DEFAULT_INTERVAL_SECONDS = 10;
/** Said in any case: the AWS provider keeps what there was where nothing is said. */
const DEFAULT_MATCHER = "200-399";

/** The `health_check` block of a target group. */
export function healthCheckBlock(healthCheck: HealthCheckProps) {
  const { protocol, port, path, matcher, intervalSeconds, timeoutSeconds } = healthCheck;
  const interval = intervalSeconds ?? DEFAULT_INTERVAL_SECONDS;
  return {
    protocol,
    port: port === undefined ? undefined : String(port),
    ...(protocol === "TCP" ? {} : { path: path ?? "/", matcher: matcher ?? DEFAULT_MATCHER }),
    interval,
    timeout: timeoutSeconds ?? (known(interval) ? Math.min(TIMEOUT_SECONDS, interval - 1) : TIMEOUT_SECONDS),
    healthyThreshold: healthCheck.healthyThreshold,
    unhealthyThreshold: healthCheck.unhealthyThreshold,
  };
}

/** Why a text names no status codes, as what was expected instead; undefined when it does. */
export function matcherProblem(text: string): string | undefined {
  const ranges = text.split(",").map((part) => /^([2-5]\d\d)(?:-([2-5]\d\d))?$/.exec(part));
  return ranges.every((range) => range !== null && Number(range[1]) <= Number(range[2] ?? range[1]))
    ? undefined
    : "status codes from 200 to 599, such as 200, 200,204 or 200-399";
}

/** What does not go together within a health check. */
export function healthCheckProblems(healthCheck: unknown): ListenerProblem[] {
  const {
    protocol = "TCP",
    intervalSeconds = DEFAULT_INTERVAL_SECONDS,
    timeoutSeconds,
    ...rest
  } = asLoose(healthCheck);
  const overTcp = (["path", "matcher"] as const)
    .filter((key) => protocol === "TCP" && rest[key] !== undefined)
    .map((key) => ({
      path: ["healthCheck", key],
      expected: `no ${key} with protocol TCP`,
      fix: `set \`protocol: HTTP\`, or take the ${key} out`,
    }));
  const tooLong =
    known(timeoutSeconds) && known(intervalSeconds) && Number(timeoutSeconds) > Number(intervalSeconds)
      ? [
          {
            path: ["healthCheck", "timeoutSeconds"],
            expected: `at most the interval, ${intervalSeconds} seconds`,
            fix: "raise `intervalSeconds`, or lower the timeout",
          },
        ]
      : [];
  return [...overTcp, ...tooLong];
}

/** Notes what is wrong with each property of a health check. @param property where it is, as `listeners.http.healthCheck`. */
export function checkHealthCheck(problems: PropertyProblems, property: string, healthCheck: HealthCheckProps): void {
  const { port, path, matcher } = healthCheck;
  if (port !== undefined) problems.checkPort(`${property}.port`, port);
  if (known(path)) problems.check(`${property}.path`, httpPathProblem(path), path);
  if (known(matcher)) problems.check(`${property}.matcher`, matcherProblem(matcher), matcher);
  for (const key of Object.keys(HEALTH_CHECK_LIMITS) as (keyof typeof HEALTH_CHECK_LIMITS)[]) {
    const value = healthCheck[key];
    if (known(value)) problems.check(`${property}.${key}`, limitProblem(value, HEALTH_CHECK_LIMITS[key]), value);
  }
}
