import { prerequisites } from "../../test-terraform/prerequisites";
import type { Cloud } from "./deployment";
import type { Scratch } from "./scratch";

const ZONES = ["use1-az1", "use1-az2"];

/** VPCs of the network team's environment: the account of each, its range, and the number that its example id ends with. */
const VPCS = [
  { file: "environment.yaml", account: "111111111111", prefix: "10.30", vpc: 0, subnets: [0, 1] },
  { file: "consumers/web.yaml", account: "222222222222", prefix: "10.40", vpc: 1, subnets: [2, 3] },
  { file: "consumers/reports.yaml", account: "333333333333", prefix: "10.41", vpc: 2, subnets: [4, 5] },
] as const;

/** Makes the VPCs that the network team has, and puts their ids in the place of the examples. */
export async function adoptVpcs(project: Scratch, cloud: Cloud): Promise<void> {
  for (const { file, account, prefix, vpc, subnets } of VPCS) {
    const made = await prerequisites(cloud, account, network(prefix));
    project.edit(`environments/network/${file}`, (text) =>
      [
        [`vpc-0123456789abcdef${vpc}`, made["aws_vpc.vpc"]?.id],
        ...ZONES.map((zone, index) => [`subnet-0123456789abcdef${subnets[index]}`, made[`aws_subnet.${zone}`]?.id]),
      ].reduce((edited, [example, id]) => edited.replaceAll(String(example), String(id)), text),
    );
  }
}

/** Makes a vendor's service that the customer may connect to, and puts its name into the card. */
export async function vendorsService(project: Scratch, cloud: Cloud): Promise<void> {
  const made = await prerequisites(cloud, "555555555555", {
    ...network("10.50"),
    aws_lb: {
      orders: {
        internal: true,
        load_balancer_type: "network",
        subnets: ZONES.map((zone) => `\${aws_subnet.${zone}.id}`),
      },
    },
    aws_vpc_endpoint_service: {
      orders: {
        acceptance_required: false,
        allowed_principals: ["arn:aws:iam::111111111111:root"],
        network_load_balancer_arns: ["${aws_lb.orders.arn}"],
      },
    },
  });
  const name = String(made["aws_vpc_endpoint_service.orders"]?.service_name);
  project.edit("environments/customer/cards/orders.json", (text) => text.replace(/com\.amazonaws[^"]*/, name));
}

/** A VPC with a subnet in each zone, as Terraform's JSON syntax has it. */
function network(prefix: string) {
  return {
    aws_vpc: { vpc: { cidr_block: `${prefix}.0.0/16`, enable_dns_hostnames: true } },
    aws_subnet: Object.fromEntries(
      ZONES.map((zone, index) => [
        zone,
        { vpc_id: "${aws_vpc.vpc.id}", cidr_block: `${prefix}.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
  };
}
