import { destinationNamed, endpointName } from "../stacks/endpoints";
import type { Destination, Endpoint, StackFacts } from "../stacks/facts";
import { text } from "../stacks/json-values";
import { offerOf } from "./offers";
import type { Link, Sign } from "./picture";
import { connectionKey, type Drawing, signOf } from "./scene";
import { signText } from "./words";

const TYPES: Readonly<Record<string, string>> = {
  Interface: "Interface endpoint",
  GatewayLoadBalancer: "Gateway Load Balancer endpoint",
  Resource: "Resource endpoint",
  ServiceNetwork: "Service network endpoint",
  Gateway: "Gateway endpoint",
};

/** Endpoints of a stack: those that it has, and those that a change takes away. */
export function allEndpoints({ changes }: Pick<Drawing, "changes">, stack: StackFacts): readonly Endpoint[] {
  const removed = changes.get(stack.name)?.removed ?? [];
  const known = new Set(stack.endpoints.map(({ address }) => address));
  return [
    ...stack.endpoints,
    ...removed
      .filter(({ type, address }) => type === "aws_vpc_endpoint" && !known.has(address))
      .map(({ address, values }) => {
        const name = endpointName(address);
        return {
          ...{ address, name, type: text(values.vpc_endpoint_type) ?? "Interface", zones: [] },
          destination: destinationNamed(
            text(values.service_name) ??
              text(values.resource_configuration_arn) ??
              text(values.service_network_arn) ??
              name,
          ),
        };
      }),
  ];
}

/** Draws endpoints of a stack within its VPC. @returns their ids. */
export function drawEndpoints(drawing: Drawing, stack: StackFacts, within: string): readonly string[] {
  const all = allEndpoints(drawing, stack);
  const ofAws = all.filter(({ destination }) => destination.to === "aws");
  const others = all.filter(({ destination }) => destination.to !== "aws");
  return [
    ...others.map((endpoint) => drawEndpoint(drawing, stack, within, endpoint)),
    ...drawOfAws(drawing, stack, within, ofAws),
  ];
}

function drawEndpoint(drawing: Drawing, stack: StackFacts, within: string, endpoint: Endpoint): string {
  const { canvas } = drawing;
  const sign = signOf(drawing, stack.name, [endpoint.address]);
  const id = canvas.thing({
    ...{ id: `${stack.name}/${endpoint.address}`, within, kind: "endpoint" },
    ...{ caption: TYPES[endpoint.type] ?? "VPC endpoint", title: endpoint.name, rows: [], chips: endpoint.zones, sign },
  });
  canvas.link({
    from: id,
    to: destinationThing(drawing, endpoint.destination),
    ...marksOf(drawing, stack, endpoint, sign),
  });
  return id;
}

/** Endpoints to services of AWS stand in one box: there can be dozens, and they lead to the same place. */
function drawOfAws(
  drawing: Drawing,
  stack: StackFacts,
  within: string,
  endpoints: readonly Endpoint[],
): readonly string[] {
  if (endpoints.length === 0) return [];
  const { canvas } = drawing;
  const signs = new Set(endpoints.map(({ address }) => signOf(drawing, stack.name, [address])));
  const sign = signs.size === 1 ? [...signs][0] : undefined;
  const rows = endpoints.map((endpoint) => ({
    text: awsServiceText(endpoint),
    sign: sign === undefined ? signOf(drawing, stack.name, [endpoint.address]) : undefined,
  }));
  const id = canvas.thing({
    ...{ id: `${stack.name}/endpoints of AWS`, within, kind: "endpoint", title: "" },
    caption: endpoints.length === 1 ? "Endpoint of AWS's service" : "Endpoints of AWS's services",
    ...{ rows, chips: [...new Set(endpoints.flatMap(({ zones }) => zones))].sort(), sign },
  });
  canvas.link({ from: id, to: awsThing(drawing), ...arrowMarks(sign) });
  return [id];
}

/** A service of AWS as its endpoint leads to it: a gateway endpoint costs nothing, and is beside interface endpoints. */
function awsServiceText({ destination, type, name }: Endpoint): string {
  const service = destination.to === "aws" ? destination.service : name;
  return type === "Gateway" ? `${service} (gateway)` : service;
}

function awsThing({ canvas, environment, within }: Drawing): string {
  return canvas.thing({
    ...{
      id: `aws/${environment}`,
      within,
      kind: "aws",
      caption: "AWS",
      title: "AWS's own services",
      rows: [],
      chips: [],
    },
  });
}

/** What an endpoint leads to. @returns the id of the thing. */
export function destinationThing(drawing: Drawing, destination: Destination): string {
  const { canvas, environment, within } = drawing;
  if (destination.to === "aws") return awsThing(drawing);
  const id =
    destination.to === "stack"
      ? offerOf({ name: destination.stack })
      : `offer/others/${environment}/${destination.name}`;
  if (canvas.thingAt(id) !== undefined) return id;
  const title = destination.to === "stack" ? destination.stack : shortName(destination.name);
  const place = canvas.place({
    ...{ id: `providers/${environment}`, within, kind: "provider", caption: "Other providers", title: "", chips: [] },
  });
  return canvas.thing({
    ...{ id, within: place, kind: "service", caption: captionOf(title), title, rows: [], chips: [] },
  });
}

/** `com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0`, or the ARN of a service network, as the id in it. */
function shortName(name: string): string {
  return /(?:vpce-svc-[0-9a-f]+|(?<=:servicenetwork\/)sn-[0-9a-z]+)$/.exec(name)?.[0] ?? name;
}

/** What a thing of others is called. @param title id of it, see {@link shortName}. */
function captionOf(title: string): string {
  return title.startsWith("sn-") ? "Service network of others" : "Service of others";
}

/** What stands at the arrow from an endpoint to a service. */
function marksOf(drawing: Drawing, stack: StackFacts, endpoint: Endpoint, sign: Sign | undefined) {
  const { destination, name: connection } = endpoint;
  const service =
    destination.to === "stack" ? drawing.stacks.find(({ name }) => name === destination.stack) : undefined;
  const state =
    service && drawing.connections?.stateOf(drawing.environment, service.key, customerOf(stack), connection);
  const accepted = drawing.acceptance.get(connectionKey(customerOf(stack), connection));
  return arrowMarks(sign ?? accepted, state);
}

/** What an arrow says, and its sign. @param words besides the sign. */
export function arrowMarks(sign: Sign | undefined, words?: string): Pick<Link, "label" | "sign"> {
  const parts = [...(sign === undefined ? [] : [signText(sign)]), ...(words === undefined ? [] : [words])];
  return { sign, label: parts.length === 0 ? undefined : parts.join(", ") };
}

/** Name of a consumer as acceptance and status have it: what stands for a VPC of a hub has one too. */
function customerOf({ role, key }: StackFacts): string {
  return role === "hub" ? `hub-${key}` : key;
}
