import { type ListenerProps, NetworkLoadBalancer } from "../../../../modules/provider";
import {
  CERTIFICATE,
  LIMITS,
  listenerWith,
  REFUSED_COMBINATIONS,
  REFUSED_VALUES,
} from "../../../support/refused-listeners";
import { refusal, synth, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

function refusalOf(listeners: Record<string, unknown>): string {
  const props = { name: "orders", vpc: VPC, listeners: listeners as Record<string, ListenerProps> };
  return refusal((scope) => new NetworkLoadBalancer(scope, "nlb", props));
}

function accepted(listener: Readonly<Record<string, unknown>>): void {
  synth((scope) => {
    new NetworkLoadBalancer(scope, "nlb", {
      name: "orders",
      vpc: VPC,
      listeners: { a: listener as unknown as ListenerProps },
    });
  });
}

test.each([...REFUSED_COMBINATIONS, ...REFUSED_VALUES])("fails on %s", (_, listener, path, expected) => {
  const [, ...problems] = refusalOf({ a: listener }).split("\n");
  expect(problems).toEqual([expect.stringContaining(`\`listeners.a.${path}\`: expected ${expected}; got `)]);
});

describe.each(LIMITS)("%s", (path, lowest, highest, unit) => {
  test.each([lowest, highest])("%d is accepted", (value) => accepted(listenerWith(path, value)));

  test.each([lowest - 1, highest + 1, lowest + 0.5])("fails on %d", (value) => {
    expect(refusalOf({ a: listenerWith(path, value) })).toContain(
      `\`listeners.a.${path}\`: expected ${lowest} to ${highest} ${unit}; got ${value}`,
    );
  });
});

test("fails on a certificate for clients that name their host, where nobody ends TLS, and on one that is none", () => {
  expect(refusalOf({ a: { port: 1, additionalCertificateArns: { b: CERTIFICATE } } })).toContain(
    "`listeners.a.additionalCertificateArns`: expected no `additionalCertificateArns` with protocol TCP",
  );
  const tls = { port: 1, protocol: "TLS", certificateArn: CERTIFICATE, additionalCertificateArns: { b: "b" } };
  expect(refusalOf({ a: tls })).toContain(
    "`listeners.a.additionalCertificateArns.b`: expected the ARN of a certificate of ACM",
  );
});

test("fails on a port of a health check that is none, or that only Terraform knows", () => {
  expect(refusalOf({ a: { port: 1, healthCheck: { protocol: "TCP", port: 0 } } })).toContain(
    "`listeners.a.healthCheck.port`: expected a port from 1 to 65535; got 0",
  );
  expect(refusalOf({ a: { port: 1, healthCheck: { protocol: "TCP", port: unknownNumber("var.port") } } })).toContain(
    "`listeners.a.healthCheck.port`: expected a port that is known at synthesis",
  );
});

test.each(["HTTP", "tcp", unknownText("var.protocol")])(
  "fails on the protocol %s: ports follow from it",
  (protocol) => {
    expect(refusalOf({ a: { port: 1, protocol } })).toContain(
      "`listeners.a.protocol`: expected one of TCP, TLS, UDP, TCP_UDP, known at synthesis; got ",
    );
  },
);

test.each([
  ["TCP", "TCP"],
  ["TCP", "UDP"],
  ["TLS", "UDP"],
  ["UDP", "TCP_UDP"],
])("fails on %s and %s at one port, which AWS takes once", (first, second) => {
  const listener = (protocol: string) => ({
    port: 80,
    protocol,
    ...(protocol === "TLS" ? { certificateArn: CERTIFICATE } : {}),
  });
  expect(refusalOf({ a: listener(first), b: listener(second) })).toContain(
    "`listeners.b.port`: expected a port other than that of listener a; got 80",
  );
});

test.each<[string, Record<string, unknown>]>([
  ["every key of TCP", { idleTimeoutSeconds: 6000, connectionTermination: false, stickiness: true, crossZone: false }],
  [
    "an answer awaited for a whole interval",
    { healthCheck: { protocol: "TCP", intervalSeconds: 7, timeoutSeconds: 7 } },
  ],
  ["UDP that closes connections, as it does by itself", { protocol: "UDP", connectionTermination: true }],
  ["UDP that is sticky", { protocol: "UDP", stickiness: true, proxyProtocolV2: true }],
  ["TLS that is sticky behind", { protocol: "TLS", certificateArn: CERTIFICATE, stickiness: true }],
  ["TLS twice that is not", { protocol: "TLS", certificateArn: CERTIFICATE, targetProtocol: "TLS", stickiness: false }],
  ["a certificate of IAM", { protocol: "TLS", certificateArn: "arn:aws:iam::111111111111:server-certificate/a/b" }],
])("%s is accepted", (_, listener) => accepted({ port: 80, ...listener }));

test("what only Terraform knows is not judged", () => {
  accepted({
    port: 443,
    protocol: "TLS",
    certificateArn: unknownText("aws_acm_certificate.a.arn"),
    additionalCertificateArns: { b: unknownText("aws_acm_certificate.b.arn") },
    sslPolicy: unknownText("var.policy"),
    deregistrationDelaySeconds: unknownNumber("var.delay"),
    healthCheck: {
      protocol: "HTTP",
      matcher: unknownText("var.matcher"),
      timeoutSeconds: unknownNumber("var.timeout"),
      healthyThreshold: unknownNumber("var.threshold"),
    },
  });
});
