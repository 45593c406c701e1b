import { DECLARED, type Decision, type Declared, decide, decideMismatch, type UnknownPolicy } from "../ledger/decide";
import { ENDPOINT_STATES, OBSERVATIONS, type Observation, observationOf } from "../ledger/observation";
import { evenTable } from "../support/markdown";

/** Page of the docs that the table is. */
export const CUSTOMER_TABLE = "docs/operating/customers-table.md";

const WHAT: Readonly<Record<Declared, string>> = {
  invited: "The customer is known, and may not connect yet.",
  allowed: "The customer may connect.",
  draining: "Existing connections stay. No new one is accepted.",
  revoked: "The permission is removed, and connections are rejected. The record stays.",
  ended: "The record says `allowed` or `draining`, and the day `until` has passed.",
  unknown: "No record has the endpoint.",
};

/** The page: what follows from each state of a customer and each observation. It is made of the code that decides. */
export function customerTable(): string {
  return [
    "# What follows from a state and an observation",
    "",
    "This page says what the acceptor, `status` and `reconcile` decide for each state of a customer and each observation.",
    "It is generated from the code that decides (`ledger/decide.ts`): do not edit it.",
    "",
    "- **Action** is what the acceptor and `reconcile` do with the endpoint.",
    "- **Difference** is what `status` reports. Where it is empty, everything is as declared.",
    "",
    "## Observations",
    "",
    ...evenTable(["observation", "states of the endpoint in AWS"], OBSERVATIONS.map(observationRow)),
    "",
    ...DECLARED.flatMap((declared) => section(declared)),
    ...section("unknown", "reject"),
    ...otherSection(),
  ].join("\n");
}

function observationRow(observation: Observation): string[] {
  const states = ENDPOINT_STATES.filter((state) => observationOf(state) === observation);
  return [code(observation), states.length === 0 ? "there is no endpoint" : states.map(code).join(", ")];
}

function section(declared: Declared, unknown: UnknownPolicy = "leave"): string[] {
  const rows = OBSERVATIONS.map((observed) => row(observed, decide(declared, observed, unknown)));
  return [
    `## ${declared}${unknown === "reject" ? ", with `unknown: reject`" : ""}`,
    "",
    WHAT[declared],
    "",
    ...evenTable(["observed", "action", "difference", "what it means"], rows),
    "",
  ];
}

/** Endpoints that a record names, and that are of another account or region than it says. */
function otherSection(): string[] {
  const rows = (["other-account", "other-region"] as const).flatMap((kind) => {
    const what =
      kind === "other-account"
        ? "account 777777777777; expected: 666666666666"
        : "region us-east-2; expected: us-east-1";
    const names = `globex/orders names this endpoint, but it is of ${what}`;
    return (["leave", "reject"] as const).flatMap((unknown) =>
      (["waiting", "pending", "available"] as const).map((observed) => [
        code(`unknown: ${unknown}`),
        ...row(observed, decideMismatch(kind, observed, unknown, names)),
      ]),
    );
  });
  return [
    "## unknown, but a record names its id",
    "",
    "The endpoint is of another account or region than the record says. The record does not count. All else is as above.",
    "",
    ...evenTable(["setting", "observed", "action", "difference", "what it means, by an example"], rows),
    "",
  ];
}

function row(observed: Observation, { action, difference, says }: Decision): string[] {
  return [code(observed), action, difference === undefined ? "" : code(difference), says];
}

function code(text: string): string {
  return `\`${text}\``;
}
