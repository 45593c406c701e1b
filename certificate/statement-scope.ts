import type { Basis, Network } from "./basis-schema";
import type { Certificate } from "./certificate-file";

/** What the scope of a statement follows from. */
export interface ScopeParts {
  readonly network: Network;
  readonly basis: Basis;
  readonly endpoints: Certificate["endpoints"];
}

/**
 * Where something was found or not, in words that do not claim more than was examined.
 *
 * @param result only the documents that have it. @default - all documents
 */
export function whereOf({ kind, documents }: Basis, result?: Basis["documents"][number]["result"]): string {
  const kinds = documents.filter((each) => result === undefined || each.result === result).map((each) => each.kind);
  const plan =
    kind === "plan-with-changes"
      ? "its plan, as it will be after the plan is applied"
      : "what Terraform knew of it when the plan was made";
  return [
    ...(kinds.includes("stack") ? ["the configuration that is declared for it"] : []),
    ...(kinds.includes("plan") ? [plan] : []),
  ].join(" and in ");
}

/** What a statement is about. */
export function holdsFor({ basis, network }: ScopeParts): string[] {
  const { plan, kind, documents } = basis;
  const stack = documents.some((each) => each.kind === "stack");
  const said = [
    ...(stack ? [`The configuration of the stack ${network.stack ?? "that is named below"}, as it is written.`] : []),
  ];
  if (kind === "plan-without-changes")
    return [
      ...said,
      "The plan, which changes nothing: the configuration, and what Terraform knew of the deployment when the plan " +
        "was made.",
    ];
  if (kind === "plan-with-changes") {
    const { create = 0, update = 0, replace = 0, destroy = 0 } = plan?.changes ?? {};
    return [
      ...said,
      `What will be there after the plan is applied (${create} to create, ${update} to change, ` +
        `${replace} to replace, ${destroy} to destroy), and not what is there before.`,
    ];
  }
  const reason = plan === null ? "No plan was given." : withoutPlan(plan);
  return [...said, `Only the declared configuration, not what is deployed. ${reason}`];
}

/** Why the statement rests on no plan, although plans were given. */
function withoutPlan({ status, reason }: NonNullable<Basis["plan"]>): string {
  const isMade = status === "given" || status === "planned" || status === "no-changes";
  if (isMade) return "The plan does not show this network, or could not be judged.";
  return `There is no plan of it: it is ${status}${reason === null ? "" : `, because ${reason}`}.`;
}

/** What a statement says nothing about. */
export function doesNotCover({ basis, network, endpoints }: ScopeParts): string[] {
  return [
    basis.kind === "configuration"
      ? "What is deployed in AWS: nobody asked AWS."
      : "What was changed in AWS after the plan was made, and what is in AWS that the plan did not look up.",
    "What other configurations do to this network by its id, such as a peering connection that they add.",
    ...(network.existing
      ? [
          "This VPC already existed: gateways, routes and peering connections that others gave it are seen only if " +
            "the plan looked them up.",
        ]
      : []),
    ...(endpoints.length === 0 ? [] : ["What the services behind the endpoints do with what they are sent."]),
    "Who may sign in to AWS and change this network, and the software that runs in it.",
  ];
}
