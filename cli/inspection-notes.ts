import { type Environment, isManaged, mayBeConnected } from "../config/environment";
import { listed } from "../support/listed";

/**
 * For each of the appliances that do not accept endpoints by what is in the files, the consumers whose packets are routed
 * through them: AWS drops these packets until somebody has accepted the endpoints.
 *
 * @param selected consumers to tell of. @default - all
 */
export function inspectionNotes(environments: readonly Environment[], selected?: readonly string[]): string[] {
  return environments.flatMap((environment) =>
    [...inspectedBy(environment, selected)].map(
      ([appliances, { names, acceptor }]) =>
        `packets of ${listed(names)} (${environment.name}) are routed through ${appliances}: AWS drops them until ` +
        `${acceptor} has accepted the endpoints. Deploy with \`routed: false\` under \`inspection\` until then`,
    ),
  );
}

/** Consumers whose packets are routed through appliances, by what to call these. */
function inspectedBy({ appliances, consumers }: Environment, selected: readonly string[] | undefined) {
  const found = new Map<string, { readonly names: string[]; readonly acceptor: string }>();
  for (const [name, spec] of Object.entries(consumers)) {
    if (!isManaged(spec) || !mayBeConnected(spec) || selected?.includes(name) === false) continue;
    const { appliance, serviceName, routed } = spec.inspection ?? { routed: false };
    const isManual = appliance !== undefined && appliances[appliance]?.acceptance === "manual";
    if (!routed || (serviceName === undefined && !isManual)) continue;
    const key = serviceName ?? `the appliances ${appliance} (acceptance: manual)`;
    const { names, acceptor } = found.get(key) ?? { names: [], acceptor: isManual ? "a person" : "their owner" };
    found.set(key, { names: [...names, name], acceptor });
  }
  return found;
}
