import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { type Attributes, prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import type { Stack } from "../stack";
import { trial } from "../trial";

const PROVIDER = "111111111111";
const ENVIRONMENT = "demo/environment.yaml";
const LISTENERS = ["services", "orders", "listeners"];

/** One service whose listeners lead to targets of every kind, in a VPC that exists; another one with targets of IPv6. */
export async function targets(context: Context): Promise<void> {
  const made = await prerequisites(context, PROVIDER, EXISTING);
  const { id: vpcId, ...existing } = existingVpc(made);
  const arnOf = (address: string) => String(made[address]?.arn);
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: PROVIDER,
          vpc: { id: vpcId, ...existing },
          listeners: {
            echo: { port: 7 },
            http: { port: 80, targetPort: 8080, targets: { type: "alb", arn: arnOf("aws_lb.web") } },
            postgres: { port: 5432, targets: { type: "targetGroup", arn: arnOf("aws_lb_target_group.postgres") } },
            tasks: { port: 9000, targets: { type: "ecs", networkMode: "bridge" } },
            pods: { port: 9001, targets: { type: "external" } },
            batch: { port: 9002, targets: { type: "autoScalingGroup", names: ["batch"] } },
            ledger: {
              port: 9003,
              targets: { type: "ip", addresses: ["10.50.0.20"], outsideAddresses: ["192.168.7.20"] },
            },
          },
        },
        search: {
          account: PROVIDER,
          vpc: { id: vpcId, ...existing, ipv6: true },
          listeners: { http: { port: 80 } },
          targets: { type: "ip", addresses: ["2600:1f18:0:100::20", "2600:1f18:0:101::20"] },
          addressTypes: ["ipv4", "ipv6"],
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" }, search: { service: "search" } },
    },
  };
  await trial(context, "targets", files, async (deployed) => {
    const stack = stackNamed(deployed, "demo-service-orders");
    await ecsService(deployed, stack);
    for (const change of changesOf(made)) await tryChange(deployed, stack, change);
    for (const refusal of refusalsOf(made)) await tryRefusal(deployed, stack, refusal);
  });
}

/** What somebody else made: a VPC with an Application Load Balancer, a target group, and an Auto Scaling group. */
const EXISTING = {
  aws_vpc: {
    own: { cidr_block: "10.50.0.0/16", assign_generated_ipv6_cidr_block: true },
    other: { cidr_block: "10.60.0.0/16" },
  },
  aws_subnet: {
    a: subnet("10.50.0.0/24", "use1-az1", "2600:1f18:0:100::/64"),
    b: subnet("10.50.1.0/24", "use1-az2", "2600:1f18:0:101::/64"),
  },
  aws_lb: {
    web: {
      name: "web",
      internal: true,
      load_balancer_type: "application",
      subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
    },
  },
  aws_lb_listener: { web: albListener(8080, "HTTP"), tls: albListener(8443, "HTTPS") },
  aws_lb_target_group: {
    web: { name: "web", port: 80, protocol: "HTTP", vpc_id: "${aws_vpc.own.id}", target_type: "ip" },
    postgres: {
      name: "postgres",
      port: 5432,
      protocol: "TCP",
      vpc_id: "${aws_vpc.own.id}",
      target_type: "ip",
      health_check: { port: "traffic-port", protocol: "TCP" },
    },
    elsewhere: {
      name: "elsewhere",
      port: 5432,
      protocol: "TLS",
      vpc_id: "${aws_vpc.other.id}",
      target_type: "ip",
      health_check: { port: "8081", protocol: "TCP" },
    },
  },
  aws_launch_template: { batch: { name: "batch", image_id: "ami-0123456789abcdef0", instance_type: "t4g.nano" } },
  aws_autoscaling_group: {
    batch: {
      name: "batch",
      min_size: 1,
      max_size: 2,
      vpc_zone_identifier: ["${aws_subnet.a.id}"],
      launch_template: { id: "${aws_launch_template.batch.id}" },
      lifecycle: { ignore_changes: ["target_group_arns"] },
    },
  },
  aws_ecs_cluster: { own: { name: "own" } },
  aws_ecs_task_definition: {
    tasks: { family: "tasks", container_definitions: '[{"name":"tasks","image":"tasks","memory":64}]' },
  },
};

function subnet(cidrBlock: string, zone: string, ipv6CidrBlock: string): object {
  return {
    vpc_id: "${aws_vpc.own.id}",
    cidr_block: cidrBlock,
    availability_zone_id: zone,
    ipv6_cidr_block: ipv6CidrBlock,
  };
}

function albListener(port: number, protocol: string): object {
  return {
    load_balancer_arn: "${aws_lb.web.arn}",
    port,
    protocol,
    default_action: { type: "forward", target_group_arn: "${aws_lb_target_group.web.arn}" },
  };
}

type Made = Readonly<Record<string, Attributes>>;

function existingVpc(made: Made) {
  const idOf = (address: string) => String(made[address]?.id);
  return {
    id: idOf("aws_vpc.own"),
    subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
  };
}

