import type { z } from "zod";
import { connectionSchema, externalConsumerSchema, managedConsumerSchema } from "./consumer-schema";
import {
  type EnvironmentSpec,
  environmentSchema,
  regionSchema,
  type ServiceSpec,
  serviceSchema,
} from "./environment-schema";
import { asMapping } from "./fields";
import type { Problem } from "./problem";
import { schemaProblems } from "./schema-problems";
import { type VpcSpec, vpc } from "./shared-schema";
import type { YamlFile } from "./yaml-file";

/**
 * An environment as far as it could be read. The rules between files work on this, so that they find what they can even
 * where some part was refused: a part that was is undefined, but its key is known.
 */
export interface EnvironmentDraft {
  readonly name: string;
  readonly file: YamlFile;
  readonly region: string | undefined;
  readonly spec: EnvironmentSpec | undefined;
  readonly services: ReadonlyMap<string, ServiceSpec | undefined>;
  readonly consumers: readonly ConsumerDraft[];
}

/** A consumer as far as its file could be read. */
export interface ConsumerDraft {
  readonly name: string;
  readonly file: YamlFile;
  readonly external: boolean;
  readonly vpc: VpcSpec | undefined;
  /** Connections by name; of one that was refused, nothing but its name. */
  readonly connections: ReadonlyMap<string, ConnectionDraft | undefined>;
}

/** A connection of either kind of consumer. */
export interface ConnectionDraft {
  readonly service?: string | undefined;
  readonly serviceName?: string | undefined;
  readonly serviceArn?: string | undefined;
  readonly ports?: readonly number[] | undefined;
  readonly minimumZones?: number | undefined;
  readonly endpointId?: string | undefined;
}

/** The file as an environment, and what its schema finds wrong. */
export function draftEnvironment(
  name: string,
  file: YamlFile,
  consumers: readonly ConsumerDraft[],
): { draft: EnvironmentDraft; problems: Problem[] } {
  const value = asMapping(file.value);
  const spec = part(environmentSchema, file.value);
  const services = Object.keys(asMapping(value.services))
    .sort()
    .map((key) => [key, part(serviceSchema, asMapping(value.services)[key])] as const);
  return {
    draft: { name, file, region: part(regionSchema, value.region), spec, services: new Map(services), consumers },
    problems: problemsOf(file, environmentSchema),
  };
}

/** The file as a consumer, and what its schema finds wrong. */
export function draftConsumer(name: string, file: YamlFile): { draft: ConsumerDraft; problems: Problem[] } {
  const value = asMapping(file.value);
  const external = value.external === true;
  const connection = external ? externalConsumerSchema.shape.connections.valueType : connectionSchema;
  const connections = Object.entries(asMapping(value.connections)).map(
    ([key, each]): [string, ConnectionDraft | undefined] => [key, part<ConnectionDraft>(connection, each)],
  );
  return {
    draft: { name, file, external, vpc: part(vpc, value.vpc), connections: new Map(connections) },
    problems: problemsOf(file, external ? externalConsumerSchema : managedConsumerSchema),
  };
}

function problemsOf(file: YamlFile, schema: z.ZodType): Problem[] {
  return file.syntaxProblems.length > 0 ? [...file.syntaxProblems] : schemaProblems(file, schema);
}

function part<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}
