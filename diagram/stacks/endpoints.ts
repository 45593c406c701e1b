import { inspectionConnection } from "../../config/inspection/names";
import type { Block, Configuration } from "./configuration";
import { pathOf } from "./configuration";
import type { AcceptedConnection, Destination, Endpoint } from "./facts";
import { literal, text } from "./json-values";
import { zonesIn } from "./networks";

/** Arguments of an endpoint that say what it leads to. */
const DESTINATIONS = ["service_name", "resource_configuration_arn", "service_network_arn"] as const;

/** VPC endpoints of a stack. */
export function endpointsOf(configuration: Configuration): readonly Endpoint[] {
  return configuration.all("aws_vpc_endpoint").map(({ address, values }) => ({
    address,
    name: endpointName(address),
    type: literal(values.vpc_endpoint_type) ?? "Gateway",
    zones: zonesIn(configuration, values.subnet_ids),
    destination: destinationOf(configuration, values),
  }));
}

/** Key of the connection of an endpoint, from its address; of appliances' endpoints, what outputs call them. */
export function endpointName(address: string): string {
  const parts = pathOf(address);
  const [construct, , inZone] = parts;
  if (construct === "inspection" && inZone !== undefined) return inspectionConnection(inZone.replace(/^endpoint-/, ""));
  return (parts.at(-2) ?? parts.at(-1) ?? address).replace(/^endpoint-/, "");
}

/** What an endpoint leads to. @param values its arguments, or its attributes in a plan. */
export function destinationOf(configuration: Configuration, values: Readonly<Record<string, unknown>>): Destination {
  const key = DESTINATIONS.find((each) => text(values[each]) !== undefined);
  const value = key === undefined ? undefined : values[key];
  const [state] = statesIn(configuration, value);
  if (state !== undefined) return { to: "stack", stack: state };
  const looked = configuration.references(value).map(({ values: found }) => literal(found.service_name));
  return destinationNamed(literal(value) ?? looked.find((name) => name !== undefined) ?? "a service known later");
}

/** Names of AWS's own services: those of endpoint services have `vpce` where these have a region. */
const OF_AWS = [
  /^(?:cn\.)?com\.amazonaws\.(?!vpce\.)[a-z0-9-]+\.(.+)$/,
  /^aws\.(?:api|sagemaker)\.[a-z0-9-]+\.(.+)$/,
] as const;

/** What a service is by its name, or a resource by its ARN. */
export function destinationNamed(name: string): Destination {
  const service = OF_AWS.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
  return service === undefined ? { to: "others", name } : { to: "aws", service };
}

/** Names of the stacks whose outputs a value is made of. */
export function statesIn(configuration: Configuration, value: unknown): readonly string[] {
  return configuration.references(value).flatMap((block) => stateName(block) ?? []);
}

/** Name of the stack that a block reads the outputs of. */
export function stateName({ type, address }: Block): string | undefined {
  return type === "data.terraform_remote_state"
    ? address.slice("data.terraform_remote_state.".length).replace(/^state-/, "")
    : undefined;
}

/** Connections that the stack accepts. */
export function acceptedBy(configuration: Configuration): readonly AcceptedConnection[] {
  return configuration.all("aws_vpc_endpoint_connection_accepter").flatMap(({ address }) => acceptedAt(address) ?? []);
}

/** The connection that is accepted by the resource at an address. */
export function acceptedAt(address: string): AcceptedConnection | undefined {
  const [, consumer, connection] = pathOf(address);
  return consumer === undefined || connection === undefined ? undefined : { address, consumer, connection };
}
