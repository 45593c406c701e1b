import { z } from "zod";
import { parameterNameProblem, sharePrincipalProblem } from "../../modules/card/card-parameter-problems";
import { cardLink, cardText } from "../../modules/card/schema";
import { checked } from "../fields";

const parameter = z
  .strictObject({
    name: checked(parameterNameProblem)
      .optional()
      .describe("Name of the parameter. Default: /privatelink/<environment>/<service>."),
    shareWithConsumers: z
      .boolean()
      .default(true)
      .describe(
        "Whether it is shared with the accounts of this environment's consumers of the service. Default: true.",
      ),
    shareWith: z
      .array(checked(sharePrincipalProblem))
      .default([])
      .describe(
        "Whom else it is shared with: ids of accounts, ARNs of organizations or organizational units. Default: nobody.",
      ),
    allowExternalPrincipals: z
      .boolean()
      .default(false)
      .describe(
        "Whether accounts outside the service account's organization may be among them; each must accept an invitation. Default: false.",
      ),
  })
  .describe(
    "The card in a parameter of Systems Manager, shared through AWS Resource Access Manager. It is of the advanced tier, which AWS charges for.",
  );

/** Name of the parameter with the card of a service unless the service says another. */
export function defaultParameterName(environment: string, service: string): string {
  return `/privatelink/${environment}/${service}`;
}

/** Keys of a service about its card, and what the card has from people. */
export const cardKeys = {
  description: cardText.optional().describe("What the service is, for its card."),
  documentation: cardLink.optional().describe("Link to the service's documentation, for its card."),
  contact: cardText.optional().describe("Whom consumers talk to about the service, for its card."),
  card: z
    .strictObject({ parameter: parameter.optional() })
    .optional()
    .describe(
      "Service card besides the output service_card and the file cards/<environment>/<service>.json. Default: none.",
    ),
};

/** Where a service's card is kept for consumers, as an environment file gives it. */
export type CardParameterSpec = z.output<typeof parameter>;
