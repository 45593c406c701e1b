import type { NewerArgumentName, RepairedArgumentName } from "../../modules/aws/newer-argument";
import { TESTED_AWS_PROVIDER } from "../aws-provider-versions";
import { newerArgumentProblem } from "../newer-arguments";
import type { KeyPath, YamlFile } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Keys of a connection to a private resource, and the newer argument of the endpoint that each becomes. */
const OF_CONNECTION = [
  ["privateDnsPreference", "privateDnsPreference"],
  ["privateDnsSpecifiedDomains", "privateDnsSpecifiedDomains"],
] as const;

/** An environment allows only versions of the provider that have the arguments which its files ask for. */
export const newerArgumentRule: Rule = (environment) => {
  const { resources } = environment;
  const given = environment.file.valueAt(["terraform", "awsProvider"]) ?? TESTED_AWS_PROVIDER;
  // Of what is no text, something is said already.
  if (typeof given !== "string") return [];
  const problems = (file: YamlFile, path: KeyPath, name: NewerArgumentName | RepairedArgumentName) => {
    const tooOld = newerArgumentProblem(name, given);
    return tooOld === undefined ? [] : [file.problemAt(path, tooOld.expected, tooOld.fix)];
  };
  const ofResources = [...(resources ?? [])].flatMap(([key, { spec }]) =>
    spec?.gateway.dnsResolution === undefined
      ? []
      : problems(environment.file, ["resources", key, "gateway", "dnsResolution"], "resourceConfigDnsResolution"),
  );
  const ofConnections = eachConnection(environment, ({ file }, connection, keys) =>
    OF_CONNECTION.flatMap(([key, name]) =>
      keys[key] === undefined ? [] : problems(file, ["connections", connection, key], name),
    ),
  );
  const ofGateways = environment.consumers.flatMap(({ file, gatewayEndpoints }) =>
    gatewayEndpoints?.s3?.dnsRecordIpType === undefined
      ? []
      : problems(file, ["gatewayEndpoints", "s3", "dnsRecordIpType"], "gatewayDnsRecordIpType"),
  );
  return [...ofResources, ...ofConnections, ...ofGateways];
};
