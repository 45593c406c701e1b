import { z } from "zod";
import { LISTENER_LIMITS } from "../../modules/provider/load-balancer/limits";
import { LISTENER_PROTOCOLS, MAX_LISTENERS, TARGET_PROTOCOLS } from "../../modules/provider/load-balancer/listener";
import { MAX_TARGET_GROUPS, ONLY_GROUP, WEIGHT_LIMIT } from "../../modules/provider/load-balancer/target-groups";
import { targetGroupsProblem } from "../../modules/provider/load-balancer/target-groups-rule";
import {
  ALPN_POLICIES,
  certificateArnProblem,
  DEFAULT_SSL_POLICY,
  sslPolicyProblem,
} from "../../modules/provider/load-balancer/tls";
import { checked, checkedAs, KEY_EXPECTATION, key, within } from "../fields";
import { port } from "../shared-schema";
import { healthCheck } from "./health-check-schema";
import { listenerTargets } from "./targets-schema";

const { idleTimeoutSeconds, deregistrationDelaySeconds, unhealthyDrainingSeconds } = LISTENER_LIMITS;

/** Keys of the TLS that ends at the load balancer. */
const tls = {
  certificateArn: checked(certificateArnProblem)
    .optional()
    .describe(
      "Certificate of a TLS listener, which needs one: of ACM or IAM, in the service's account and region. Default: none.",
    ),
  additionalCertificateArns: z
    .array(checked(certificateArnProblem))
    .optional()
    .describe("Certificates that a TLS listener shows to clients which name their host (SNI). Default: none."),
  sslPolicy: checked(sslPolicyProblem)
    .optional()
    .describe(`Versions and ciphers of a TLS listener. Default: ${DEFAULT_SSL_POLICY}.`),
  alpnPolicy: z
    .enum(ALPN_POLICIES)
    .optional()
    .describe("How a TLS listener and its clients agree on HTTP/1 or HTTP/2. Default: None."),
};

/** Keys of the target group behind a listener. All of them change in place. */
const targetGroup = {
  deregistrationDelaySeconds: within(deregistrationDelaySeconds)
    .optional()
    .describe("Seconds that a target which is taken out keeps its connections, from 0 to 3600. Default: 300."),
  connectionTermination: z
    .boolean()
    .optional()
    .describe(
      "Whether connections that are left after the deregistration delay are closed. Default: false; with UDP and TCP_UDP true, which cannot be changed.",
    ),
  terminateUnhealthyConnections: z
    .boolean()
    .optional()
    .describe(
      "Whether connections to a target that becomes unwell are closed. Not with UDP and TCP_UDP. Default: true.",
    ),
  unhealthyDrainingSeconds: within(unhealthyDrainingSeconds)
    .optional()
    .describe(
      "Seconds that a target which becomes unwell keeps its connections, from 0 to 360000, where terminateUnhealthyConnections is false. Default: 0.",
    ),
  proxyProtocolV2: z
    .boolean()
    .optional()
    .describe(
      "Whether a header of proxy protocol version 2 goes before the data: it tells the targets the client's address and endpoint, which nothing else does over PrivateLink. They must read it, on health checks too. Default: false.",
    ),
  stickiness: z
    .boolean()
    .optional()
    .describe(
      "Whether a client stays with one target, by its source address. Over PrivateLink that is the load balancer's node, so that all clients of a zone stay with one target. Default: false.",
    ),
  crossZone: z
    .boolean()
    .optional()
    .describe("Whether a node forwards to targets in the other zones too. Default: as the load balancer."),
};

/** Former keys of a target group, one or several. */
const formerGroups = z.union([key, z.array(key).min(1, "at least one former key")], {
  error: `the former key of the target group, or a list of its former keys, oldest first: ${KEY_EXPECTATION}`,
});

