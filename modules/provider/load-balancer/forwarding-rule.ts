import { asLoose, type ListenerProblem, type LooseListener } from "./listener-problem";
import { TARGET_GROUP_ATTRIBUTES } from "./target-group-attributes";
import type { TargetsProps } from "./targets";

/** Properties of a listener that are its target group's. */
const OF_THE_TARGET_GROUP = ["targetProtocol", "healthCheck", ...TARGET_GROUP_ATTRIBUTES] as const;

/** What a target group may say of itself, where else the listener says it. */
const OF_A_GROUP: readonly unknown[] = ["healthCheck", "targetPort"];

/**
 * What of a listener does not go with what its target groups hold, each problem once.
 *
 * @param targets of the target groups by their keys, as far as they could be read.
 */
export function groupForwardingProblems(
  listener: LooseListener,
  targets: Readonly<Record<string, TargetsProps>>,
): ListenerProblem[] {
  const keys = Object.keys(targets).sort();
  const problems = keys.flatMap((key) => {
    const { healthCheck, targetPort } = asLoose(asLoose(listener.targetGroups)[key]);
    const own = {
      ...(healthCheck === undefined ? {} : { healthCheck }),
      ...(targetPort === undefined ? {} : { targetPort }),
    };
    return forwardingProblems({ ...listener, ...own }, targets[key] as TargetsProps).map((problem) =>
      OF_A_GROUP.includes(problem.path[0]) && Object.hasOwn(own, problem.path[0] as string)
        ? { ...problem, path: ["targetGroups", key, ...problem.path] }
        : problem,
    );
  });
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values(), ...unlike(keys, targets)];
}

/** Target groups of one listener are of one family, and none of them stands twice. */
function unlike(keys: readonly string[], targets: Readonly<Record<string, TargetsProps>>): ListenerProblem[] {
  const [first = ""] = keys;
  const familyOf = (key: string) => targets[key]?.targetIpAddressType ?? "ipv4";
  const arnOf = (key: string) => targets[key]?.targetGroupArn;
  return keys.flatMap((key, index) => {
    const holder = keys.slice(0, index).find((each) => arnOf(each) !== undefined && arnOf(each) === arnOf(key));
    return [
      ...(familyOf(key) === familyOf(first)
        ? []
        : [
            {
              path: ["targetGroups", key, "targets"],
              expected: `${familyOf(first)} addresses, as target group ${first} has: AWS takes one family for a listener`,
              found: familyOf(key),
            },
          ]),
      ...(holder === undefined
        ? []
        : [
            {
              path: ["targetGroups", key, "targets"],
              expected: `a target group other than that of ${holder}`,
              found: `${arnOf(key)}`,
            },
          ]),
    ];
  });
}

/** What of a listener does not go with what it forwards to. */
export function forwardingProblems(listener: LooseListener, targets: TargetsProps): ListenerProblem[] {
  if (targets.targetGroupArn !== undefined) return adoptedProblems(listener);
  if (targets.targetType === "alb") return albProblems(listener);
  const overUdp = listener.protocol === "UDP" || listener.protocol === "TCP_UDP";
  return overUdp && Object.keys(targets.outsideTargetIds ?? {}).length > 0
    ? [
        {
          path: ["protocol"],
          expected:
            "TCP or TLS to targets outside the VPC: over UDP they may get packets and be unable to answer them (AWS says not to register such targets)",
          fix: "put targets within the VPC behind this listener",
        },
      ]
    : [];
}

/** A target group that exists has its own settings. */
function adoptedProblems(listener: LooseListener): ListenerProblem[] {
  return OF_THE_TARGET_GROUP.filter((key) => listener[key] !== undefined).map((key) => ({
    path: [key],
    expected: `no \`${key}\` with a target group that exists, which has its own`,
    fix: "take it out, and set it where the target group is made",
  }));
}

/**
 * What AWS refuses in front of an Application Load Balancer. Source: User Guide for Network Load Balancers, "Use an
 * Application Load Balancer as a target" and "Routing configuration".
 */
function albProblems(listener: LooseListener): ListenerProblem[] {
  const { protocol = "TCP", healthCheck } = listener;
  const problems: ListenerProblem[] = [];
  if (protocol !== "TCP")
    problems.push({
      path: ["protocol"],
      expected: "TCP, the only protocol to an Application Load Balancer",
      fix:
        protocol === "TLS"
          ? "write `TCP`: TLS then passes through, and ends at an HTTPS listener of the Application Load Balancer"
          : "put other targets behind this listener",
    });
  if (healthCheck !== undefined && (asLoose(healthCheck).protocol ?? "TCP") === "TCP")
    problems.push({
      path: ["healthCheck", "protocol"],
      expected: "HTTP or HTTPS, as the Application Load Balancer's listener speaks",
    });
  for (const key of TARGET_GROUP_ATTRIBUTES)
    if (listener[key] !== undefined)
      problems.push({
        path: [key],
        expected: `no \`${key}\` in front of an Application Load Balancer: AWS keeps such target groups to its defaults`,
        fix: "take it out",
      });
  return problems;
}
