import { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { refusal, synth, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const PROPS: NetworkLoadBalancerProps = { name: "prod-orders", vpc: VPC, listeners: { http: { port: 80 } } };
/** The same VPC with the ranges of its subnets. */
const RANGED = { ...VPC, subnetCidrBlocks: { "use1-az1": "10.0.0.0/20", "use1-az2": "10.0.16.0/20" } };

function balancer(props: Partial<NetworkLoadBalancerProps>) {
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props })).resource("aws_lb");
}

function refusalOf(props: Partial<NetworkLoadBalancerProps>): string {
  return refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }));
}

test("a load balancer can be kept from being destroyed by Terraform", () => {
  expect(balancer({ preventDestroy: true }).lifecycle.prevent_destroy).toBe(true);
  expect(balancer({ preventDestroy: false }).lifecycle).not.toHaveProperty("prevent_destroy");
});

test("a load balancer goes after the service that lets go of it, and before none that replaces it", () => {
  expect(balancer({}).lifecycle).toEqual({ create_before_destroy: true });
});

test("capacity is reserved and addresses are added where they are asked for", () => {
  expect(balancer({ capacityUnits: 5500, secondaryAddresses: 3 })).toMatchObject({
    minimum_load_balancer_capacity: { capacity_units: 5500 },
    secondary_ips_auto_assigned_per_subnet: 3,
  });
  const plain = balancer({});
  expect(plain).not.toHaveProperty("minimum_load_balancer_capacity");
  expect(plain).not.toHaveProperty("secondary_ips_auto_assigned_per_subnet");
});

test("fixed addresses go with the subnets of their zones, in whatever order they are named", () => {
  const privateAddresses = { "use1-az2": "10.0.16.4", "use1-az1": "10.0.15.254" };
  const made = balancer({ vpc: RANGED, privateAddresses });
  expect(made).not.toHaveProperty("subnets");
  expect(made.subnet_mapping).toEqual([
    { subnet_id: VPC.subnetIds["use1-az1"], private_ipv4_address: "10.0.15.254" },
    { subnet_id: VPC.subnetIds["use1-az2"], private_ipv4_address: "10.0.16.4" },
  ]);
  expect(
    balancer({ vpc: RANGED, privateAddresses: Object.fromEntries(Object.entries(privateAddresses).reverse()) }),
  ).toEqual(made);
});

test("no check block is made: the first plan would warn of a check that is known only after apply", () => {
  expect(synth((scope) => new NetworkLoadBalancer(scope, "nlb", PROPS)).json.check).toBeUndefined();
});

test("what only Terraform knows is not judged", () => {
  const privateAddresses = { "use1-az1": unknownText("var.a"), "use1-az2": "192.168.0.1" };
  const subnetCidrBlocks = { "use1-az1": "10.0.0.0/20", "use1-az2": unknownText("data.aws_subnet.b.cidr_block") };
  const made = balancer({
    vpc: { ...VPC, subnetCidrBlocks },
    privateAddresses,
    capacityUnits: unknownNumber("var.units"),
    secondaryAddresses: unknownNumber("var.addresses"),
  });
  expect(made.subnet_mapping[0].private_ipv4_address).toBe("${var.a}");
  expect(made.minimum_load_balancer_capacity.capacity_units).toBe("${var.units}");
});

test.each<[string, Partial<NetworkLoadBalancerProps>, string]>([
  [
    "with too little capacity for its zones",
    { capacityUnits: 2750 },
    "`capacityUnits`: expected a whole number from 5500: 2750 for each of 2 zone(s); got 2750",
  ],
  [
    "with reserved capacity and a TLS listener",
    { capacityUnits: 5500, listeners: { a: { port: 80 }, b: { port: 443, protocol: "TLS" } } },
    "`capacityUnits`: expected no reserved capacity with a TLS listener (b), for which AWS reserves none; got 5500",
  ],
  [
    "with too many secondary addresses",
    { secondaryAddresses: 8 },
    "`secondaryAddresses`: expected a whole number from 0 to 7; got 8",
  ],
  [
    "with half a secondary address",
    { secondaryAddresses: 0.5 },
    "`secondaryAddresses`: expected a whole number from 0 to 7; got 0.5",
  ],
  [
    "with a fixed address in one zone of two",
    { privateAddresses: { "use1-az1": "10.0.0.9" } },
    "`privateAddresses`: expected an address in each zone of the VPC, use1-az1, use1-az2, or none at all; got {",
  ],
  [
    "with a fixed address in a zone that the VPC is not in",
    { privateAddresses: { "use1-az1": "10.0.0.9", "use1-az2": "10.0.16.9", "use1-az3": "10.0.32.9" } },
    '`privateAddresses.use1-az3`: expected a zone of the VPC: use1-az1, use1-az2; got "10.0.32.9"',
  ],
  [
    "with a fixed address outside the subnet",
    { privateAddresses: { "use1-az1": "10.0.0.9", "use1-az2": "10.0.0.10" } },
    '`privateAddresses.use1-az2`: expected an address in the zone\'s subnet, 10.0.16.0/20; got "10.0.0.10"',
  ],
  [
    "with a fixed address that AWS keeps",
    { privateAddresses: { "use1-az1": "10.0.0.3", "use1-az2": "10.0.31.255" } },
    '`privateAddresses.use1-az1`: expected an address that AWS does not keep for itself: from 10.0.0.4 to 10.0.15.254; got "10.0.0.3"',
  ],
  [
    "with a fixed address that is none",
    { privateAddresses: { "use1-az1": "x", "use1-az2": "10.0.16.9" } },
    '`privateAddresses.use1-az1`: expected an IPv4 address; got "x"',
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf({ vpc: RANGED, ...props })).toContain(message);
});
