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
import type { KeyPath, YamlFile } from "../yaml-file";
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
      const found = other && foundTwice(String(file.valueAt(place as KeyPath)), places);
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
  const arns = Object.values(existing).map((each) => asMapping(each).arn);
  return Object.keys(existing).flatMap((name, index) => {
    const path = ["loadBalancer", "existing", name];
    const first = arns.indexOf(arns[index]);
    return [
      ...(additional.includes(name) ? [at(path, "a name other than those under `additional`")] : []),
      ...(arns[index] !== undefined && first < index
        ? [
            at(
              [...path, "arn"],
              `a load balancer other than that of ${Object.keys(existing)[first]}`,
              "take one of the two out",
              [...path.slice(0, -1), Object.keys(existing)[first] as string, "arn"],
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

/** A load balancer serves one endpoint service: AWS refuses it a second. */
export function sameLoadBalancerProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<unknown, FilePlace & { what: string }>();
  return environments.flatMap(({ file, services }) =>
    [...(services?.keys() ?? [])].flatMap((key) => {
      const own = arnsOf(file, key);
      const problems = own.flatMap(({ arn, path }) => {
        const other = seen.get(arn);
        if (other === undefined) return [];
        const expected = `a load balancer other than that of ${other.what}: one serves one endpoint service only`;
        return [file.problemAt(path, expected, undefined, foundTwice(arn, [other, { file, path }]))];
      });
      for (const { arn, path } of own)
        seen.set(arn, seen.get(arn) ?? { file, path, what: `service ${key} of ${file.name}` });
      return problems;
    }),
  );
}

function arnsOf(file: YamlFile, key: string): { readonly arn: string; readonly path: KeyPath }[] {
  return Object.entries(existingIn(file.valueAt(["services", key, "loadBalancer"]))).flatMap(([name, each]) => {
    const { arn } = asMapping(each);
    return typeof arn === "string" ? [{ arn, path: ["services", key, "loadBalancer", "existing", name, "arn"] }] : [];
  });
}
