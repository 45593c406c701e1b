import { type ConnectionDraft, isJudged } from "../draft";
import { type FilePlace, foundTwice } from "../twice";
import type { KeyPath } from "../yaml-file";
import type { Rule } from "./rule";

/**
 * An endpoint of an external consumer is named once, also where the consumer is revoked; and only where somebody is to
 * accept it.
 */
export const externalEndpointRule: Rule = ({ services, appliances, records }) => {
  const seen = new Map<string, FilePlace & { who: string }>();
  return records.flatMap((record) =>
    [...record.connections].flatMap(([name, connection = {}]) => {
      const { service, appliance } = connection;
      const acceptor = services?.get(service ?? "") ?? appliances?.get(appliance ?? "");
      const acceptance = acceptor?.acceptance ?? "registered";
      const { file } = record;
      return endpointsOf(connection).flatMap(({ id, path: keys }) => {
        const path = ["connections", name, ...keys];
        if (acceptance !== "registered" && isJudged(record))
          return [
            file.problemAt(
              path,
              `no endpoint to accept: ${service ?? appliance} has \`acceptance: ${acceptance}\``,
              `take it out, or set \`acceptance: registered\` for the ${service === undefined ? "appliances" : "service"}`,
            ),
          ];
        const other = seen.get(id);
        if (other === undefined) {
          seen.set(id, { file, path, who: `${record.name}, connection ${name}` });
          return [];
        }
        const found = foundTwice(id, [other, { file, path }]);
        return [file.problemAt(path, `an endpoint other than that of ${other.who}`, undefined, found)];
      });
    }),
  );
};

/** Endpoints that a connection names, and the keys that each stands under. */
function endpointsOf({ endpointId, endpointIds = [] }: ConnectionDraft): { id: string; path: KeyPath }[] {
  const one = endpointId === undefined ? [] : [{ id: endpointId, path: ["endpointId"] }];
  return [...one, ...endpointIds.map((id, index) => ({ id, path: ["endpointIds", index] }))];
}
