import { parseArn, placeProblem } from "../../modules/aws/arn";
import { type ProtocolPort, parsePort, portsWithin, portText, readablePorts } from "../../modules/aws/port";
import { latticeNameProblem } from "../../modules/provider/resource/names";
import { type ConnectionDraft, type ConsumerDraft, regionOf } from "../draft";
import { isMisdeclared, writeNearestKey } from "../nearest";
import type { Problem } from "../problem";
import { portsOf } from "../resource/ports";
import type { ResourceSpec } from "../resource/resource-schema";
import type { KeyPath } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Names of resources can be made: AWS keeps some beginnings for ids. */
export const resourceNameRule: Rule = ({ name, file, resources }) =>
  resources !== undefined && resources.size > 0 && latticeNameProblem(`${name}-x`) !== undefined
    ? [
        file.problemAtKey(
          ["resources"],
          "an environment whose name does not begin with rgw or rcfg, as names of resources would: VPC Lattice keeps them for ids",
          "rename the environment's folder",
        ),
      ]
    : [];

/** What a resource is, and whom it is shared with, is where the environment is. */
export const resourcePlaceRule: Rule = ({ file, region, resources }) =>
  [...(resources ?? [])].flatMap(([key, { spec, account }]) => {
    if (spec === undefined || region === undefined) return [];
    const arn = spec.resource.arn === undefined ? undefined : parseArn(spec.resource.arn);
    const elsewhere = arn && placeProblem(arn, { region });
    const ofPrincipals = spec.sharing.principals.flatMap((principal, index) => {
      const path = ["resources", key, "sharing", "principals", index];
      if (principal === account)
        return [file.problemAt(path, "accounts other than the resource's own, which needs no share", "take it out")];
      const unit = parseArn(principal);
      const foreign = unit && placeProblem(unit, { region });
      return foreign === undefined ? [] : [file.problemAt(path, foreign)];
    });
    return [
      ...(elsewhere === undefined ? [] : [file.problemAt(["resources", key, "resource", "arn"], elsewhere)]),
      ...ofPrincipals,
    ];
  });

/** Connections by key lead to resources that there are, on ports that they have, in ways that they allow. */
export const resourceKeyRule: Rule = (environment) => {
  const { resources } = environment;
  if (resources === undefined) return [];
  const unknown = environment.namedKeys().flatMap(({ file, path, keys: { resource: key } }) => {
    if (key === undefined || resources.has(key) || isMisdeclared(key, [...resources.keys()])) return [];
    const known = [...resources.keys()];
    return [
      file.problemAt(
        [...path, "resource"],
        known.length === 0
          ? `a resource of this environment, but ${environment.file.name} has none`
          : `a resource of ${environment.file.name}: ${known.join(", ")}`,
        writeNearestKey(key, known) ?? "for somebody else's resource, give `resourceConfigurationArn` instead",
      ),
    ];
  });
  const ofKnown = eachConnection(environment, (consumer, name, connection) => {
    const { resource: key = "" } = connection;
    const path = ["connections", name];
    const found = resources.get(key);
    if (found?.spec === undefined) return [];
    return [
      ...portProblems(consumer, path, key, found.spec, connection),
      ...privateDnsProblems(consumer, path, key, found.spec, connection),
      ...shareProblems(consumer, path, key, found.spec, connection),
    ];
  });
  return [...unknown, ...ofKnown];
};

/** A connection's ports, and those of its paths, are the resource's. */
function portProblems(
  { file }: ConsumerDraft,
  path: KeyPath,
  key: string,
  spec: ResourceSpec,
  { ports, httpPaths }: ConnectionDraft,
): Problem[] {
  const offered = portsOf(spec);
  const expected = `a port of ${key}: ${offered.map(portText).join(", ")}`;
  const among = (port: ProtocolPort) => offered.some((range) => portsWithin(port, range));
  const wrong = (ports ?? []).flatMap((given, index) => {
    const port = parsePort(given);
    return typeof port === "string" || among(port) ? [] : [file.problemAt([...path, "ports", index], expected)];
  });
  // With ports of its own, a path at another is told already.
  const paths = ports === undefined ? Object.keys(httpPaths ?? {}) : [];
  const unheard = paths.filter((port) => !readablePorts([Number(port)]).every(among));
  return [...wrong, ...unheard.map((port) => file.problemAt([...path, "httpPaths", port], expected))];
}

/** A VPC can know by a name of its own what has one that AWS trusts; and one endpoint of a VPC can have it. */
function privateDnsProblems(
  { file, connections }: ConsumerDraft,
  path: KeyPath,
  key: string,
  { resource, customDomainName, domainVerificationId, verifyDomain }: ResourceSpec,
  { privateDns, privateDnsPreference = "VERIFIED_DOMAINS_ONLY" }: ConnectionDraft,
): Problem[] {
  if (privateDns !== true) return [];
  const at = [...path, "privateDns"];
  const isVerified = domainVerificationId !== undefined || verifyDomain !== undefined;
  const isWanted = customDomainName !== undefined && privateDnsPreference !== "VERIFIED_DOMAINS_ONLY";
  if (resource.arn === undefined && !isVerified && !isWanted)
    return [
      file.problemAt(
        at,
        `no private DNS: ${key} has no name of its own that AWS trusts`,
        resource.members === undefined
          ? "take it out, or give the resource a `customDomainName` with its `domainVerificationId` or `verifyDomain`"
          : "take it out: clients connect to the names of the endpoint",
      ),
    ];
  const [first] = [...connections].find(([, other]) => other?.resource === key && other.privateDns === true) ?? [];
  return first === undefined || first === path.at(-1)
    ? []
    : [file.problemAt(at, `one connection to ${key} with private DNS in a VPC, which ${first} is`, "take it out")];
}

/** A share is accepted by accounts that are invited to it. */
function shareProblems(
  { file, account }: ConsumerDraft,
  path: KeyPath,
  key: string,
  spec: ResourceSpec,
  { acceptShare }: ConnectionDraft,
): Problem[] {
  if (acceptShare !== true) return [];
  const at = [...path, "acceptShare"];
  if (account === spec.account)
    return [file.problemAt(at, `no share to accept: ${key} is in the consumer's own account`, "take it out")];
  return spec.sharing.allowExternalPrincipals
    ? []
    : [
        file.problemAt(
          at,
          `no share to accept: ${key} is shared within its organization alone`,
          "take it out, or set `sharing.allowExternalPrincipals: true` for the resource",
        ),
      ];
}

/** Somebody else's resources, service networks, and their shares, are of the consumer's own region. */
export const resourceRegionRule: Rule = (environment) =>
  eachConnection(environment, (consumer, name, connection) =>
    (["resourceConfigurationArn", "serviceNetworkArn", "resourceShareArn"] as const).flatMap((key) => {
      const arn = parseArn(connection[key] ?? "");
      const region = regionOf(environment, consumer);
      const expected = region !== undefined && arn && placeProblem(arn, { region });
      return expected ? [consumer.file.problemAt(["connections", name, key], expected)] : [];
    }),
  );
