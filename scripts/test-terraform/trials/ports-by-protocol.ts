import { type Context, stackNamed } from "../context";
import { CheckFailed } from "../report";
import { trial } from "../trial";

const EXPECTED = ["443/tcp", "514/udp", "53/tcp", "53/udp"];

/** A service over TCP, UDP and both at one port: its consumer may reach just those. */
export function portsByProtocol(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        names: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: {
            dns: { port: 53, protocol: "TCP_UDP" },
            log: { port: 514, protocol: "UDP" },
            web: { port: 443 },
          },
          targets: { type: "ip", addresses: ["10.10.0.20"] },
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { names: { service: "names" } },
    },
  };
  return trial(context, "ports by protocol", files, async ({ report, stacks }) => {
    await report.check("ports by protocol: the endpoint lets in the listeners' ports and no other", () => {
      const { document } = stackNamed({ stacks }, "demo-consumer-web");
      const rules = Object.values(document.resource.aws_vpc_security_group_ingress_rule ?? {}) as IngressRule[];
      const found = rules.filter((rule) => rule.cidr_ipv4).map((rule) => `${rule.from_port}/${rule.ip_protocol}`);
      if (found.sort().join() !== EXPECTED.join()) throw new CheckFailed(`expected ${EXPECTED}; found: ${found}`);
    });
  });
}

interface IngressRule {
  readonly ip_protocol: string;
  readonly from_port: number;
  readonly cidr_ipv4?: string;
}
