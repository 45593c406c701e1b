import { ENVIRONMENT, edit, environmentProblems } from "../../support/environments";
import {
  CERTIFICATE,
  LIMITS,
  listenerWith,
  REFUSED_COMBINATIONS,
  REFUSED_VALUES,
  type RefusedListener,
} from "../../support/refused-listeners";

const LISTENERS = /listeners:\n[\s\S]*\/health\n/;

/** What is wrong with an environment whose only service has these listeners. */
function problemsOf(listeners: Readonly<Record<string, object>>) {
  // Whoever is refused must not be refused for the sample's sake as well.
  const text = edit(ENVIRONMENT, "type: sample", "type: instance\n      ids: [i-01234567]");
  return environmentProblems(text.replace(LISTENERS, `listeners: ${JSON.stringify(listeners)}\n`));
}

/** Paths of problems within listeners, and what was expected there. */
function told(listener: object): string[] {
  return problemsOf({ a: listener }).map(
    ({ path, expected }) => `${path.replace("services.orders.listeners.a.", "")}: ${expected}`,
  );
}

test.each<RefusedListener>([...REFUSED_COMBINATIONS, ...REFUSED_VALUES])(
  "fails on %s",
  (_, listener, path, expected) => {
    expect(told(listener)).toEqual([`${path}: ${expected}`]);
  },
);

describe.each(LIMITS)("%s", (path, lowest, highest) => {
  test.each([lowest, highest])("%d is accepted", (value) => {
    expect(told(listenerWith(path, value))).toEqual([]);
  });

  test.each([lowest - 1, highest + 1, lowest + 0.5])("fails on %d", (value) => {
    expect(told(listenerWith(path, value))).toEqual([expect.stringMatching(`^${path}: a (whole )?number`)]);
  });
});

test.each([
  ["a text of a protocol", { port: 80, protocol: "tcp" }, "protocol: one of TCP, TLS, UDP, TCP_UDP"],
  ["HTTP, which is none of a Network Load Balancer", { port: 80, protocol: "HTTP" }, "protocol: one of TCP, TLS, UDP"],
  [
    "UDP to the targets of TLS",
    { port: 80, protocol: "TLS", targetProtocol: "UDP" },
    "targetProtocol: one of TCP, TLS",
  ],
  ["an unknown ALPN policy", { port: 80, alpnPolicy: "HTTP3Only" }, "alpnPolicy: one of HTTP1Only, HTTP2Only"],
  ["a health check over UDP", { port: 80, healthCheck: { protocol: "UDP" } }, "healthCheck.protocol: one of TCP, HTTP"],
  ["a bad port of a health check", { port: 80, healthCheck: { port: 0 } }, "healthCheck.port: a number of 1 or more"],
])("fails on %s", (_, listener, expected) => {
  expect(told(listener)).toContainEqual(expect.stringMatching(`^${expected}`));
});

test.each<[string, unknown]>([
  ["empty", null],
  ["a mapping", {}],
  ["a number", 5],
])("fails once for each listener whose former key is %s", (_, renamedFrom) => {
  const listeners = { a: { port: 80, renamedFrom }, b: { port: 81, renamedFrom } };
  expect(problemsOf(listeners).map(({ path, line }) => [path, line])).toEqual(
    ["a", "b"].map((name) => [`services.orders.listeners.${name}.renamedFrom`, expect.any(Number)]),
  );
});

test("a listener with every key of its protocol is accepted", () => {
  const group = { deregistrationDelaySeconds: 30, connectionTermination: true, crossZone: true, proxyProtocolV2: true };
  const listeners = {
    tcp: {
      ...group,
      port: 80,
      idleTimeoutSeconds: 6000,
      terminateUnhealthyConnections: false,
      unhealthyDrainingSeconds: 9,
      stickiness: true,
    },
    tls: {
      ...group,
      port: 443,
      protocol: "TLS",
      targetPort: 8443,
      targetProtocol: "TLS",
      certificateArn: CERTIFICATE,
      additionalCertificateArns: [`${CERTIFICATE}a`],
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      alpnPolicy: "HTTP2Optional",
      terminateUnhealthyConnections: true,
    },
    udp: { ...group, port: 514, protocol: "UDP", stickiness: true },
    both: { ...group, port: 53, protocol: "TCP_UDP", healthCheck: { protocol: "HTTPS", port: 9000, matcher: "204" } },
  };
  expect(problemsOf(listeners)).toEqual([]);
});

