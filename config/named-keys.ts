import { connectionSchema } from "./connection/connection-schema";
import { ways } from "./connection/ways";
import { externalConsumerSchema } from "./consumer-schema";
import type { NamedKeys } from "./draft";
import { entriesOf, type Mapping, part } from "./fields";
import type { KeyPath, YamlFile } from "./yaml-file";

/** What connections name by key, whatever else is wrong with them. */
export function namedKeys(file: YamlFile, path: KeyPath, external: boolean): NamedKeys[] {
  return entriesOf(file.valueAt(path)).map(([name, each]) => ({
    ...{ file, external, path: [...path, name] },
    keys: keysOf(each, external),
  }));
}

function keysOf(connection: Mapping, external: boolean): NamedKeys["keys"] {
  const { service, card, resource, shared } = connectionSchema.shape;
  const { appliance } = externalConsumerSchema.shape.connections.valueType.shape;
  const ofShared = external ? undefined : part(shared, connection.shared);
  if (ofShared !== undefined) return { shared: ofShared };
  // Of several ways, it is not known which is meant.
  if ([...Object.keys(ways), "appliance"].filter((way) => connection[way] !== undefined).length > 1) return {};
  return {
    service: part(service, connection.service),
    resource: part(resource, connection.resource),
    ...(external ? { appliance: part(appliance, connection.appliance) } : { card: part(card, connection.card) }),
  };
}
