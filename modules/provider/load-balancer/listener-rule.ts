import { namePartProblem } from "../../aws/names";
import { known, type PropertyProblems } from "../../aws/property-problems";
import { checkHealthCheck, DEFAULT_HEALTH_CHECK, healthCheckProblems } from "./health-check";
import { LISTENER_LIMITS, limitProblem } from "./limits";
import { LISTENER_PROTOCOLS, type ListenerProps, MAX_LISTENERS } from "./listener";
import { asLoose, type ListenerProblem, type LooseListener } from "./listener-problem";
import { formerKeys, renameProblems } from "./renamed";
import { attributeProblems } from "./target-group-attributes";
import { WEIGHT_LIMIT } from "./target-groups";
import { targetGroupFormProblems, targetGroupProblems } from "./target-groups-rule";
import { certificateArnProblem, sslPolicyProblem, tlsProblems } from "./tls";

/** What is wrong within a listener: what AWS, or the AWS provider, refuses. */
export function listenerProblems(listener: LooseListener): ListenerProblem[] {
  return [...targetGroupFormProblems(listener), ...combinationProblems(listener)];
}

/** What does not go together within a listener. What is wrong with a key by itself is not told here. */
export function combinationProblems(listener: LooseListener): ListenerProblem[] {
  const protocol = LISTENER_PROTOCOLS.find((each) => each === (listener.protocol ?? "TCP"));
  return [
    ...healthCheckProblems(listener.healthCheck),
    ...targetGroupProblems(listener),
    ...Object.entries(asLoose(listener.targetGroups)).flatMap(([key, group]) =>
      healthCheckProblems(asLoose(group).healthCheck).map((problem) => ({
        ...problem,
        path: ["targetGroups", key, ...problem.path],
      })),
    ),
    // Of a protocol that there is not, nothing can be said.
    ...(protocol === undefined
      ? []
      : [
          ...tlsProblems(listener, protocol),
          ...idleTimeoutProblems(listener, protocol),
          ...attributeProblems(listener, protocol),
        ]),
  ];
}

/** A listener's name, and as much of it as its port is judged by. */
export interface NamedListener {
  readonly name: string;
  readonly listener: LooseListener;
}

/** A listener whose port another one has. */
export interface SamePortProblem extends ListenerProblem {
  /** Name of the listener. */
  readonly name: string;
  /** Name of the one that has the port. */
  readonly other: string;
}

/**
 * The listeners whose port another one before them has. AWS takes a port once, whatever the protocols: TCP and UDP at one
 * port are one listener, `TCP_UDP` (an AWS limit that the AWS Load Balancer Controller documents).
 */
export function samePortProblems(listeners: readonly NamedListener[]): SamePortProblem[] {
  const holders = new Map<unknown, NamedListener>();
  return listeners.flatMap(({ name, listener }) => {
    const holder = holders.get(listener.port);
    if (holder === undefined) holders.set(listener.port, { name, listener });
    if (holder === undefined || listener.port === undefined) return [];
    const protocols = [holder.listener.protocol ?? "TCP", listener.protocol ?? "TCP"];
    const both = protocols.includes("TCP") && protocols.includes("UDP");
    return [
      {
        name,
        other: holder.name,
        path: ["port"],
        expected: `a port other than that of listener ${holder.name}`,
        ...(both ? { fix: `for TCP and UDP at one port, set \`protocol: TCP_UDP\` on ${holder.name} alone` } : {}),
      },
    ];
  });
}

function idleTimeoutProblems({ idleTimeoutSeconds }: LooseListener, protocol: string): ListenerProblem[] {
  if (idleTimeoutSeconds === undefined || protocol === "TCP") return [];
  const fixed = {
    TLS: "AWS keeps to 350 seconds",
    UDP: "AWS keeps to 120 seconds",
    TCP_UDP: "the AWS provider leaves AWS's 350 seconds",
  }[protocol];
  return [
    { path: ["idleTimeoutSeconds"], expected: `none with protocol ${protocol}, where ${fixed}`, fix: "take it out" },
  ];
}

/** Notes what is wrong with listeners. @param within what does not go together within one. */
export function checkListeners(
  problems: PropertyProblems,
  listeners: Readonly<Record<string, ListenerProps>>,
  within: (listener: LooseListener) => ListenerProblem[] = listenerProblems,
): void {
  const names = Object.keys(listeners).sort();
  if (names.length === 0 || names.length > MAX_LISTENERS)
    problems.add("listeners", `1 to ${MAX_LISTENERS} listeners`, names.length);
  const named = names.map((name) => ({ name, listener: { ...listeners[name] } }));
  for (const problem of [...samePortProblems(named), ...renameProblems(named)])
    problems.addWithin(["listeners", problem.name], listeners[problem.name], [problem]);
  for (const name of names) {
    const listener = listeners[name] as ListenerProps;
    const property = `listeners.${name}`;
    problems.check(property, namePartProblem(name), name);
    for (const key of formerKeys(listener)) problems.check(`${property}.renamedFrom`, namePartProblem(key), key);
    if (Array.isArray(listener.renamedFrom) && listener.renamedFrom.length === 0)
      problems.add(`${property}.renamedFrom`, "at least one former key", listener.renamedFrom);
    checkListener(problems, property, listener);
    problems.addWithin([property], listener, within({ ...listener }));
  }
}

function checkListener(problems: PropertyProblems, property: string, listener: ListenerProps): void {
  const { port, targetPort, certificateArn, additionalCertificateArns = {}, sslPolicy, healthCheck } = listener;
  problems.checkPort(`${property}.port`, port);
  if (!LISTENER_PROTOCOLS.includes(listener.protocol ?? "TCP"))
    problems.add(
      `${property}.protocol`,
      `one of ${LISTENER_PROTOCOLS.join(", ")}, known at synthesis`,
      listener.protocol,
    );
  if (targetPort !== undefined) problems.checkPort(`${property}.targetPort`, targetPort);
  if (known(certificateArn))
    problems.check(`${property}.certificateArn`, certificateArnProblem(certificateArn), certificateArn);
  for (const [key, arn] of Object.entries(additionalCertificateArns))
    if (known(arn)) problems.check(`${property}.additionalCertificateArns.${key}`, certificateArnProblem(arn), arn);
  if (known(sslPolicy)) problems.check(`${property}.sslPolicy`, sslPolicyProblem(sslPolicy), sslPolicy);
  for (const key of Object.keys(LISTENER_LIMITS) as (keyof typeof LISTENER_LIMITS)[]) {
    const value = listener[key];
    if (known(value)) problems.check(`${property}.${key}`, limitProblem(value, LISTENER_LIMITS[key]), value);
  }
  checkHealthCheck(problems, `${property}.healthCheck`, healthCheck ?? DEFAULT_HEALTH_CHECK);
  for (const [key, group] of Object.entries(listener.targetGroups ?? {})) {
    const at = `${property}.targetGroups.${key}`;
    if (known(group.weight)) problems.check(`${at}.weight`, limitProblem(group.weight, WEIGHT_LIMIT), group.weight);
    if (group.targetPort !== undefined) problems.checkPort(`${at}.targetPort`, group.targetPort);
    if (group.healthCheck) checkHealthCheck(problems, `${at}.healthCheck`, group.healthCheck);
  }
}
