import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { CheckFailed } from "../report";
import { changesIn } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "111111111111";
const CERTIFICATE = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/12345678-1234-1234-1234-12345678901`;
const SERVICE = "demo-service-orders";

/** Listeners of every protocol, with every attribute. */
const LISTENERS = {
  http: {
    port: 80,
    targetPort: 8080,
    idleTimeoutSeconds: 300,
    deregistrationDelaySeconds: 30,
    connectionTermination: true,
    terminateUnhealthyConnections: false,
    unhealthyDrainingSeconds: 60,
    proxyProtocolV2: true,
    stickiness: true,
    crossZone: false,
    healthCheck: {
      protocol: "HTTP",
      port: 8081,
      path: "/health",
      matcher: "200,204",
      intervalSeconds: 20,
      timeoutSeconds: 20,
      healthyThreshold: 2,
      unhealthyThreshold: 5,
    },
  },
  https: {
    port: 443,
    protocol: "TLS",
    targetPort: 8443,
    certificateArn: `${CERTIFICATE}0`,
    additionalCertificateArns: [`${CERTIFICATE}1`, `${CERTIFICATE}2`],
    alpnPolicy: "HTTP2Preferred",
  },
  syslog: { port: 514, protocol: "UDP", deregistrationDelaySeconds: 10 },
  dns: { port: 53, protocol: "TCP_UDP" },
};

/** Listeners of every protocol, changed one by one: nothing but what a change needs is replaced. */
export function listeners(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: ACCOUNT,
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: LISTENERS,
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" } },
    },
  };
  return trial(context, "listeners", files, async (deployed) => {
    for (const change of CHANGES) await tryChange(deployed, change);
  });
}

/** A change of the file, and what Terraform is to make of it: type of resource and action, sorted. */
interface Change {
  readonly name: string;
  /** Key below `listeners`, and its new value. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly expected: readonly string[];
}

const CHANGES: readonly Change[] = [
  {
    name: "what is taken out goes back to its default, in place",
    path: ["http"],
    value: { port: 80, targetPort: 8080, healthCheck: { protocol: "HTTP", port: 8081 } },
    expected: ["aws_lb_listener update", "aws_lb_target_group update"],
  },
  {
    name: "a health check of another kind is a new target group, to which the listener is switched",
    path: ["dns", "healthCheck"],
    value: { protocol: "HTTP" },
    expected: [
      "aws_autoscaling_group update",
      "aws_lb_listener update",
      "aws_lb_target_group create",
      "aws_lb_target_group delete",
    ],
  },
  {
    name: "another protocol is a new target group before the old one goes, and the same listener",
    path: ["syslog", "protocol"],
    value: "TCP_UDP",
    expected: ["aws_autoscaling_group update", "aws_lb_listener update", "aws_lb_target_group create,delete"],
  },
  {
    name: "a certificate goes, the others stay",
    path: ["https", "additionalCertificateArns"],
    value: LISTENERS.https.additionalCertificateArns.slice(1),
    expected: ["aws_lb_listener_certificate delete"],
  },
  {
    name: "a listener more leaves the others alone",
    path: ["admin"],
    value: { port: 9000, targetPort: 8080 },
    expected: ["aws_autoscaling_group update", "aws_lb_listener create", "aws_lb_target_group create"],
  },
];

async function tryChange(context: Context, { name, path, value, expected }: Change): Promise<void> {
  const { report, project } = context;
  await report.check(`listeners: ${name}`, async () => {
    project.edit("demo/environment.yaml", (document) =>
      document.setIn(["services", "orders", "listeners", ...path], value),
    );
    await project.synthesize();
    const stack = stackNamed(context, SERVICE);
    const { document, output } = await stack.plan();
    const found = Object.entries(changesIn(document))
      .map(([address, action]) => `${address.split(".")[0]} ${action}`)
      .sort();
    if (found.join() !== expected.join()) throw new CheckFailed(`expected ${expected.join("; ")} in:\n${output}`);
    await stack.apply();
    await mustChangeNothing(stack);
  });
}
