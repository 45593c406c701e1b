import { type ListenerProps, NetworkLoadBalancer } from "../../../../modules/provider";
import { CERTIFICATE } from "../../../support/refused-listeners";
import { ids, type Synthesized, synth, unknownNumber } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

function synthListeners(listeners: Readonly<Record<string, ListenerProps>>): Synthesized {
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners }));
}

function synthOne(listener: ListenerProps): Synthesized {
  return synthListeners({ x: listener });
}

const TLS = { port: 443, protocol: "TLS", certificateArn: CERTIFICATE } as const;

describe("protocols", () => {
  test.each<[string, ListenerProps, string, string, string[]]>([
    ["TCP", { port: 80 }, "TCP", "TCP", ["tcp 80"]],
    ["TLS, which ends here", { ...TLS, targetPort: 8443 }, "TLS", "TCP", ["tcp 8443"]],
    ["TLS, encrypted anew", { ...TLS, targetProtocol: "TLS" }, "TLS", "TLS", ["tcp 443"]],
    ["UDP, asked over TCP", { port: 53, protocol: "UDP" }, "UDP", "UDP", ["tcp 53", "udp 53"]],
    [
      "UDP, asked elsewhere",
      { port: 53, protocol: "UDP", healthCheck: { protocol: "TCP", port: 9000 } },
      "UDP",
      "UDP",
      ["tcp 9000", "udp 53"],
    ],
    ["TCP_UDP", { port: 53, protocol: "TCP_UDP" }, "TCP_UDP", "TCP_UDP", ["tcp 53", "udp 53"]],
    [
      "TCP, asked elsewhere",
      { port: 80, healthCheck: { protocol: "HTTP", port: 8081 } },
      "TCP",
      "TCP",
      ["tcp 80", "tcp 8081"],
    ],
  ])("%s", (_, listener, ofListener, ofTargets, ways) => {
    const nlb = synthOne(listener);
    expect(nlb.resource("aws_lb_listener").protocol).toBe(ofListener);
    expect(nlb.resource("aws_lb_target_group").protocol).toBe(ofTargets);
    const rules = nlb.resources("aws_vpc_security_group_egress_rule");
    expect(rules.map((rule) => `${rule.ip_protocol} ${rule.from_port}`).sort()).toEqual(ways);
    expect(rules.every((rule) => rule.from_port === rule.to_port && rule.cidr_ipv4 === VPC.cidrBlock)).toBe(true);
  });

  test("targets that listeners share are reached by one rule for each port and protocol", () => {
    const nlb = synthListeners({
      a: { port: 53, protocol: "UDP" },
      b: { port: 80, targetPort: 53 },
      c: { port: 81, targetPort: 53 },
    });
    expect(ids(nlb, "aws_vpc_security_group_egress_rule").map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "nlb_egress-tcp-53",
      "nlb_egress-udp-53",
    ]);
  });
});

describe("a TLS listener", () => {
  test("has the recommended security policy, and no other protocol has one", () => {
    expect(synthOne(TLS).resource("aws_lb_listener")).toMatchObject({
      certificate_arn: CERTIFICATE,
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      alpn_policy: "None",
    });
    for (const key of ["ssl_policy", "alpn_policy", "certificate_arn"])
      expect(synthOne({ port: 443 }).resource("aws_lb_listener")).not.toHaveProperty(key);
  });

  test("takes what it is told", () => {
    const listener = synthOne({
      ...TLS,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      alpnPolicy: "HTTP2Preferred",
    });
    expect(listener.resource("aws_lb_listener")).toMatchObject({
      ssl_policy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      alpn_policy: "HTTP2Preferred",
    });
  });

  test("has more certificates, each under its name whatever their order", () => {
    const [a, b] = [`${CERTIFICATE}a`, `${CERTIFICATE}b`];
    const nlb = synthOne({ ...TLS, additionalCertificateArns: { b, a } });
    expect(nlb.resources("aws_lb_listener_certificate")).toEqual(
      [a, b].map((arn) => expect.objectContaining({ certificate_arn: arn, listener_arn: expect.any(String) })),
    );
    expect(synthOne({ ...TLS, additionalCertificateArns: { a, b } }).text).toBe(nlb.text);
    const fewer = synthOne({ ...TLS, additionalCertificateArns: { b } });
    expect(nlb.json.resource.aws_lb_listener_certificate).toMatchObject(
      fewer.json.resource.aws_lb_listener_certificate,
    );
  });
});

