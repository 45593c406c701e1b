import { objectOf } from "../../support/json-object";
import { type Block, type Configuration, pathOf } from "./configuration";
import type { Balancer, EndpointService, SharedResource, Target } from "./facts";
import { list, literal, scalar } from "./json-values";
import { zonesIn } from "./networks";

/** Endpoint services of a stack. */
export function servicesOf(configuration: Configuration): readonly EndpointService[] {
  return configuration.all("aws_vpc_endpoint_service").map(({ address, values }) => ({
    address,
    isAcceptedByHand: values.acceptance_required !== false,
    balancerArns: [...list(values.network_load_balancer_arns), ...list(values.gateway_load_balancer_arns)].flatMap(
      (each) => literal(each) ?? [],
    ),
    hasAcceptor: configuration.output("acceptor_function_name") !== undefined,
    principals: list(values.allowed_principals).flatMap((each) => literal(each) ?? []),
    privateDnsName: literal(values.private_dns_name),
  }));
}

/** Load balancers that a stack makes, and others that its service or its listeners are of. */
export function balancersOf(configuration: Configuration): readonly Balancer[] {
  const listeners = configuration.all("aws_lb_listener");
  const offered = configuration
    .all("aws_vpc_endpoint_service")
    .flatMap(({ values }) =>
      configuration.references([values.network_load_balancer_arns, values.gateway_load_balancer_arns]),
    );
  return configuration
    .all("aws_lb", "data.aws_lb")
    .map((balancer) => ({
      balancer,
      own: listeners.filter(({ values }) => configuration.references(values.load_balancer_arn).includes(balancer)),
    }))
    .filter(({ balancer, own }) => balancer.type === "aws_lb" || own.length > 0 || offered.includes(balancer))
    .map(({ balancer: { address, values }, own }) => {
      const groups = own.map(({ values: listener }) => groupsOf(configuration, listener));
      return {
        address,
        name: literal(values.name) ?? literal(values.arn)?.split("/").at(-2) ?? pathOf(address).join(" "),
        type: literal(values.load_balancer_type) ?? "network",
        zones: zonesIn(configuration, values.subnets ?? values.subnet_mapping),
        listeners: own.map((listener, index) => listenerText(listener, groups[index] ?? [])),
        targets: merged([...new Set(groups.flat())].flatMap((group) => targetsOf(configuration, group))),
      };
    });
}

function groupsOf(configuration: Configuration, listener: Readonly<Record<string, unknown>>): readonly Block[] {
  return configuration
    .references(listener.default_action)
    .filter(({ type }) => type === "aws_lb_target_group" || type === "data.aws_lb_target_group");
}

function listenerText({ values }: Block, groups: readonly Block[]): string {
  const port = scalar(values.port);
  const target = groups.map((group) => scalar(group.values.port)).find((each) => each !== undefined && each !== port);
  const from = port === undefined ? "all ports" : `${literal(values.protocol) ?? "port"} ${port}`;
  return port === undefined || target === undefined ? from : `${from} to ${target}`;
}

/** What the connections of a target group go to. */
function targetsOf(configuration: Configuration, group: Block): readonly Target[] {
  const isOf = (value: unknown) => configuration.references(value).includes(group);
  const attached = configuration
    .all("aws_lb_target_group_attachment")
    .filter((each) => isOf(each.values.target_group_arn));
  const found = [
    ...configuration
      .all("aws_autoscaling_group")
      .filter(({ values }) => isOf(values.target_group_arns))
      .map(({ address, values }) => ({
        addresses: [address],
        what: `Auto Scaling group ${literal(values.name) ?? ""}`.trim(),
      })),
    ...configuration
      .all("aws_autoscaling_attachment")
      .filter(({ values }) => isOf(values.lb_target_group_arn))
      .map(({ address, values }) => ({
        addresses: [address],
        what: `Auto Scaling group ${literal(values.autoscaling_group_name) ?? ""}`.trim(),
      })),
    ...attached.map(({ address, values }) => ({
      addresses: [address],
      what: targetName(literal(values.target_id)),
    })),
  ];
  if (found.length > 0) return found;
  const name = literal(group.values.name) ?? literal(group.values.arn)?.split("/").at(-2) ?? "";
  return [{ addresses: [group.address], what: `target group ${name}`.trim() }];
}

function targetName(id: string | undefined): string {
  if (id === undefined) return "a target known later";
  const balancer = /:loadbalancer\/app\/([^/]+)/.exec(id)?.[1];
  return balancer === undefined ? id : `Application Load Balancer ${balancer}`;
}

/** Targets of several target groups stand once. */
function merged(targets: readonly Target[]): readonly Target[] {
  const byWhat = new Map<string, string[]>();
  for (const { what, addresses } of targets) byWhat.set(what, [...(byWhat.get(what) ?? []), ...addresses]);
  return [...byWhat].map(([what, addresses]) => ({ what, addresses: [...new Set(addresses)] }));
}

/** Private resources that a stack shares, with their resource gateways. */
export function resourcesOf(configuration: Configuration): readonly SharedResource[] {
  const all = configuration.all("aws_vpclattice_resource_configuration");
  const members = all.filter(({ values }) => values.resource_configuration_group_id !== undefined);
  return all
    .filter((each) => !members.includes(each))
    .map((resource) => {
      const own = members.filter(({ values }) =>
        configuration.references(values.resource_configuration_group_id).includes(resource),
      );
      return {
        address: resource.address,
        what: [resource, ...own].flatMap(({ values }) => definitionText(values)),
        gateways: configuration
          .references(resource.values.resource_gateway_identifier)
          .filter(({ type }) => type === "aws_vpclattice_resource_gateway")
          .map(({ address, values }) => ({ address, zones: zonesIn(configuration, values.subnet_ids) })),
      };
    });
}

function definitionText(values: Readonly<Record<string, unknown>>): readonly string[] {
  const definition = objectOf(list(values.resource_configuration_definition)[0]);
  const part = (kind: string) => objectOf(list(definition[kind])[0]);
  const name =
    literal(part("dns_resource").domain_name) ??
    literal(part("ip_resource").ip_address) ??
    shortArn(literal(part("arn_resource").arn));
  const ports = list(values.port_ranges).flatMap((each) => scalar(each) ?? []);
  if (name === undefined) return [];
  return [ports.length === 0 ? name : `${name}, ${ports.length === 1 ? "port" : "ports"} ${ports.join(", ")}`];
}

/** `arn:aws:rds:us-east-1:111111111111:cluster:ledger` as `rds cluster ledger`. */
function shortArn(arn: string | undefined): string | undefined {
  const parts = arn?.split(":");
  return parts === undefined || parts.length < 6 ? arn : [parts[2], ...parts.slice(5)].join(" ");
}
