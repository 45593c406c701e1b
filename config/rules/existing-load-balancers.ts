import type { EnvironmentDraft } from "../draft";
import { asList, asMapping, type Mapping } from "../fields";
import type { Problem } from "../problem";
import {
  existingIn,
  MAIN,
  makesListeners,
  makesListenersOnExisting,
  makesMain,
} from "../service/existing-load-balancers";
import { type FilePlace, foundTwice } from "../twice";
import type { KeyPath } from "../yaml-file";
import type { Rule } from "./rule";

/** What the file of a service says of a load balancer that is made, and why it says nothing of one that exists. */
const OF_ONE_MADE: Readonly<Record<string, string>> = {
  crossZone: "its owner says whether it forwards to other zones",
  zonalShift: "its owner enables it",
  deletionProtection: "its owner protects it, and nothing here deletes it",
  capacityUnits: "its owner reserves its capacity",
  secondaryAddresses: "its owner gives its nodes their addresses",
  privateAddresses: "AWS gives a node its address when the load balancer is made",
  accessLogs: "its owner says where it writes them",
  securityGroupIds: "it has its own, which its owner chooses",
  additional: "those take the security groups of one that is made; name others that exist under `existing`",
};

/** What must hold of a service in front of load balancers that exist. Reads the file itself, which has no defaults in it. */
export const existingLoadBalancerRule: Rule = ({ file, services }) =>
  [...(services?.keys() ?? [])].flatMap((key) => {
    const service = asMapping(file.valueAt(["services", key]));
    const existing = existingIn(service.loadBalancer);
    if (Object.keys(existing).length === 0) return [];
    const at: At = (path, expected, fix, other) => {
      const [place, ...more] = [path, ...(other ? [other] : [])].map((each) => ["services", key, ...each]);
      const places = [...more, place as KeyPath].map((each) => ({ file, path: each }));
      const value = file.valueAt(place as KeyPath);
      const found = other && foundTwice(typeof value === "string" ? value : JSON.stringify(value), places);
      return file.problemAt(place as KeyPath, expected, fix, found);
    };
    return [
      ...settings(asMapping(service.loadBalancer), at),
      ...names(asMapping(service.loadBalancer), existing, at),
      ...targets(service, at),
      ...(asMapping(service.vpc).cidr === undefined
        ? []
        : [
            at(
              ["vpc", "cidr"],
              "the VPC that the load balancers are in: a new one has none",
              "name it by `id`, with the subnets that they have nodes in; or write only `zones`, and Terraform looks it up",
            ),
          ]),
    ];
  });

/** A problem of a service. @param other another place that has the same thing. */
type At = (path: KeyPath, expected: string, fix?: string, other?: KeyPath) => Problem;

function settings(loadBalancer: Mapping, at: At): Problem[] {
  if (makesMain(loadBalancer)) return [];
  return Object.entries(OF_ONE_MADE)
    .filter(([key]) => loadBalancer[key] !== undefined)
    .map(([key, reason]) =>
      at(["loadBalancer", key], `no \`${key}\` of a load balancer that exists: ${reason}`, "take it out"),
    );
}

function names(loadBalancer: Mapping, existing: Mapping, at: At): Problem[] {
  const additional = makesMain(loadBalancer) ? asList(loadBalancer.additional) : [];
  const ways = Object.values(existing).map(wayTo);
  return Object.keys(existing).flatMap((name, index) => {
    const path = ["loadBalancer", "existing", name];
    const way = ways[index];
    const first = ways.findIndex((each) => way !== undefined && each?.text === way.text);
    return [
      ...(additional.includes(name) ? [at(path, "a name other than those under `additional`")] : []),
      ...(way !== undefined && first < index
        ? [
            at(
              [...path, way.key],
              `a load balancer other than that of ${Object.keys(existing)[first]}`,
              "take one of the two out",
              [...path.slice(0, -1), Object.keys(existing)[first] as string, way.key],
            ),
          ]
        : []),
    ];
  });
}

function targets({ loadBalancer, targets: given, listeners }: Mapping, at: At): Problem[] {
  if (!makesListeners(loadBalancer))
    return given === undefined
      ? []
      : [
          at(
            ["targets"],
            "no targets where no listeners are made: those that exist forward to their own",
            `take them out, or set \`makeListeners: true\` for \`existing.${MAIN}\``,
          ),
        ];
  const sample = (asMapping(given).type ?? "sample") === "sample";
  const served = Object.values(asMapping(listeners))
    .map(asMapping)
    .some((listener) => listener.targets === undefined && listener.targetGroups === undefined);
  return makesListenersOnExisting(loadBalancer) && sample && served
    ? [
        at(
          ["targets"],
          "targets of your own, of another type than sample: that application lets in only a load balancer that is made",
        ),
      ]
    : [];
}

/** How a load balancer is found: the key that says it, and a text that is the same for the same load balancer. */
interface Way {
  readonly key: "arn" | "tags";
  readonly text: string;
}

function wayTo(existing: unknown): Way | undefined {
  const { arn, tags } = asMapping(existing);
  if (typeof arn === "string") return { key: "arn", text: arn };
  const entries = Object.entries(asMapping(tags)).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : { key: "tags", text: JSON.stringify(Object.fromEntries(entries)) };
}

/** A load balancer serves one endpoint service: AWS refuses it a second. */
export function sameLoadBalancerProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, FilePlace & { what: string }>();
  return environments.flatMap((environment) =>
    [...(environment.services?.keys() ?? [])].flatMap((key) => {
      const { file } = environment;
      const own = waysOf(environment, key);
      const problems = own.flatMap(({ id, text, path }) => {
        const other = seen.get(id);
        if (other === undefined) return [];
        const expected = `a load balancer other than that of ${other.what}: one serves one endpoint service only`;
        return [file.problemAt(path, expected, undefined, foundTwice(text, [other, { file, path }]))];
      });
      for (const { id, path } of own)
        seen.set(id, seen.get(id) ?? { file, path, what: `service ${key} of ${file.name}` });
      return problems;
    }),
  );
}

/** The load balancers of a service. Tags find another one in another account or region. */
function waysOf({ file, region, services }: EnvironmentDraft, key: string) {
  const path = ["services", key, "loadBalancer"];
  return Object.entries(existingIn(file.valueAt(path))).flatMap(([name, each]) => {
    const way = wayTo(each);
    if (way === undefined) return [];
    const id = way.key === "arn" ? way.text : [services?.get(key)?.account, region, way.text].join(" ");
    return [{ id, text: way.text, path: [...path, "existing", name, way.key] }];
  });
}