describe("former keys", () => {
  test("pass where no listener has them now", () => {
    expect(problemsOf({ web: { port: 80, renamedFrom: "http" } })).toEqual([]);
    expect(problemsOf({ web: { port: 80, renamedFrom: ["http", "www"] } })).toEqual([]);
  });

  test("fail where they are no keys", () => {
    expect(problemsOf({ web: { port: 80, renamedFrom: 7 } })).toMatchObject([
      { path: "services.orders.listeners.web.renamedFrom", expected: expect.stringContaining("oldest first") },
    ]);
    expect(problemsOf({ web: { port: 80, renamedFrom: ["http", "No Key"] } })).toMatchObject([
      { path: "services.orders.listeners.web.renamedFrom[1]", found: '"No Key"' },
    ]);
  });

  test("stay reserved, and a new listener that wants one is told so", () => {
    const listeners = { web: { port: 80, renamedFrom: ["http", "www"] }, www: { port: 81 } };
    expect(problemsOf(listeners)).toMatchObject([
      {
        path: "services.orders.listeners.web.renamedFrom[1]",
        fix: "give listener www another key: a former key stays reserved as long as `renamedFrom` names it",
      },
    ]);
  });

  test("fail where a listener has them, or two had the same", () => {
    const renamed = { a: { port: 80 }, b: { port: 81, renamedFrom: "a" }, c: { port: 82, renamedFrom: "x" } };
    expect(problemsOf({ ...renamed, d: { port: 83, renamedFrom: "x" } })).toMatchObject([
      { path: "services.orders.listeners.b.renamedFrom", found: '"a"' },
      {
        path: "services.orders.listeners.d.renamedFrom",
        expected: "a former key other than that of listener c",
      },
    ]);
  });
});

describe("ports", () => {
  test("fail where TCP and UDP would be two listeners of one port, and say how to have both", () => {
    expect(problemsOf({ a: { port: 53 }, b: { port: 53, protocol: "UDP" } })).toMatchObject([
      {
        path: "services.orders.listeners.b.port",
        expected: "a port other than that of listener a",
        fix: "for TCP and UDP at one port, set `protocol: TCP_UDP` on a alone",
      },
    ]);
  });

  test("fail a second time for a third listener", () => {
    expect(problemsOf({ a: { port: 53 }, b: { port: 53 }, c: { port: 53 } })).toHaveLength(2);
  });
});

describe("certificates", () => {
  const tls = { port: 443, protocol: "TLS", certificateArn: CERTIFICATE };

  test("fail where one is named twice, and where the default one is named again", () => {
    const other = `${CERTIFICATE}a`;
    expect(told({ ...tls, additionalCertificateArns: [other, CERTIFICATE, other] })).toEqual([
      "additionalCertificateArns[1]: each certificate once",
      "additionalCertificateArns[2]: each certificate once",
    ]);
  });

  test("fail with a protocol that shows none", () => {
    expect(told({ port: 443, additionalCertificateArns: [CERTIFICATE] })).toEqual([
      "additionalCertificateArns: no `additionalCertificateArns` with protocol TCP: only a TLS listener ends TLS",
    ]);
  });

  test.each([
    ["another region", "arn:aws:acm:eu-west-1:111111111111:certificate/a", "an ARN in the region us-east-1"],
    [
      "another partition",
      "arn:aws-cn:acm:us-east-1:111111111111:certificate/a",
      "an ARN of the region's partition, arn:aws:...",
    ],
    ["another account", "arn:aws:acm:us-east-1:222222222222:certificate/a", "an ARN of the account 111111111111"],
    ["another account's IAM", "arn:aws:iam::222222222222:server-certificate/a", "an ARN of the account 111111111111"],
  ])("fail in %s", (_, arn, expected) => {
    expect(told({ ...tls, certificateArn: arn })).toEqual([`certificateArn: ${expected}`]);
    expect(told({ ...tls, additionalCertificateArns: [arn] })).toEqual([`additionalCertificateArns[0]: ${expected}`]);
  });
});

describe("the sample application", () => {
  const problemsWithSample = (listener: object) =>
    environmentProblems(ENVIRONMENT.replace(LISTENERS, `listeners: ${JSON.stringify({ a: listener })}\n`));

  test("stands behind TLS that ends at the load balancer, and behind UDP", () => {
    expect(problemsWithSample({ port: 443, protocol: "TLS", certificateArn: CERTIFICATE })).toEqual([]);
    expect(problemsWithSample({ port: 53, protocol: "TCP_UDP", proxyProtocolV2: true })).toEqual([]);
  });

  test("fails on TLS to the targets", () => {
    const listener = { port: 443, protocol: "TLS", certificateArn: CERTIFICATE, targetProtocol: "TLS" };
    expect(problemsWithSample(listener)).toMatchObject([
      {
        path: "services.orders.listeners.a.targetProtocol",
        expected: "TCP: the sample application does not speak TLS",
        fix: "write `TCP`, or name targets of your own",
      },
    ]);
  });
});
