import { type Context, stackNamed } from "../../context";
import { deployAll, destroyAll } from "../../deployment";
import { planned } from "../../moves";
import { type Attributes, prerequisites } from "../../prerequisites";
import { changeInCloud } from "../../simulated-cloud";
import { beside, firstServiceGoes, nameMoves } from "./beside";
import { inPlace } from "./in-place";
import { CONSUMER, ENVIRONMENT, PROVIDER, WEB } from "./names";
import { endpointOf } from "./steps";

const ZONES = { a: "use1-az1", b: "use1-az2" } as const;

/**
 * The guide on another load balancer (docs/operating/load-balancer-swap.md), walked: first in place, then by a second
 * service beside the first. The environment is protected, an acceptance stack accepts, and clients use the private DNS
 * name of the service. The simulated cloud does not refuse to take a load balancer from a service with connected
 * endpoints, as AWS does. The policies do.
 */
export async function loadBalancerSwap(context: Context): Promise<void> {
  const { report, project } = context;
  const { vpc, arn, privateDns } = await existing(context);
  project.write(ENVIRONMENT, {
    backend: { type: "local" },
    region: "us-east-1",
    protect: true,
    services: {
      orders: {
        account: PROVIDER,
        vpc,
        listeners: { http: { port: 80 } },
        loadBalancer: { existing: { main: { arn } } },
        privateDns,
      },
    },
  });
  project.write(WEB, {
    account: CONSUMER,
    vpc: { cidr: "10.20.0.0/20", zones: Object.values(ZONES) },
    client: false,
    connections: { orders: { service: "orders", privateDns: true } },
  });
  const begun = await planned(context);
  await report.section(async () => {
    await deployAll(begun);
    await nameIsKnown(begun);
    await inPlace(begun, arn);
    await beside(begun, vpc);
    await nameMoves(begun, privateDns);
    await firstServiceGoes(begun);
  });
  const last = await planned(context);
  await destroyAll(last, last.stacks);
}

/** The VPC, the load balancer and the hosted zone of the provider, which somebody else made. */
interface Existing {
  readonly vpc: object;
  readonly arn: string;
  /** The private DNS name of the service, in the hosted zone. */
  readonly privateDns: object;
}

async function existing(context: Context): Promise<Existing> {
  const made: Readonly<Record<string, Attributes>> = await prerequisites(context, PROVIDER, {
    aws_vpc: { vpc: { cidr_block: "10.10.0.0/20" } },
    aws_subnet: Object.fromEntries(
      Object.entries(ZONES).map(([name, zone], index) => [
        name,
        { vpc_id: "${aws_vpc.vpc.id}", cidr_block: `10.10.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
    aws_lb: {
      old: {
        name: "old",
        internal: true,
        load_balancer_type: "network",
        subnets: Object.keys(ZONES).map((name) => `\${aws_subnet.${name}.id}`),
      },
    },
    aws_lb_target_group: { old: { name: "old", port: 8080, protocol: "TCP", vpc_id: "${aws_vpc.vpc.id}" } },
    aws_lb_listener: {
      old: {
        load_balancer_arn: "${aws_lb.old.arn}",
        port: 80,
        protocol: "TCP",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.old.arn}" }],
      },
    },
    aws_route53_zone: { zone: { name: "example.com" } },
  });
  const subnets = Object.entries(ZONES).map(([name, zone]) => [zone, made[`aws_subnet.${name}`]?.id]);
  return {
    vpc: { id: String(made["aws_vpc.vpc"]?.id), subnets: Object.fromEntries(subnets) },
    arn: String(made["aws_lb.old"]?.arn),
    privateDns: { name: "orders.example.com", hostedZone: { id: made["aws_route53_zone.zone"]?.zone_id } },
  };
}

/** The simulated cloud does not switch on private DNS of the endpoint, as AWS does. */
async function nameIsKnown(context: Context): Promise<void> {
  const id = await endpointOf(stackNamed(context, "demo-consumer-web"));
  changeInCloud(context.folder, "aws_vpc_endpoint", id, { private_dns_enabled: true });
}
