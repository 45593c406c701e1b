import { CERTIFICATE } from "./refused-listeners";

export const ALB = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/0123456789abcdef";
export const TARGET_GROUP = "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/web/0123456789abcdef";

/** What a listener leads to. */
export type Leads = "alb" | "targetGroup" | "outside";

/** A listener that does not go with its targets: in what way, which targets, the rest of it, where, what was expected. */
export type RefusedForwarding = [
  name: string,
  targets: Leads,
  listener: Readonly<Record<string, unknown>>,
  path: string,
  expected: string,
];

const ATTRIBUTES: Readonly<Record<string, unknown>> = {
  deregistrationDelaySeconds: 30,
  connectionTermination: true,
  terminateUnhealthyConnections: true,
  proxyProtocolV2: true,
  stickiness: true,
  crossZone: false,
};

const TLS = { port: 443, protocol: "TLS", certificateArn: CERTIFICATE };
const ONLY_TCP = "TCP, the only protocol to an Application Load Balancer";

/** Listeners that are refused for what they forward to, whether they are properties of a construct or stand in a file. */
export const REFUSED_FORWARDING: readonly RefusedForwarding[] = [
  ["TLS to an Application Load Balancer", "alb", TLS, "protocol", ONLY_TCP],
  ...["UDP", "TCP_UDP"].flatMap((protocol): RefusedForwarding[] => [
    [`${protocol} to an Application Load Balancer`, "alb", { port: 53, protocol }, "protocol", ONLY_TCP],
    [
      `${protocol} to addresses outside the VPC`,
      "outside",
      { port: 53, protocol },
      "protocol",
      "TCP or TLS to targets outside the VPC: over UDP they may get packets and be unable to answer them (AWS says not to register such targets)",
    ],
  ]),
  [
    "an Application Load Balancer asked for a mere connection",
    "alb",
    { port: 80, healthCheck: { protocol: "TCP" } },
    "healthCheck.protocol",
    "HTTP or HTTPS, as the Application Load Balancer's listener speaks",
  ],
  ...Object.entries(ATTRIBUTES).flatMap(([key, value]): RefusedForwarding[] => [
    [
      `${key} in front of an Application Load Balancer`,
      "alb",
      { port: 80, [key]: value },
      key,
      `no \`${key}\` in front of an Application Load Balancer: AWS keeps such target groups to its defaults`,
    ],
    [
      `${key} of a target group that exists`,
      "targetGroup",
      { port: 80, [key]: value },
      key,
      `no \`${key}\` with a target group that exists, which has its own`,
    ],
  ]),
  [
    "a health check of a target group that exists",
    "targetGroup",
    { port: 80, healthCheck: { protocol: "TCP" } },
    "healthCheck",
    "no `healthCheck` with a target group that exists, which has its own",
  ],
  [
    "a protocol of a target group that exists",
    "targetGroup",
    { ...TLS, targetProtocol: "TLS" },
    "targetProtocol",
    "no `targetProtocol` with a target group that exists, which has its own",
  ],
];
