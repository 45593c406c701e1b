import type { StackChange } from "../../diagram/overlays/changes";
import type { Picture } from "../../diagram/picture/picture";
import type { Scene } from "../../diagram/picture/scene";
import { Configuration } from "../../diagram/stacks/configuration";
import type { StackFacts } from "../../diagram/stacks/facts";
import { factsOf } from "../../diagram/stacks/read-stacks";
import { parseStackName } from "../../diagram/stacks/stack-name";

/** What is known of a stack, from its configuration. */
export function facts(name: string, configuration: object): StackFacts {
  const parts = parseStackName(name);
  if (parts === undefined) throw new Error(name);
  return factsOf({ name, ...parts }, new Configuration(configuration));
}

function provider(account: string): object {
  return { aws: [{ allowed_account_ids: [account], region: "us-east-1" }] };
}

/** A service with a load balancer. */
export function service(key = "orders", attributes: object = {}): StackFacts {
  return facts(`dev-service-${key}`, {
    provider: provider("111111111111"),
    resource: {
      aws_vpc: { vpc: { cidr_block: "10.0.0.0/20" } },
      aws_subnet: { a: { vpc_id: "${aws_vpc.vpc.id}", availability_zone_id: "use1-az1", cidr_block: "10.0.0.0/24" } },
      aws_lb: { lb: { name: "dev-orders", load_balancer_type: "network", subnets: ["${aws_subnet.a.id}"] } },
      aws_lb_target_group: { group: { name: "group", port: 8080 } },
      aws_lb_target_group_attachment: {
        one: { target_group_arn: "${aws_lb_target_group.group.arn}", target_id: "10.0.0.7" },
      },
      aws_lb_listener: {
        http: {
          load_balancer_arn: "${aws_lb.lb.arn}",
          port: 80,
          protocol: "TCP",
          default_action: [{ target_group_arn: "${aws_lb_target_group.group.arn}" }],
        },
      },
      aws_vpc_endpoint_service: {
        service: { acceptance_required: true, network_load_balancer_arns: ["${aws_lb.lb.arn}"], ...attributes },
      },
    },
  });
}

/** A consumer with an endpoint to the service `orders`. */
export function consumer(key: string, account = "222222222222", to = "orders"): StackFacts {
  return facts(`dev-consumer-${key}`, {
    provider: provider(account),
    data: { terraform_remote_state: { [`state-dev-service-${to}`]: { backend: "local" } } },
    resource: {
      aws_vpc: { vpc: { cidr_block: "10.1.0.0/20", tags: { "privatelink:vpc-role": "consumer" } } },
      aws_subnet: { a: { vpc_id: "${aws_vpc.vpc.id}", availability_zone_id: "use1-az1", cidr_block: "10.1.0.0/24" } },
      aws_lambda_function: { client: { function_name: `dev-${key}-client` } },
      aws_vpc_endpoint: {
        "endpoint-orders_endpoint_01234567": {
          vpc_endpoint_type: "Interface",
          subnet_ids: ["${aws_subnet.a.id}"],
          service_name: `\${try(data.terraform_remote_state.state-dev-service-${to}.outputs.service_name, "none")}`,
        },
      },
    },
  });
}

/** Address of the endpoint of {@link consumer}. */
export const ENDPOINT = "aws_vpc_endpoint.endpoint-orders_endpoint_01234567";

/** A scene in which nothing is known but the stacks. */
export function scene(stacks: readonly StackFacts[], more: Partial<Scene> = {}): Scene {
  return { stacks, changes: new Map(), customers: [], mostConsumers: 12, ...more };
}

/** What a change does with a stack. */
export function change(
  stack: string,
  sign: StackChange["sign"],
  resources: Readonly<Record<string, string>> = {},
): StackChange {
  const signs = new Map(Object.entries(resources)) as unknown as StackChange["resources"];
  return { stack, folder: `stacks/${stack}`, dependencies: [], sign, resources: signs, removed: [] };
}

/** Changes by stack. */
export function changes(...all: readonly StackChange[]): Scene["changes"] {
  return new Map(all.map((each) => [each.stack, each]));
}

/** A thing of a picture by its title, or else by a row. */
export function thing(picture: Picture, text: string) {
  const found = picture.things.find(({ title, rows }) => title === text || rows.some((row) => row.text === text));
  if (found === undefined) throw new Error(`no ${text} in ${picture.things.map(({ title }) => title).join(", ")}`);
  return found;
}

/** An arrow of a picture, by what is at its ends. */
export function link(picture: Picture, from: string, to: string) {
  return picture.links.find((each) => each.from === thing(picture, from).id && each.to === thing(picture, to).id);
}
