import type { Balancer, EndpointService, StackFacts } from "../stacks/facts";
import type { Row } from "./picture";
import { accountPlace, homeOf } from "./places";
import { type Drawing, signOf } from "./scene";

/** Draws what a stack offers: endpoint services with their load balancers and targets, and private resources. */
export function drawOffers(drawing: Drawing, stack: StackFacts): void {
  for (const service of stack.services) drawService(drawing, stack, service);
  drawResources(drawing, stack);
}

/** Id of what endpoints to the stack lead to. */
export function offerOf({ name }: Pick<StackFacts, "name">): string {
  return `offer/${name}`;
}

function drawService(drawing: Drawing, stack: StackFacts, service: EndpointService): void {
  const { canvas } = drawing;
  const from = canvas.thing({
    id: offerOf(stack),
    within: accountPlace(drawing, stack),
    kind: "service",
    caption: stack.role === "appliance" ? "Endpoint service for appliances" : "Endpoint service",
    title: stack.key,
    rows: [
      { text: `acceptance: ${acceptance(drawing, stack, service)}` },
      ...(service.privateDnsName === undefined ? [] : [{ text: service.privateDnsName }]),
    ],
    chips: [],
    sign: signOf(drawing, stack.name, [service.address]),
  });
  const balancers = [...stack.balancers, ...elsewhere(service)];
  for (const balancer of balancers) drawBalancer(drawing, stack, balancer, from);
}

/** Who accepts connections. */
function acceptance({ stacks }: Drawing, { name }: StackFacts, service: EndpointService): string {
  if (!service.isAcceptedByHand) return "automatic";
  if (service.hasAcceptor) return "acceptor";
  return stacks.some(({ role, reads }) => role === "acceptance" && reads.includes(name)) ? "Terraform" : "by hand";
}

/** Load balancers that the service only knows by their ARN. */
function elsewhere({ balancerArns }: EndpointService): readonly Balancer[] {
  return balancerArns.map((arn) => {
    const [kind, name] = arn.split(":loadbalancer/")[1]?.split("/") ?? [];
    const type = kind === "gwy" ? "gateway" : "network";
    return { address: arn, name: name ?? arn, type, zones: [], listeners: [], targets: [] };
  });
}

const BALANCERS: Readonly<Record<string, string>> = {
  network: "Network Load Balancer",
  gateway: "Gateway Load Balancer",
  application: "Application Load Balancer",
};

function drawBalancer(drawing: Drawing, stack: StackFacts, balancer: Balancer, service: string): void {
  const { canvas } = drawing;
  const within = homeOf(drawing, stack);
  const sign = (addresses: readonly string[]) => signOf(drawing, stack.name, addresses);
  const id = canvas.thing({
    ...{ id: `${stack.name}/${balancer.address}`, within, kind: "balancer" },
    caption: BALANCERS[balancer.type] ?? "Load balancer",
    title: balancer.name,
    rows: balancer.listeners.map((text) => ({ text })),
    chips: balancer.zones,
    sign: sign([balancer.address]),
  });
  canvas.link({ from: service, to: id });
  if (balancer.targets.length === 0) return;
  const rows = balancer.targets.map(({ what, addresses }): Row => ({ text: what, sign: sign(addresses) }));
  const targets = canvas.thing({
    ...{ id: `${id}/targets`, within, kind: "target", caption: rows.length === 1 ? "Target" : "Targets" },
    ...{ title: "", rows, chips: [] },
  });
  canvas.link({ from: id, to: targets });
}

function drawResources(drawing: Drawing, stack: StackFacts): void {
  const { canvas } = drawing;
  const sign = (address: string) => signOf(drawing, stack.name, [address]);
  for (const resource of stack.resources) {
    const from = canvas.thing({
      ...{ id: offerOf(stack), within: accountPlace(drawing, stack), kind: "resource" },
      ...{ caption: "Resource configuration", title: stack.key, rows: [], chips: [], sign: sign(resource.address) },
    });
    const behind = canvas.thing({
      ...{ id: `${stack.name}/${resource.address}/behind`, within: homeOf(drawing, stack), kind: "target" },
      ...{ caption: "Resource", title: "", rows: resource.what.map((text) => ({ text })), chips: [] },
    });
    for (const { address, zones } of resource.gateways) {
      const gateway = canvas.thing({
        ...{ id: `${stack.name}/${address}`, within: homeOf(drawing, stack), kind: "balancer" },
        ...{ caption: "Resource gateway", title: "", rows: [], chips: zones, sign: sign(address) },
      });
      canvas.link({ from, to: gateway });
      canvas.link({ from: gateway, to: behind });
    }
    if (resource.gateways.length === 0) canvas.link({ from, to: behind });
  }
}