/** An ECS service can be made with a target group that the stack hands out. */
async function ecsService(context: Context, stack: Stack): Promise<void> {
  const { target_group_arns: arns, load_balancer_security_group_id: group } = await stack.outputs();
  await context.report.check("targets: the stack hands out target groups and the security group", async () => {
    const { pods, tasks } = arns as Readonly<Record<string, string>>;
    if (!/:targetgroup\//.test(`${pods}`) || !/:targetgroup\//.test(`${tasks}`) || !/^sg-/.test(String(group)))
      throw new CheckFailed(JSON.stringify({ arns, group }));
  });
  await prerequisites(context, PROVIDER, {
    aws_ecs_service: {
      tasks: {
        name: "tasks",
        cluster: "own",
        task_definition: "tasks",
        desired_count: 1,
        load_balancer: {
          target_group_arn: (arns as Readonly<Record<string, string>>).tasks,
          container_name: "tasks",
          container_port: 9000,
        },
      },
    },
  });
}

/** A change of a listener's targets, and what Terraform is to make of it: type of resource and action, sorted. */
interface Change {
  readonly name: string;
  /** Listener. */
  readonly listener: string;
  readonly targets: object;
  readonly expected: readonly string[];
}

function changesOf(made: Made): Change[] {
  const group = { type: "targetGroup", arn: made["aws_lb_target_group.postgres"]?.arn };
  return [
    {
      name: "an Auto Scaling group takes the place of an ECS service in the same target group",
      listener: "tasks",
      targets: { type: "autoScalingGroup", names: ["batch"] },
      expected: ["aws_autoscaling_attachment create", "aws_vpc_security_group_egress_rule delete"],
    },
    {
      name: "targets of another type are another target group, to which the listener is switched",
      listener: "http",
      targets: { type: "instance", ids: ["i-0123456789abcdef0"] },
      expected: [
        "aws_lb_listener update",
        "aws_lb_target_group create",
        "aws_lb_target_group delete",
        "aws_lb_target_group_attachment create",
        "aws_lb_target_group_attachment delete",
      ],
    },
    {
      name: "a target group that is made takes the place of one that exists",
      listener: "postgres",
      targets: { type: "ip", addresses: ["10.50.0.30"] },
      expected: ["aws_lb_listener update", "aws_lb_target_group create", "aws_lb_target_group_attachment create"],
    },
    {
      name: "and gives it back, before it goes",
      listener: "postgres",
      targets: group,
      expected: ["aws_lb_listener update", "aws_lb_target_group delete", "aws_lb_target_group_attachment delete"],
    },
    {
      name: "an address outside the VPC goes with its rule",
      listener: "ledger",
      targets: { type: "ip", addresses: ["10.50.0.20"] },
      expected: ["aws_lb_target_group_attachment delete", "aws_vpc_security_group_egress_rule delete"],
    },
  ];
}

async function tryChange({ report, project }: Context, stack: Stack, change: Change): Promise<void> {
  const { name, listener, targets, expected } = change;
  await report.check(`targets: ${name}`, async () => {
    project.edit(ENVIRONMENT, (document) => document.setIn([...LISTENERS, listener, "targets"], targets));
    const changes = await applyChanges(project, stack);
    const found = Object.entries(changes)
      .map(([address, action]) => `${address.split(".")[0]} ${action}`)
      .sort();
    if (found.join() !== expected.join()) throw new CheckFailed(JSON.stringify(changes, undefined, 2));
  });
}

/** A listener that a plan refuses, and what it says. */
interface Refusal {
  readonly name: string;
  readonly listener: string;
  readonly value: object;
  readonly said: readonly string[];
}

function refusalsOf(made: Made): Refusal[] {
  const alb = { type: "alb", arn: made["aws_lb.web"]?.arn };
  const elsewhere = { type: "targetGroup", arn: made["aws_lb_target_group.elsewhere"]?.arn, targetType: "instance" };
  return [
    {
      name: "an Application Load Balancer without a listener at the port",
      listener: "http",
      value: { port: 80, targetPort: 8081, targets: alb },
      said: ["no matching ELBv2 Listener found"],
    },
    {
      name: "a health check over HTTP of a listener for HTTPS",
      listener: "http",
      value: { port: 80, targetPort: 8443, targets: alb },
      said: ["The health check asks over HTTP at port 8443, where the Application Load Balancer speaks HTTPS"],
    },
    {
      name: "a target group that is other than declared",
      listener: "postgres",
      value: { port: 5433, targets: elsewhere },
      said: [
        "Name one in the VPC of the load balancer",
        "Listener postgres speaks TCP, which goes to a target group of TCP or TCP_UDP",
        "are declared to be at port 5433, but are at 5432",
        "is declared to be at port 5433, but is at 8081",
        "are declared to be of type instance, but are of ip",
      ],
    },
  ];
}

async function tryRefusal({ report, project }: Context, stack: Stack, refusal: Refusal): Promise<void> {
  const { name, listener, value, said } = refusal;
  await report.check(`targets: a plan refuses ${name}`, async () => {
    const path = [...LISTENERS, listener];
    let before: unknown;
    project.edit(ENVIRONMENT, (document) => {
      before = document.getIn(path);
      document.setIn(path, value);
    });
    await project.synthesize();
    const output = (await stack.planRefused()).replace(/[\s│]+/g, " ");
    project.edit(ENVIRONMENT, (document) => document.setIn(path, before));
    await project.synthesize();
    const missing = said.filter((each) => !output.includes(each));
    if (missing.length > 0) throw new CheckFailed(`expected ${missing.join("; ")} in:\n${output}`);
  });
}
