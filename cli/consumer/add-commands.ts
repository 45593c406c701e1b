import { type Command, Option } from "commander";
import { STATES, transitionProblem } from "../../ledger/state";
import { endpointIdProblem } from "../../modules/aws/endpoint-id";
import { customerPrincipalProblem } from "../../modules/aws/principal";
import { isDate } from "../../support/date";
import { checkedBy, date, environments, names, notEmpty } from "../options";
import type {
  AddOptions,
  AllowOptions,
  ConsumerOptions,
  ConsumerRequest,
  RevokeOptions,
  StateOptions,
} from "./options";
import { NO_END } from "./options";

/** Adds the commands of `consumer`. @param run runs one of them. */
export function withConsumer(
  command: Command,
  env: NodeJS.ProcessEnv,
  run: (request: ConsumerRequest) => Promise<void>,
): void {
  command.description("edits the records of customers, and says what to deploy next").helpCommand(false);
  const add = (name: string) =>
    command
      .command(name)
      .helpOption("-h, --help", "print this help")
      .addOption(environments(env))
      .addOption(
        new Option("--env <name>", "environment of the customer (default: the one that has it)").argParser(notEmpty),
      );
  withNew(withState(add("add").argument("<name>", "name of the new customer")))
    .description("adds an external customer")
    .action((name: string, options: AddOptions) => run({ action: "add", name, options }));
  withEndpoint(withState(add("allow").argument("<name>", "customer")))
    .description("allows a customer to connect, and notes the id of their endpoint")
    .action((name: string, options: AllowOptions) => run({ action: "allow", name, options }));
  withState(add("drain").argument("<name>", "customer"))
    .description("accepts nothing new of a customer; existing connections stay")
    .action((name: string, options: StateOptions) => run({ action: "drain", name, options }));
  withState(add("revoke").argument("[name]", "customer"))
    .addOption(new Option("--ended", "revoke every customer whose last day has passed, in place of one by name"))
    .description("removes the permission of a customer, and has the connections rejected; needs --reason")
    .action((name: string | undefined, options: RevokeOptions) => run({ action: "revoke", name, options }));
  add("show")
    .argument("<name>", "customer")
    .description("shows the record of a customer, and the stacks that it is part of")
    .action((name: string, options: ConsumerOptions) => run({ action: "show", name, options }));
}

/** A text of one line. */
const line = checkedBy((text) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(text) ? "one line of text" : undefined));

function withState(command: Command): Command {
  return command
    .addOption(new Option("--reason <text>", "why; one line").argParser(line))
    .addOption(
      new Option("--until <date>", `last day of the access (UTC); \`${NO_END}\` removes it`).argParser(
        checkedBy((text) => (text === NO_END || isDate(text) ? undefined : `a day such as 2027-06-30, or ${NO_END}`)),
      ),
    )
    .addOption(new Option("--now <date>", "day that the change is dated (default: today, UTC)").argParser(date));
}

function withEndpoint(command: Command): Command {
  return command
    .addOption(
      new Option("--endpoint-id <id>", "id of their endpoint, which is then accepted").argParser(
        checkedBy(endpointIdProblem),
      ),
    )
    .addOption(
      new Option("--connection <name>", "connection of the endpoint (default: the only one)").argParser(notEmpty),
    );
}

/** States that a new customer can have. */
const FIRST_STATES = STATES.filter((state) => transitionProblem(undefined, state) === undefined);

const account = checkedBy((text) => (/^\d{12}$/.test(text) ? undefined : "an account id: 12 digits"));
const principal = checkedBy((text) => customerPrincipalProblem(text, "the principals one by one, not `*`"));

function withNew(command: Command): Command {
  return command
    .addOption(
      new Option("--account <id...>", "accounts of the customer")
        .argParser((value: string, previous: string[] = []) => [...previous, ...value.split(",").map(account)])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--service <key...>", "services, resources or appliances that the customer connects to")
        .argParser(names)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--principal <arn...>", "who may connect (default: each account as a whole)").argParser(
        (value: string, previous: string[] = []) => [...previous, principal(value)],
      ),
    )
    .addOption(new Option("--contact <text>", "whom to talk to; one line").argParser(line))
    .addOption(new Option("--state <state>", "state of the new customer (default: allowed)").choices(FIRST_STATES))
    .addOption(
      new Option(
        "--to <file>",
        "table in consumers/ that gets a row, .csv or .jsonl (default: a file of its own)",
      ).argParser(notEmpty),
    );
}