test("an idle timeout is a TCP listener's, and AWS's default where none is said", () => {
  const timeout = (listener: ListenerProps) => synthOne(listener).resource("aws_lb_listener").tcp_idle_timeout_seconds;
  expect(timeout({ port: 80, idleTimeoutSeconds: 60 })).toBe(60);
  expect(timeout({ port: 80 })).toBe(350);
  expect(timeout({ port: 80, protocol: "TCP_UDP" })).toBeUndefined();
  expect(timeout(TLS)).toBeUndefined();
});

describe("a health check", () => {
  test("is as it is told", () => {
    const healthCheck = {
      protocol: "HTTPS",
      port: 9443,
      path: "/health",
      matcher: "200,204",
      intervalSeconds: 60,
      timeoutSeconds: 30,
      healthyThreshold: 2,
      unhealthyThreshold: 10,
    } as const;
    expect(synthOne({ port: 80, healthCheck }).resource("aws_lb_target_group").health_check).toEqual({
      protocol: "HTTPS",
      port: "9443",
      path: "/health",
      matcher: "200,204",
      interval: 60,
      timeout: 30,
      healthy_threshold: 2,
      unhealthy_threshold: 10,
    });
  });

  test("waits no longer than to the next check", () => {
    const timeout = (intervalSeconds: number) =>
      synthOne({ port: 80, healthCheck: { protocol: "TCP", intervalSeconds } }).resource("aws_lb_target_group")
        .health_check.timeout;
    expect([5, 6, 300].map(timeout)).toEqual([4, 5, 5]);
  });
});

describe("attributes of the target group", () => {
  test.each([
    ["TCP", { port: 80 }, false],
    ["TLS", { ...TLS, targetProtocol: "TLS" as const }, false],
    ["UDP", { port: 80, protocol: "UDP" as const }, true],
    ["TCP_UDP", { port: 80, protocol: "TCP_UDP" as const }, true],
  ])("are AWS's own of %s where nothing is said, or is said no more", (_, listener, overUdp) => {
    const group = synthOne(listener).resource("aws_lb_target_group");
    expect(group).toMatchObject({
      connection_termination: overUdp,
      load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
      stickiness: { enabled: false, type: "source_ip" },
    });
    expect(group.target_health_state).toEqual(
      overUdp ? undefined : [{ enable_unhealthy_connection_termination: true }],
    );
    // Of these the provider knows AWS's default.
    expect(group).not.toHaveProperty("deregistration_delay");
    expect(group).not.toHaveProperty("proxy_protocol_v2");
  });

  test("are as they are told", () => {
    const group = synthOne({
      port: 80,
      deregistrationDelaySeconds: 0,
      connectionTermination: true,
      terminateUnhealthyConnections: false,
      unhealthyDrainingSeconds: 60,
      proxyProtocolV2: true,
      stickiness: true,
      crossZone: true,
    }).resource("aws_lb_target_group");
    expect(group).toMatchObject({
      deregistration_delay: "0",
      connection_termination: true,
      target_health_state: [{ enable_unhealthy_connection_termination: false, unhealthy_draining_interval: 60 }],
      proxy_protocol_v2: true,
      stickiness: { enabled: true, type: "source_ip" },
      load_balancing_cross_zone_enabled: "true",
    });
  });

  test("may be known to Terraform alone", () => {
    const group = synthOne({ port: 80, deregistrationDelaySeconds: unknownNumber("var.delay") });
    expect(group.resource("aws_lb_target_group").deregistration_delay).toBe("${var.delay}");
  });
});

describe("a target group's name", () => {
  const named = (listener: ListenerProps) => {
    const nlb = synthOne(listener);
    return [ids(nlb, "aws_lb_target_group")[0], nlb.resource("aws_lb_target_group").name];
  };

  test("is another for each protocol, so that the new one can stand beside the old one", () => {
    const listeners: ListenerProps[] = [
      { port: 443 },
      { port: 443, protocol: "UDP" },
      { port: 443, protocol: "TCP_UDP" },
      { ...TLS, targetProtocol: "TLS" },
    ];
    expect(new Set(listeners.map((listener) => named(listener)[1])).size).toBe(4);
  });

  test("stays where the targets see no difference", () => {
    expect(named(TLS)).toEqual(named({ port: 443 }));
    expect(named({ port: 443, stickiness: true, proxyProtocolV2: true, deregistrationDelaySeconds: 5 })).toEqual(
      named({ port: 443 }),
    );
  });

  test("is what it was before there were other protocols than TCP", () => {
    expect(named({ port: 80, targetPort: 8080 })).toEqual(["nlb_target-group-x-tcp_3589F9EB", "orders-x-60964580"]);
  });
});
