import { hostedZonesOf } from "../connection/names-schema";
import type { EnvironmentDraft } from "../draft";
import { asMapping } from "../fields";
import { consumerTitle } from "../hub/places";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** Who deploys something of a stack, and where the files say so. */
interface Deployer {
  readonly what: string;
  readonly account: unknown;
  readonly role: unknown;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/**
 * What one stack makes in several accounts needs a role in all of them but one: Terraform runs with credentials of one
 * account, and every provider of the stack is pinned to its own.
 */
export const rolesOfStackRule: Rule = (environment) =>
  [...domainStacks(environment), ...dnsStacks(environment)].flatMap(severalAccounts);

function severalAccounts(deployers: readonly Deployer[]): Problem[] {
  const bare = deployers.filter(({ account, role }) => typeof account === "string" && role === undefined);
  const [first] = bare;
  return bare.flatMap(({ what, account, file, path }) =>
    first === undefined || account === first.account
      ? []
      : [
          file.problemAt(
            path,
            `\`role\` in account ${account}: one run of Terraform makes ${what} and what is of ${first.what}, and without roles its credentials would have to be of ${account} and of ${first.account}`,
            `add \`role\` here, or for ${first.what}`,
          ),
        ],
  );
}

/** Deployers of each stack that proves the domain of a service. */
function domainStacks({ file, services }: EnvironmentDraft): Deployer[][] {
  return [...(services?.keys() ?? [])].map((key) => {
    const { account, role, privateDns } = asMapping(file.valueAt(["services", key]));
    const path = ["services", key, "privateDns", "hostedZone"];
    const zone = asMapping(asMapping(privateDns).hostedZone);
    const owner = { what: `service ${key}`, account, role, file, path: ["services", key] };
    return zone.id === undefined ? [owner] : [owner, { what: "its record", ...as(zone, owner), file, path }];
  });
}

/** Deployers of each stack with names of endpoints: of a consumer's, or of those in all VPCs of a hub. */
function dnsStacks({ consumers }: EnvironmentDraft): Deployer[][] {
  const stacks = new Map<string, Deployer[]>();
  for (const consumer of consumers) {
    const { name, file, account, role, external, connections, hubVpc } = consumer;
    if (external) continue;
    const owner = { what: consumerTitle(consumer), account, role, file, path: [] };
    const zones = [...connections].flatMap(([connection, spec]): Deployer[] => {
      return hostedZonesOf(spec ?? {}).flatMap(({ path: keys, spec: zone }) => {
        const path = ["connections", connection, ...keys];
        const zoneOwner = as({ ...zone }, owner);
        const further = Object.entries(zone.vpcs).map(([id, vpc]) => ({
          what: `the association of ${id}`,
          ...as({ ...vpc }, zoneOwner),
          file,
          path: [...path, "vpcs", id],
        }));
        const what = `names in the zone ${keys[1] === undefined ? "" : `${keys[1]} `}of connection ${connection}`;
        return [{ what, ...zoneOwner, file, path }, ...further];
      });
    });
    const stack = hubVpc === undefined ? `consumer ${name}` : `hub ${hubVpc.hub}`;
    stacks.set(stack, [...(stacks.get(stack) ?? []), owner, ...zones]);
  }
  return [...stacks.values()];
}

/** Who deploys into an account: the same as somebody else where it is theirs, unless another role is named. */
function as(
  { account, role }: { readonly account?: unknown; readonly role?: unknown },
  otherwise: Pick<Deployer, "account" | "role">,
): Pick<Deployer, "account" | "role"> {
  return account === undefined || account === otherwise.account
    ? { account: otherwise.account, role: role ?? otherwise.role }
    : { account, role };
}
