import { partitionOf } from "../../modules/aws/region";
import type { EnvironmentDraft } from "../draft";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** A VPC is associated with a zone once: a further VPC is another than that of the endpoint. */
export const furtherVpcRule: Rule = (environment) =>
  eachConnection(environment, ({ file, vpc }, name, { hostedZone }) =>
    vpc?.id === undefined || hostedZone?.vpcs[vpc.id] === undefined
      ? []
      : [
          file.problemAtKey(
            ["connections", name, "hostedZone", "vpcs", vpc.id],
            "a VPC other than the consumer's own, which Route 53 would have to associate twice",
            hostedZone.id === undefined
              ? "take it out: the zone is associated with it"
              : "take it out; `associate: true` has it associated with the zone that exists",
          ),
        ],
  );

/** A hosted zone is of one partition, as the VPCs that know its names. */
export const furtherVpcRegionRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { hostedZone }) =>
    Object.entries(hostedZone?.vpcs ?? {}).flatMap(([id, { region }]) => {
      const { region: own } = environment;
      return own === undefined || region === undefined || partitionOf(region) === partitionOf(own)
        ? []
        : [
            file.problemAt(
              ["connections", name, "hostedZone", "vpcs", id, "region"],
              `a region of the same partition as ${own}, ${partitionOf(own)}`,
            ),
          ];
    }),
  );

/** Records are made once: no two connections give one name in a hosted zone that exists. */
export function sameRecordProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, { readonly by: string; readonly file: YamlFile }>();
  return environments.flatMap(recordsIn).flatMap(({ zone, name, by, file, path }) => {
    const key = `${zone} ${name}`;
    const first = seen.get(key);
    seen.set(key, first ?? { by, file });
    return first === undefined
      ? []
      : [
          file.problemAt(
            path,
            `a name that no other connection gives in the zone ${zone}: ${name} is that of ${first.by} (${first.file.name})`,
            "choose another name",
          ),
        ];
  });
}

interface ZoneRecord {
  readonly zone: string;
  readonly name: string;
  readonly by: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

function recordsIn({ consumers }: EnvironmentDraft): ZoneRecord[] {
  return consumers.flatMap(({ name: consumer, file, connections }) =>
    [...connections].flatMap(([connection, spec]) => {
      const { id, name } = spec?.hostedZone ?? {};
      const by = `connection ${connection} of ${consumer}`;
      const path = ["connections", connection, "hostedZone", "name"];
      return id === undefined || name === undefined ? [] : [{ zone: id, name, by, file, path }];
    }),
  );
}
