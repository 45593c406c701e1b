import { awsServiceOf, isCrossRegionService, regionOfGlobalName } from "../../modules/aws/aws-service";
import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { partitionOf } from "../../modules/aws/region";
import { knownService } from "../connection/known-service";
import { type ConnectionDraft, type EnvironmentDraft, regionOf } from "../draft";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Consumers' VPCs are in the environment's partition: PrivateLink leads from none to another. */
export const consumerRegionRule: Rule = ({ region, consumers }) =>
  consumers.flatMap(({ file, region: own }) =>
    region === undefined || own === undefined || partitionOf(own) === partitionOf(region)
      ? []
      : [file.problemAt(["region"], inPartition(region))],
  );

/** A connection leads to another region only where the service is offered to it, and AWS supports that. */
export const serviceRegionRule: Rule = (environment) =>
  eachConnection(environment, (consumer, name, connection) => {
    const here = regionOf(environment, consumer);
    if (here === undefined || consumer.external) return [];
    const { region, otherRegion } = knownService(environment, connection, here);
    const there = connection.resource === undefined ? region : environment.region;
    const at = { file: consumer.file, path: ["connections", name] };
    const unconfirmed = confirmationProblems(at, connection, here);
    if (unconfirmed.length > 0) return unconfirmed;
    if (there === undefined || there === here) return [];
    if (connection.resource !== undefined) return resourceElsewhere(at, there);
    return [
      ...(otherRegion ? reachProblems(environment, at, connection, here, there) : []),
      ...(connection.zones === undefined
        ? []
        : [
            at.file.problemAt(
              [...at.path, "zones"],
              `no \`zones\`: the service is in ${there}, and its zones need not match those of ${here}`,
              "take them out; `inZones` chooses among the VPC's",
            ),
          ]),
    ];
  });

/** Where a problem stands. */
interface At {
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/**
 * A service in another region, by its name or ARN, is asked for by `region` as well: a name that was copied from
 * elsewhere would otherwise fail at apply only, and traffic between regions has its price.
 */
function confirmationProblems({ file, path }: At, connection: ConnectionDraft, here: string): Problem[] {
  const { serviceName, serviceArn, region } = connection;
  const key = serviceName !== undefined ? "serviceName" : "serviceArn";
  const parsed = serviceName !== undefined ? parseServiceName(serviceName) : parseServiceArn(serviceArn ?? "");
  if (typeof parsed === "string") return [];
  const there = parsed.region ?? regionOfGlobalName(parsed.serviceName, here);
  if (region !== undefined)
    return region === there
      ? []
      : [
          file.problemAt(
            [...path, "region"],
            `${there}, the region of the service by its \`${key}\``,
            `write \`${there}\``,
          ),
        ];
  // Where there is one service in a partition, nobody chooses its region; another partition is told by itself.
  if (parsed.region === undefined || there === here || partitionOf(there) !== partitionOf(here)) return [];
  if (parsed.serviceId === undefined) {
    const service = awsServiceOf(parsed.serviceName, there);
    if (!isCrossRegionService(service))
      return [
        file.problemAt(
          [...path, key],
          noOtherRegion(service, here),
          `write \`${parsed.serviceName.replace(there, here)}\`; or, where AWS does by now, \`region: ${there}\` beside this`,
        ),
      ];
  }
  return [
    file.problemAt(
      [...path, key],
      `a service in ${here}, the consumer's region, or \`region\` beside it: this is in ${there}`,
      `write \`region: ${there}\` beside it if that is meant, else correct the ${key === "serviceName" ? "name" : "ARN"}`,
    ),
  ];
}

function resourceElsewhere({ file, path }: At, there: string): Problem[] {
  return [
    file.problemAt(
      [...path, "resource"],
      `a resource in the consumer's region: this is in ${there}, and AWS shares resources within a region alone`,
      "put a consumer there, or offer it as a service with `supportedRegions`",
    ),
  ];
}

function reachProblems(
  environment: EnvironmentDraft,
  { file, path }: At,
  connection: ConnectionDraft,
  here: string,
  there: string,
): Problem[] {
  const { service, card, serviceName, awsService } = connection;
  const say = (key: string, expected: string, fix?: string) => [file.problemAt([...path, key], expected, fix)];
  if (service !== undefined) {
    const offered = environment.services?.get(service)?.spec?.supportedRegions;
    if (environment.services?.get(service)?.spec === undefined || offered?.includes(here)) return [];
    const where = environment.file.name;
    return say(
      "service",
      `a service that is offered to ${here}, the consumer's region; ${service} is not`,
      `add ${here} to \`supportedRegions\` of ${service} in ${where}`,
    );
  }
  if (card !== undefined) {
    const offered = environment.cards.get(card)?.card?.supportedRegions ?? [];
    return offered.includes(here)
      ? []
      : say(
          "card",
          `the card of a service that is offered to ${here}, the consumer's region: this is to ${[...offered].sort().join(", ")}`,
          `ask the provider to add ${here} to its supported regions, then for the new card`,
        );
  }
  const key = awsService !== undefined ? "region" : serviceName !== undefined ? "serviceName" : "serviceArn";
  if (partitionOf(there) !== partitionOf(here)) return say(key, inPartition(here));
  if (awsService === undefined || isCrossRegionService(awsService)) return [];
  return say(
    key,
    noOtherRegion(awsService, here),
    "take it out; or, where AWS does by now, give `serviceName` and `ports` beside it, in place of `awsService`",
  );
}

function noOtherRegion(service: string, here: string): string {
  return `the consumer's region, ${here}: AWS connects ${service} to no other, as far as is known here`;
}

function inPartition(region: string): string {
  return `a region of the same partition as ${region}, ${partitionOf(region)}`;
}
