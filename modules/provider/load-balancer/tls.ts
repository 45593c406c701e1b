import { parseArn } from "../../aws/arn";
import type { ListenerProblem, LooseListener } from "./listener-problem";

/** How the load balancer and its clients agree on HTTP/1 or HTTP/2 in the TLS handshake. */
export const ALPN_POLICIES = ["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"] as const;

/** Name of an ALPN policy. */
export type AlpnPolicy = (typeof ALPN_POLICIES)[number];

/**
 * Security policy of a TLS listener that names none: what the AWS console takes, and AWS recommends (TLS 1.2 and 1.3 with
 * forward secrecy, post-quantum key exchange for clients that have it). AWS's own default outside the console is of 2016.
 *
 * Source: Network Load Balancer Guide, "Security policies".
 */
export const DEFAULT_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Why a text cannot be a security policy, as what was expected instead; undefined when it can. */
export function sslPolicyProblem(text: string): string | undefined {
  return /^ELBSecurityPolicy-[A-Za-z0-9-]{1,100}$/.test(text)
    ? undefined
    : `the name of a security policy of Elastic Load Balancing, such as ${DEFAULT_SSL_POLICY}`;
}

/** Why a text cannot be a certificate's ARN, as what was expected instead; undefined when it can. */
export function certificateArnProblem(text: string): string | undefined {
  const { service, resource = "" } = parseArn(text) ?? {};
  const certificate =
    (service === "acm" && /^certificate\/[\w-]+$/.test(resource)) ||
    (service === "iam" && /^server-certificate\/.+$/.test(resource));
  return certificate
    ? undefined
    : "the ARN of a certificate of ACM, arn:<partition>:acm:<region>:<account>:certificate/<id>, or of a server certificate of IAM";
}

/** Keys that belong to the TLS which ends at the load balancer. */
const TLS_KEYS = ["certificateArn", "additionalCertificateArns", "sslPolicy", "alpnPolicy", "targetProtocol"];

/** TLS has a certificate, and what only TLS has is with TLS. */
export function tlsProblems(listener: LooseListener, protocol: string): ListenerProblem[] {
  if (protocol === "TLS")
    return listener.certificateArn === undefined
      ? [{ path: ["certificateArn"], expected: "the ARN of a certificate, which a TLS listener needs" }]
      : [];
  return TLS_KEYS.filter((key) => listener[key] !== undefined).map((key) => ({
    path: [key],
    expected: `no \`${key}\` with protocol ${protocol}: only a TLS listener ends TLS`,
    fix: "set `protocol: TLS`, or take it out",
  }));
}
