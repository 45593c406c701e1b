/** A listener that is refused: in what way, the listener, where the problem is within it, and what was expected. */
export type RefusedListener = [
  name: string,
  listener: Readonly<Record<string, unknown>>,
  path: string,
  expected: string,
];

export const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012";
const TLS = { port: 443, protocol: "TLS", certificateArn: CERTIFICATE };

/** What does not go together within a listener, whether it is a construct's property or stands in a file. */
export const REFUSED_COMBINATIONS: readonly RefusedListener[] = [
  [
    "TLS without a certificate",
    { port: 443, protocol: "TLS" },
    "certificateArn",
    "the ARN of a certificate, which a TLS listener needs",
  ],
  ...(
    [
      ["certificateArn", CERTIFICATE],
      ["sslPolicy", "ELBSecurityPolicy-TLS13-1-3-2021-06"],
      ["alpnPolicy", "HTTP2Only"],
      ["targetProtocol", "TCP"],
    ] as const
  ).flatMap(([key, value]): RefusedListener[] =>
    ["TCP", "UDP", "TCP_UDP"].map((protocol) => [
      `${key} with protocol ${protocol}`,
      { port: 443, protocol, [key]: value },
      key,
      `no \`${key}\` with protocol ${protocol}: only a TLS listener ends TLS`,
    ]),
  ),
  [
    "a certificate with the default protocol",
    { port: 443, certificateArn: CERTIFICATE },
    "certificateArn",
    "no `certificateArn` with protocol TCP: only a TLS listener ends TLS",
  ],
  [
    "an idle timeout with TLS",
    { ...TLS, idleTimeoutSeconds: 350 },
    "idleTimeoutSeconds",
    "none with protocol TLS, where AWS keeps to 350 seconds",
  ],
  [
    "an idle timeout with UDP",
    { port: 53, protocol: "UDP", idleTimeoutSeconds: 120 },
    "idleTimeoutSeconds",
    "none with protocol UDP, where AWS keeps to 120 seconds",
  ],
  [
    "an idle timeout with TCP_UDP",
    { port: 53, protocol: "TCP_UDP", idleTimeoutSeconds: 350 },
    "idleTimeoutSeconds",
    "none with protocol TCP_UDP, where the AWS provider leaves AWS's 350 seconds",
  ],
  ...["UDP", "TCP_UDP"].flatMap((protocol): RefusedListener[] => [
    [
      `connections that outlive the deregistration with ${protocol}`,
      { port: 53, protocol, connectionTermination: false },
      "connectionTermination",
      `true with protocol ${protocol}: so AWS makes the target group, and the AWS provider does not switch it off`,
    ],
    [
      `a choice about unwell targets with ${protocol}`,
      { port: 53, protocol, terminateUnhealthyConnections: true },
      "terminateUnhealthyConnections",
      `no such choice with protocol ${protocol}: AWS has it for TCP and TLS alone`,
    ],
  ]),
  ...[undefined, true].map(
    (terminate): RefusedListener => [
      `time to drain where connections are closed at once (${terminate ?? "by default"})`,
      { port: 80, terminateUnhealthyConnections: terminate, unhealthyDrainingSeconds: 10 },
      "unhealthyDrainingSeconds",
      "no time to drain where unwell targets lose their connections at once",
    ],
  ),
  [
    "stickiness with targets that speak TLS",
    { ...TLS, targetProtocol: "TLS", stickiness: true },
    "stickiness",
    "false with targets that speak TLS, which AWS does not make sticky",
  ],
  ...(
    [
      ["path", "/"],
      ["matcher", "200"],
    ] as const
  ).map(
    ([key, value]): RefusedListener => [
      `a ${key} to check over TCP`,
      { port: 80, healthCheck: { protocol: "TCP", [key]: value } },
      `healthCheck.${key}`,
      `no ${key} with protocol TCP`,
    ],
  ),
  [
    "an answer awaited beyond the next check",
    { port: 80, healthCheck: { protocol: "TCP", intervalSeconds: 20, timeoutSeconds: 21 } },
    "healthCheck.timeoutSeconds",
    "at most the interval, 20 seconds",
  ],
  [
    "an answer awaited beyond the next check, which is due by default",
    { port: 80, healthCheck: { protocol: "TCP", timeoutSeconds: 11 } },
    "healthCheck.timeoutSeconds",
    "at most the interval, 10 seconds",
  ],
];

/** Values that are refused by themselves. */
export const REFUSED_VALUES: readonly RefusedListener[] = [
  ...["arn:aws:acm:us-east-1:111111111111:certificate/*", "arn:aws:s3:::certificate", "12345678"].map(
    (certificateArn): RefusedListener => [
      `the certificate ${certificateArn}`,
      { ...TLS, certificateArn },
      "certificateArn",
      "the ARN of a certificate of ACM, arn:<partition>:acm:<region>:<account>:certificate/<id>, or of a server certificate of IAM",
    ],
  ),
  [
    "a security policy that is none",
    { ...TLS, sslPolicy: "TLS13" },
    "sslPolicy",
    "the name of a security policy of Elastic Load Balancing, such as ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  ],
  ...["199", "600", "200-", "300-200", "200,", "2xx", ""].map(
    (matcher): RefusedListener => [
      `the status codes ${JSON.stringify(matcher)}`,
      { port: 80, healthCheck: { protocol: "HTTP", matcher } },
      "healthCheck.matcher",
      "status codes from 200 to 599, such as 200, 200,204 or 200-399",
    ],
  ),
];

/** Numbers that are out of their limits: the keys, the lowest and the highest that there may be, and the unit. */
export const LIMITS: readonly [path: string, lowest: number, highest: number, unit: string][] = [
  ["idleTimeoutSeconds", 60, 6000, "seconds"],
  ["deregistrationDelaySeconds", 0, 3600, "seconds"],
  ["unhealthyDrainingSeconds", 0, 360000, "seconds"],
  ["healthCheck.intervalSeconds", 5, 300, "seconds"],
  ["healthCheck.timeoutSeconds", 2, 120, "seconds"],
  ["healthCheck.healthyThreshold", 2, 10, "checks in a row"],
  ["healthCheck.unhealthyThreshold", 2, 10, "checks in a row"],
];

/** A listener in which everything goes with a number at a path. */
export function listenerWith(path: string, value: number): Readonly<Record<string, unknown>> {
  const [key = "", inner] = path.split(".");
  if (inner === undefined) return { port: 80, terminateUnhealthyConnections: false, [key]: value };
  return { port: 80, healthCheck: { protocol: "TCP", intervalSeconds: 300, [inner]: value } };
}
