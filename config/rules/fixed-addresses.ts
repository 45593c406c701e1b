import type { EnvironmentDraft } from "../draft";
import { asList, asMapping } from "../fields";
import type { Problem } from "../problem";
import { lineOf } from "../twice";
import type { VpcSpec } from "../vpc-schema";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** An address that a network interface is given, and where the files say so. */
interface FixedAddress {
  readonly address: string;
  /** VPC that it is in; no two VPCs are alike. */
  readonly vpc: string;
  /** What has the network interface. */
  readonly of: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/** An address in a VPC is of one network interface: no two endpoints or load balancers are given the same. */
export function sameAddressProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, FixedAddress>();
  return environments.flatMap(fixedAddresses).flatMap((each) => {
    const key = `${each.vpc} ${each.address}`;
    const first = seen.get(key);
    seen.set(key, first ?? each);
    return first === undefined
      ? []
      : [
          each.file.problemAt(
            each.path,
            `an address that nothing else in the VPC has: ${each.address} is that of ${first.of} (${lineOf(first)})`,
            "choose another address of the zone's subnet",
            `${each.address}, of ${each.of}`,
          ),
        ];
  });
}

/** A load balancer does not forward to itself: no target has the address of a node. */
export const targetAddressRule: Rule = ({ file, services }) =>
  [...(services?.keys() ?? [])].flatMap((key) => {
    const service = asMapping(file.valueAt(["services", key]));
    const nodes = Object.entries(asMapping(asMapping(service.loadBalancer).privateAddresses));
    const targets = [
      ["targets"],
      ...Object.keys(asMapping(service.listeners)).map((name) => ["listeners", name, "targets"]),
    ];
    return targets.flatMap((path) =>
      ["addresses", "outsideAddresses"].flatMap((list) =>
        asList(file.valueAt(["services", key, ...path, list])).flatMap((address, index) => {
          const zone = nodes.find(([, node]) => node === address)?.[0];
          return zone === undefined
            ? []
            : [
                file.problemAt(
                  ["services", key, ...path, list, index],
                  `the address of a target: ${address} is that of the load balancer in ${zone}`,
                  "name the address that the target has, or give the load balancer another under `loadBalancer.privateAddresses`",
                ),
              ];
        }),
      ),
    );
  });

function fixedAddresses(environment: EnvironmentDraft): FixedAddress[] {
  const { name: environmentName, file, services, consumers } = environment;
  const ofServices = [...(services ?? [])].flatMap(([key, { vpc }]) => {
    const path = ["services", key, "loadBalancer", "privateAddresses"];
    const where = vpcName(vpc, `${environmentName} service ${key}`);
    return Object.entries(asMapping(file.valueAt(path))).flatMap(([zone, address]) =>
      typeof address === "string"
        ? [{ address, vpc: where, of: `the load balancer of service ${key} in ${zone}`, file, path: [...path, zone] }]
        : [],
    );
  });
  const ofConsumers = consumers.flatMap(({ name, file: own, vpc, connections, hubVpc }) =>
    [...connections].flatMap(([connection, spec]) =>
      Object.entries(spec?.privateAddresses ?? {}).flatMap(([zone, addresses]) =>
        Object.entries(addresses).flatMap(([family, address]) => ({
          address,
          vpc: vpcName(vpc, `${environmentName} consumer ${name}`),
          of: `connection ${connection} of ${hubVpc ? `hub ${hubVpc.hub}` : name} in ${zone}`,
          file: own,
          path: ["connections", connection, "privateAddresses", zone, family],
        })),
      ),
    ),
  );
  return [...ofServices, ...ofConsumers];
}

/** A VPC that exists is the same for all; a new one is whose it is. */
function vpcName(vpc: VpcSpec | undefined, owner: string): string {
  return vpc?.id ?? owner;
}
