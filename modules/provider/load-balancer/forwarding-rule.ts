import { asLoose, type ListenerProblem, type LooseListener } from "./listener-problem";
import { TARGET_GROUP_ATTRIBUTES } from "./target-group-attributes";
import type { TargetsProps } from "./targets";

/** Properties of a listener that are its target group's. */
const OF_THE_TARGET_GROUP = ["targetProtocol", "healthCheck", ...TARGET_GROUP_ATTRIBUTES] as const;

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
