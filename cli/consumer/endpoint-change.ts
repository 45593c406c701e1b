import type { Changes } from "../../config/edit/changes";
import type { RecordPlace } from "../../config/edit/record-place";
import { asList, asMapping } from "../../config/fields";
import { existingNames, unknownNames } from "../../config/nearest";
import { NoSuchName } from "../../support/no-such-name";
import { printable } from "../../support/printable";
import { UserError } from "../../support/user-error";
import type { AllowOptions } from "./options";

/** What to write for an endpoint that a customer has told the id of. */
export function endpointChange(place: RecordPlace, { endpointId, connection }: AllowOptions): Changes {
  if (endpointId === undefined) {
    if (connection !== undefined)
      throw new UserError("--connection names the connection of an endpoint: give --endpoint-id with it.");
    return {};
  }
  const connections = connectionsOf(place);
  const name = connection ?? onlyOne(place, connections);
  const unknown = unknownNames([name], connections);
  if (unknown !== undefined)
    throw new NoSuchName(
      `${printable(place.customer)} has no connection:\n${unknown}\n${existingNames([name], connections)}`,
    );
  const listed = asMapping(asMapping(place.value.connections)[name]);
  const key = `connections.${name}.endpointId`;
  const several = `${key}s`;
  const before = listed.endpointId ?? place.value[key];
  const further = listed.endpointIds ?? place.value[several];
  const all = [before, ...(typeof further === "string" ? further.split(";") : asList(further))];
  if (all.some((each) => String(each ?? "").trim() === endpointId)) return {};
  const hasOnlyList = place.columns?.includes(several) === true && !place.columns.includes(key);
  // In the place of another id, the new one would have the other endpoint rejected.
  return before !== undefined || further !== undefined || hasOnlyList
    ? { [several]: { append: endpointId } }
    : { [key]: endpointId };
}

/** Names of the connections of a record. In a table, they are in the names of columns, and in the cell `services`. */
function connectionsOf({ form, value }: RecordPlace): string[] {
  if (form !== "csv") return Object.keys(asMapping(value.connections)).sort();
  const services = String(value.services ?? "").split(";");
  const columns = Object.keys(value).map((key) => /^connections\.([^.]+)\./.exec(key)?.[1] ?? "");
  const names = [...services, ...columns].map((each) => each.trim());
  return [...new Set(names.filter((each) => each !== ""))].sort();
}

function onlyOne({ customer }: RecordPlace, connections: readonly string[]): string {
  const [only, ...others] = connections;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    `${printable(customer)} has the connections ${connections.join(", ")}. Choose one with --connection.`,
  );
}
