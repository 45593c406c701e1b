import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import type { Construct } from "constructs";
import type { ListenerProps } from "./listener";
import { type AlpnPolicy, DEFAULT_SSL_POLICY } from "./tls";

// Said in any case: the AWS provider keeps what there was where nothing is said.
const DEFAULT_ALPN_POLICY: AlpnPolicy = "None";
export const DEFAULT_IDLE_TIMEOUT_SECONDS = 350;

/** What a listener stands between. */
export interface ListenerSurroundings {
  readonly loadBalancerName: string;
  readonly loadBalancerArn: string;
  /** Target groups that it forwards to, at least one; each with its weight where there are several. */
  readonly targetGroups: readonly { readonly arn: string; readonly weight?: number | undefined }[];
}

/**
 * What is of a listener goes last: after the service has let go of the load balancer, which AWS refuses while endpoints are
 * connected; and not at all where a load balancer cannot be replaced.
 */
const LIFECYCLE = { createBeforeDestroy: true };

/**
 * Makes a listener, with its certificates, in the scope of the load balancer.
 *
 * @returns all of them, the listener first.
 */
export function makeListener(
  scope: Construct,
  { loadBalancerName, loadBalancerArn, targetGroups }: ListenerSurroundings,
  name: string,
  props: ListenerProps,
): [LbListener, ...LbListenerCertificate[]] {
  const { port, protocol = "TCP", idleTimeoutSeconds, additionalCertificateArns = {} } = props;
  const { certificateArn, sslPolicy, alpnPolicy } = props;
  const listener = new LbListener(scope, `listener-${name}`, {
    loadBalancerArn,
    port,
    protocol,
    ...(protocol === "TLS"
      ? { certificateArn, sslPolicy: sslPolicy ?? DEFAULT_SSL_POLICY, alpnPolicy: alpnPolicy ?? DEFAULT_ALPN_POLICY }
      : {}),
    ...(protocol === "TCP" ? { tcpIdleTimeoutSeconds: idleTimeoutSeconds ?? DEFAULT_IDLE_TIMEOUT_SECONDS } : {}),
    defaultAction: [{ type: "forward", ...forwardTo(targetGroups) }],
    tags: { Name: `${loadBalancerName}-${name}` },
    lifecycle: LIFECYCLE,
  });
  const certificates = Object.keys(additionalCertificateArns)
    .sort()
    .map(
      (key) =>
        new LbListenerCertificate(listener, `certificate-${key}`, {
          listenerArn: listener.arn,
          certificateArn: additionalCertificateArns[key] as string,
          lifecycle: LIFECYCLE,
        }),
    );
  return [listener, ...certificates];
}

/** What connections are forwarded to. The weight of the only target group says nothing, and AWS takes it without. */
function forwardTo(targetGroups: ListenerSurroundings["targetGroups"]) {
  const [only, ...others] = targetGroups;
  return only !== undefined && others.length === 0
    ? { targetGroupArn: only.arn }
    : { forward: { targetGroup: targetGroups.map(({ arn, weight }) => ({ arn, weight })) } };
}
