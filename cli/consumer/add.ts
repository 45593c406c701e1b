import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { CannotEdit } from "../../config/edit/changes";
import type { FileEdit } from "../../config/edit/checked-edit";
import { type NewCustomer, newFile, withCsvRow, withJsonLine } from "../../config/edit/new-record";
import { formOf, recordPlaces, textOfFile } from "../../config/edit/record-place";
import { CONSUMERS } from "../../config/environment-folder";
import { ENVIRONMENT_FILE, environmentNames } from "../../config/environments-folder";
import { asMapping, KEY_EXPECTATION, KEY_PATTERN } from "../../config/fields";
import { existingNames, unknownNames } from "../../config/nearest";
import { EnvironmentError } from "../../config/problem";
import { YamlFile } from "../../config/yaml-file";
import { DEFAULT_STATE } from "../../ledger/state";
import { today } from "../../support/date";
import { listed } from "../../support/listed";
import { NoSuchName } from "../../support/no-such-name";
import { packagedFileFrom } from "../../support/package-root";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { Called } from "../start/options";
import { writeChecked } from "./edit";
import { nextSteps } from "./next-steps";
import { type AddOptions, NO_END } from "./options";

/** Adds an external customer. @returns what to tell. */
export function addCustomer(name: string, options: AddOptions, called: Called): string {
  const environment = onlyEnvironment(options);
  refuseName(name, environment, options);
  const customer = newCustomer(name, environment, options);
  const edit =
    options.to === undefined ? ownFile(customer, environment, options) : tableRow(customer, environment, options);
  const { environments, notes } = writeChecked(options.environments, [environment], [edit]);
  const line = edit.after.slice(0, edit.after.length - 1).split("\n").length;
  return [
    `${shown(edit.path)}${options.to === undefined ? "" : `:${line}`}  ${name}: \`${customer.state}\``,
    ...notes,
    "",
    nextSteps(environments, [{ environment, name, to: options.state ?? DEFAULT_STATE }], options, called),
  ].join("\n");
}

function onlyEnvironment({ environments, env }: AddOptions): string {
  const names = environmentNames(environments, env === undefined ? undefined : [env]);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(`There are several environments: ${listed(names)}. Choose one with --env.`);
}

function refuseName(name: string, environment: string, { environments }: AddOptions): void {
  if (!KEY_PATTERN.test(name))
    throw new UserError(`${printable(name)}: expected ${KEY_EXPECTATION} as the name of a customer.`);
  const [place] = recordPlaces(environments, environment, new Set([name]));
  if (place !== undefined)
    throw new UserError(
      `${shown(place.path)}:${place.line}: ${name} has a record already. To change it: consumer allow, drain, revoke or show.`,
    );
}

function newCustomer(name: string, environment: string, options: AddOptions): NewCustomer {
  const state = options.state ?? DEFAULT_STATE;
  const { account: accounts, principal: principals = [], contact, reason, until, service } = options;
  return {
    name,
    accounts: [...new Set(accounts)],
    principals: [...new Set(principals)],
    contact,
    state,
    since: options.now ?? today(),
    reason,
    until: until === NO_END ? undefined : until,
    connections: connectionsTo([...new Set(service)], join(options.environments, environment, ENVIRONMENT_FILE)),
  };
}

/** What the keys stand for: in the file of an environment, no key is that of two things. */
function connectionsTo(keys: readonly string[], path: string): NewCustomer["connections"] {
  const file = YamlFile.read(path);
  if (!(file instanceof YamlFile)) throw new EnvironmentError([file]);
  const offered = asMapping(file.value);
  const kinds = { service: offered.services, resource: offered.resources, appliance: offered.appliances } as const;
  const known = Object.values(kinds).flatMap((each) => Object.keys(asMapping(each)));
  const unknown = unknownNames(keys, known.sort());
  if (unknown !== undefined)
    throw new NoSuchName(`No such service in ${shown(path)}:\n${unknown}\n${existingNames(keys, known)}`);
  return keys.map((key) => ({
    key,
    kind:
      (["service", "resource", "appliance"] as const).find((kind) => Object.hasOwn(asMapping(kinds[kind]), key)) ??
      "service",
  }));
}

function ownFile(customer: NewCustomer, environment: string, { environments }: AddOptions): FileEdit {
  const path = join(environments, environment, CONSUMERS.folder, `${customer.name}${CONSUMERS.extension}`);
  return { path, before: undefined, after: newFile(customer, schemaFrom(dirname(resolve(path)))) };
}

/** Path of the schema of consumers from a folder; undefined where it would be that of a machine. */
function schemaFrom(folder: string): string | undefined {
  const schema = packagedFileFrom(folder, "schemas/consumer.schema.json");
  return schema === undefined ? undefined : relative(folder, schema).split(sep).join("/");
}

function tableRow(customer: NewCustomer, environment: string, { environments, to = "" }: AddOptions): FileEdit {
  const path = join(environments, environment, CONSUMERS.folder, basename(to));
  const form = formOf(path);
  if (form !== "csv" && form !== "jsonl")
    throw new UserError(`--to ${printable(to)}: expected a file that ends with .csv or .jsonl.`);
  if (dirname(to) !== "." && resolve(to) !== resolve(path))
    throw new UserError(`--to ${printable(to)}: expected a file in ${shown(dirname(path))}.`);
  if (!existsSync(path) && form === "csv")
    throw new UserError(`${shown(path)}: expected a table with a first line that names the columns; found no file.`);
  const before = existsSync(path) ? textOfFile(path) : undefined;
  try {
    const after = form === "csv" ? withCsvRow(before ?? "", customer) : withJsonLine(before ?? "", customer);
    return { path, before, after };
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    throw new UserError(
      `${shown(path)}:1:1: expected ${error.expected}. To correct it: ${error.fix}. Nothing was written.`,
    );
  }
}
