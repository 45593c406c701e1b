import type { z } from "zod";
import { connectionSchema } from "./connection/connection-schema";
import { ways } from "./connection/ways";
import { externalConsumerSchema } from "./consumer-schema";
import type { NamedKeys } from "./draft";
import { entriesOf, type Mapping, part } from "./fields";
import type { KeyPath, YamlFile } from "./yaml-file";

/**
 * What connections name by key, whatever else is wrong with them.
 *
 * @param isSound whether the schema finds nothing wrong in the file: then no key is asked for by itself. @default false
 */
export function namedKeys(file: YamlFile, path: KeyPath, external: boolean, isSound: boolean = false): NamedKeys[] {
  const read: Read = isSound ? (_, value) => value as string | undefined : part;
  return entriesOf(file.valueAt(path)).map(([name, each]) => ({
    ...{ file, external, path: [...path, name] },
    keys: keysOf(each, external, read),
  }));
}

/** Reads a key by its schema. */
type Read = (schema: z.ZodType<string | undefined>, value: unknown) => string | undefined;

const { service, card, resource, shared } = connectionSchema.shape;
const { appliance } = externalConsumerSchema.shape.connections.valueType.shape;
const WAYS = [...Object.keys(ways), "appliance"];

function keysOf(connection: Mapping, external: boolean, read: Read): NamedKeys["keys"] {
  const ofShared = external ? undefined : read(shared, connection.shared);
  if (ofShared !== undefined) return { shared: ofShared };
  // Of several ways, it is not known which is meant.
  if (WAYS.filter((way) => connection[way] !== undefined).length > 1) return {};
  return {
    service: read(service, connection.service),
    resource: read(resource, connection.resource),
    ...(external ? { appliance: read(appliance, connection.appliance) } : { card: read(card, connection.card) }),
  };
}
