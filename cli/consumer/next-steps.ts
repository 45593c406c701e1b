import type { Changes } from "../../config/edit/changes";
import { type Environment, isManaged } from "../../config/environment";
import { engineEntry } from "../../pipeline/terraform/engine";
import type { Called } from "../start/options";
import { handOver } from "./hand-over";
import type { ConsumerOptions } from "./options";
import { recordSteps } from "./record-steps";
import { destruction, missingFolders, rejection, revokeText } from "./removal-steps";
import { type CustomerStacks, stacksOf } from "./stacks-of";
import type { Changed, Customer, Step } from "./step";
import { allow, delivery, deployment, start, status } from "./step-commands";

/**
 * What to do next for customers that were changed, in order, as commands that can be pasted. All of an environment that
 * are changed together have the same new state.
 */
export function nextSteps(
  environments: readonly Environment[],
  changed: readonly Changed[],
  options: ConsumerOptions,
  called: Called,
): string {
  const steps = environments.flatMap((environment) => {
    const customers = changed
      .filter((each) => each.environment === environment.name)
      .flatMap((each): Customer[] => {
        const spec = environment.consumers[each.name];
        return spec === undefined
          ? []
          : [{ ...each, stacks: stacksOf(environment, each.name, spec), managed: isManaged(spec) }];
      });
    return stepsOf(environment.name, customers, options, called);
  });
  return [
    "Next",
    ...steps.flatMap(({ what, commands }) => [`  ${what}`, ...commands.map((each) => `    ${each}`)]),
    "",
  ].join("\n");
}

function stepsOf(
  environment: string,
  customers: readonly Customer[],
  options: ConsumerOptions,
  called: Called,
): Step[] {
  const [first] = customers;
  if (first === undefined) return [];
  const has = (changes: Changes, key: RegExp) => Object.keys(changes).some((each) => key.test(each));
  if (first.changes !== undefined && !has(first.changes, /^state$|^connections\./))
    return recordSteps(first, first.changes, options, called);
  if (first.to === "invited")
    return [
      { what: "nothing to deploy: an invited customer may not connect yet", commands: [allow(first, options, called)] },
    ];
  const all = (of: (stacks: CustomerStacks) => readonly string[]) =>
    [...new Set(customers.flatMap(({ stacks }) => of(stacks)))].sort();
  const synthesize = { what: "check and synthesize", commands: [start(environment, options, called)] };
  const check = {
    what: "see whether AWS shows what is declared",
    commands: [status(environment, customers, options, called)],
  };
  const deliver = delivery(environment, options, called);
  const deploy = (what: string, ...stacks: readonly string[]): Step[] =>
    stacks.length === 0
      ? []
      : [
          {
            what,
            commands: [deployment({ environment, ...engineEntry(first.stacks.engine) }, stacks, options, called)],
          },
        ];
  const providers = all(({ providers }) => providers);
  const acceptances = all(({ acceptances }) => acceptances);
  if (first.to === "revoked")
    return [
      ...missingFolders(customers),
      synthesize,
      ...deploy(revokeText(customers, acceptances), ...acceptances, ...providers),
      ...rejection(
        environment,
        all(({ unattended }) => unattended),
        options,
        called,
      ),
      ...destruction(customers, called),
      check,
      deliver,
    ];
  if (first.changes !== undefined && !has(first.changes, /^state$/))
    return [
      synthesize,
      ...deploy("deploy: the endpoint is accepted", ...acceptances),
      ...deploy("deploy: the acceptor gets to know the endpoint", ...all(({ acceptors }) => acceptors)),
      check,
      deliver,
    ];
  if (first.to === "draining")
    return [synthesize, ...deploy("deploy: nothing new is accepted", ...providers), check, deliver];
  const own = all(({ consumer }) => consumer);
  const dns = all(({ dns }) => dns);
  const external = customers.filter(({ managed }) => !managed);
  const isNoted = acceptances.length > 0 && external.every(({ stacks }) => stacks.withoutEndpoint.length === 0);
  return [
    synthesize,
    ...(own.length > 0
      ? deploy("deploy: permission, endpoint, acceptance", ...providers, ...own, ...acceptances, ...dns)
      : isNoted
        ? deploy("deploy: permission, acceptance of the endpoints that are noted", ...providers, ...acceptances)
        : deploy("deploy: the customer becomes an allowed principal", ...providers)),
    ...external.slice(0, 1).flatMap((customer) => handOver(customer, acceptances, options, called)),
    check,
    deliver,
  ];
}
