import type { Changes } from "../../config/edit/changes";
import type { RecordPlace } from "../../config/edit/record-place";
import { recordPlaces } from "../../config/edit/record-place";
import { EnvironmentError } from "../../config/problem";
import type { State } from "../../ledger/state";
import { counted } from "../../support/counted";
import { today } from "../../support/date";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import type { Called } from "../start/options";
import { editRecords, type RecordEdit, recordProblem } from "./edit";
import { endpointChange } from "./endpoint-change";
import { nextSteps } from "./next-steps";
import type { AllowOptions, StateOptions } from "./options";
import { recordNamed, selectedEnvironments } from "./selected-environments";
import { declaredState, stateChange } from "./state-changes";
import type { Changed } from "./step";

/** Gives a customer a state. @returns what to tell. */
export function changeState(name: string, to: State, options: StateOptions, called: Called): string {
  const place = recordNamed(name, options);
  return changed(place, to, changesTo(place, to, options), options, called);
}

/** Allows a customer to connect, and notes their endpoint. @returns what to tell. */
export function allowCustomer(name: string, options: AllowOptions, called: Called): string {
  const place = recordNamed(name, options);
  const changes = { ...changesTo(place, "allowed", options), ...endpointChange(place, options) };
  return changed(place, "allowed", changes, options, called);
}

function changesTo(place: RecordPlace, to: State, options: StateOptions): Changes {
  const change = stateChange(place, to, options, options.now ?? today());
  if ("expected" in change) throw new EnvironmentError([recordProblem(place, change)]);
  return change.changes;
}

function changed(place: RecordPlace, to: State, changes: Changes, options: StateOptions, called: Called): string {
  return Object.keys(changes).length === 0
    ? `${printable(place.customer)} is \`${to}\` already. Nothing was written.\n`
    : edited([{ place, changes }], to, options, called);
}

/** Revokes every customer whose last day has passed. @returns what to tell. */
export function revokeEnded(options: StateOptions, called: Called): string {
  const day = options.now ?? today();
  const places = selectedEnvironments(options).flatMap((environment) =>
    recordPlaces(options.environments, environment),
  );
  const records = places
    .filter((place) => hasEnded(place, day))
    .map((place): RecordEdit => {
      const reason = options.reason ?? `access ended on ${place.value.until}`;
      const change = stateChange(place, "revoked", { reason }, day);
      if ("expected" in change) throw new EnvironmentError([recordProblem(place, change)]);
      return { place, changes: change.changes };
    });
  if (records.length === 0) return `No access has ended by ${day}. Nothing was written.\n`;
  return edited(records, "revoked", options, called);
}

function hasEnded(place: RecordPlace, day: string): boolean {
  const { until } = place.value;
  const state = declaredState(place);
  return typeof until === "string" && until < day && (state === "allowed" || state === "draining");
}

/** Records that have a line of their own before the rest is counted. */
const LISTED = 20;

function edited(records: readonly RecordEdit[], to: State, options: StateOptions, called: Called): string {
  const { environments, notes } = editRecords(options.environments, records);
  const lines = records
    .slice(0, LISTED)
    .map(
      ({ place, changes }) =>
        `${shown(place.path)}:${place.line}  ${printable(place.customer)}: ${changeText(place, changes)}`,
    );
  const rest = records.length - lines.length;
  const customers = records.map(
    ({ place, changes }): Changed => ({
      environment: place.environment,
      name: place.customer,
      to,
      changes,
    }),
  );
  return [
    ...lines,
    ...(rest > 0 ? [`and ${counted(rest, "more customer")}`] : []),
    ...notes,
    "",
    nextSteps(environments, customers, options, called),
  ].join("\n");
}

function changeText(place: RecordPlace, changes: RecordEdit["changes"]): string {
  return Object.entries(changes)
    .filter(([key, value]) => value !== place.value[key])
    .map(([key, value]) => {
      const before = key === "state" ? (place.value.state ?? "allowed") : place.value[key];
      if (typeof value === "object") return `${key}: ${printable(value.append)} added`;
      const from = before === undefined ? "" : `${printable(String(before))} -> `;
      return `${key}: ${from}${value === undefined ? "none" : printable(value)}`;
    })
    .join(", ");
}