/** One of several target groups that a listener forwards to. */
const weightedTargetGroup = z
  .strictObject({
    weight: within(WEIGHT_LIMIT).describe(
      "Share of the new connections, in relation to the sum of all weights: 0 to 999. With 0 the target group gets none, and AWS closes its connections after a short time.",
    ),
    targets: listenerTargets.describe("What answers behind this target group."),
    targetPort: port.optional().describe("Port of these targets. Default: that of the listener."),
    healthCheck: healthCheck.optional().describe("Health check of these targets. Default: that of the listener."),
    renamedFrom: formerGroups
      .optional()
      .describe(
        `Key that the target group had before, or a list of its former keys, oldest first; \`${ONLY_GROUP}\` stands for the time when it was the only one of the listener. Terraform then moves it, and it stays connected. Keep it as long as the target group exists. Default: none.`,
      ),
  })
  .describe("A target group that gets a share of the connections.");

const FORMER_KEYS = `the former key of the listener, or a list of its former keys, oldest first: ${KEY_EXPECTATION}`;

const listener = z
  .strictObject({
    port: port.describe("Port that consumers connect to."),
    protocol: z
      .enum(LISTENER_PROTOCOLS)
      .default("TCP")
      .describe("TCP, UDP, both at one port (TCP_UDP), or TLS, which ends at the load balancer. Default: TCP."),
    targetPort: port
      .optional()
      .describe(
        "Port of the targets; that of the listener of an Application Load Balancer, or of a target group that exists. Default: the listener's own port.",
      ),
    targetProtocol: z
      .enum(TARGET_PROTOCOLS)
      .optional()
      .describe("What the targets of a TLS listener speak; with TLS it is encrypted anew. Default: TCP."),
    ...tls,
    idleTimeoutSeconds: within(idleTimeoutSeconds)
      .optional()
      .describe(
        "Seconds without data after which a TCP connection is forgotten, from 60 to 6000; protocol TCP only. Consumers' endpoints have a fixed 350 of their own, so that more does not help over PrivateLink. Default: 350.",
      ),
    healthCheck: healthCheck
      .optional()
      .describe("Default: a TCP connection every 10 seconds; of an Application Load Balancer, HTTP at /."),
    renamedFrom: z
      .union([key, z.array(key).min(1, "at least one former key")], { error: FORMER_KEYS })
      .optional()
      .describe(
        "Key that the listener had before, or a list of its former keys, oldest first. Terraform then moves the listener, its target group and its alarms. Keep it as long as the target group exists: without it, Terraform replaces the target group. Default: none.",
      ),
    ...targetGroup,
    targets: listenerTargets.optional().describe("Targets of this listener. Default: the `targets` of the service."),
    targetGroups: checkedAs(
      z.record(key, weightedTargetGroup),
      (groups) => targetGroupsProblem(groups)?.expected,
      (groups) => targetGroupsProblem(groups)?.fix,
    )
      .optional()
      .describe(
        `Target groups that share the connections by weight, 1 to ${MAX_TARGET_GROUPS}, by a name of your choice, in place of \`targets\`: for a new version of the application beside the old one. Default: one target group.`,
      ),
    targetGroupRenamedFrom: formerGroups
      .optional()
      .describe(
        "Key under `targetGroups` that the only target group had before, or a list of its former keys, oldest first. Terraform then moves it, and it stays connected. Default: none.",
      ),
  })
  .describe("A port that consumers connect to, and where its connections go.");

/** Listeners by name. */
export const listeners = z
  .record(key, listener)
  .refine((all) => Object.keys(all).length >= 1 && Object.keys(all).length <= MAX_LISTENERS, {
    error: `1 to ${MAX_LISTENERS} listeners`,
  })
  .describe("Listeners of the Network Load Balancer, by a name of your choice.");

/** One of several target groups of a listener, as an environment file gives it. */
export type TargetGroupSpec = z.output<typeof weightedTargetGroup>;

/** A listener as an environment file gives it. */
export type ListenerSpec = z.output<typeof listener>;
