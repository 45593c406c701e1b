import type { Context } from "../context";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { trial } from "../trial";

const VENDOR = "555555555555";
const CONSUMER = "initech/consumers/warehouse.yaml";
const CUSTOMER = "arn:aws:iam::888888888888:root";

/** The example of a customer who has no provider side, in a cloud in which the vendors' services exist. */
export async function exampleOfACustomer(context: Context): Promise<void> {
  const zones = ["use1-az1", "use1-az2", "use1-az4", "use1-az6"];
  const made = await prerequisites(context, VENDOR, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16" } },
    aws_subnet: Object.fromEntries(
      zones.map((zone, index) => [
        zone,
        { vpc_id: "${aws_vpc.own.id}", cidr_block: `10.50.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
    aws_lb: { own: loadBalancer(zones) },
    aws_vpc_endpoint_service: { labels: service(), routes: service() },
  });
  const named = (address: string, attribute: string) => {
    const value = made[address]?.[attribute];
    if (typeof value !== "string") throw new CheckFailed(`${address} has no ${attribute}`);
    return value;
  };
  context.project.copyEnvironments("examples/customer");
  context.project.edit("globex/consumers/purchasing.yaml", (document) =>
    document.setIn(["connections", "orders", "serviceName"], named("aws_vpc_endpoint_service.labels", "service_name")),
  );
  context.project.edit(CONSUMER, (document) => {
    document.setIn(["connections", "labels", "serviceArn"], named("aws_vpc_endpoint_service.labels", "arn"));
    document.setIn(["connections", "routes", "serviceName"], named("aws_vpc_endpoint_service.routes", "service_name"));
  });
  await trial(context, "example of a customer", {});
}

function loadBalancer(zones: readonly string[]): object {
  const subnets = zones.map((zone) => `\${aws_subnet.${zone}.id}`);
  return { name: "own", internal: true, load_balancer_type: "network", subnets };
}

/** A service that the customer may connect to at once. */
function service(): object {
  return {
    acceptance_required: false,
    network_load_balancer_arns: ["${aws_lb.own.arn}"],
    allowed_principals: [CUSTOMER],
  };
}
