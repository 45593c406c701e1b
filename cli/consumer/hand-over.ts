import { engineEntry } from "../../pipeline/terraform/engine";
import { shellCommand } from "../../support/shell";
import { commandText } from "../invocation";
import { takeCard } from "../pasted";
import type { Called } from "../start/options";
import type { ConsumerOptions } from "./options";
import type { Customer, Step } from "./step";
import { allow, deployment, folderOptions } from "./step-commands";

/** What is given to an external customer, and what is awaited from them. */
export function handOver(
  customer: Customer,
  acceptances: readonly string[],
  options: ConsumerOptions,
  called: Called,
): Step[] {
  const { environment, name, stacks } = customer;
  const prefix = `${environment}-service-`;
  const cards = stacks.providers
    .filter((stack) => stack.startsWith(prefix))
    .map((stack) => takeCard(stack, stack.slice(prefix.length), called.invocation, stacks.engine));
  const folder = folderOptions(options, called);
  const words = [name, "--env", environment, ...cards.flatMap(({ file }) => ["--card", file]), ...folder];
  const kit = `${commandText(called.invocation, "kit")} ${shellCommand(words)}`;
  const connections = stacks.withoutEndpoint;
  // A connection is named only where there are several: `allow` takes the only one of a record.
  const named = stacks.connections > 1 ? connections.map((each) => ["--connection", each]) : connections.map(() => []);
  return [
    ...(cards.length === 0
      ? []
      : [
          {
            what: "write the kit, and send it to the customer",
            commands: [...cards.map(({ command }) => command), kit],
          },
        ]),
    ...(connections.length === 0
      ? []
      : [
          {
            what: "once they have told the id of their endpoint: note it, then deploy the acceptance",
            commands: [
              ...named.map((each) =>
                allow(customer, options, called, "--endpoint-id", "vpce-0123456789abcdef0", ...each),
              ),
              deployment({ environment, ...engineEntry(stacks.engine) }, acceptances, options, called),
            ],
          },
        ]),
  ];
}
