import { EnvironmentError, type Problem } from "../../config/problem";
import { type KitService, regionProblem, slug } from "../../kit/kit-service";
import { UserError } from "../../support/user-error";
import type { CustomerRecord } from "../customer-record";
import type { KitOptions } from "./options";
import { type CardFile, readCards } from "./read-cards";

/** What a kit is written from, and where to. */
export interface KitRequest {
  readonly customer: string | undefined;
  readonly services: readonly KitService[];
  /** Folder unless said otherwise. */
  readonly folder: string;
  /** What the ledger says of the customer. @default - it was not asked */
  readonly record?: CustomerRecord;
  /** The command that allows the customer. @default - there is no record */
  readonly allow?: string;
}

/** A kit of somebody who has only the cards. */
export function kitFromCards({ card: paths = [], principal = [], region, env, service }: KitOptions): KitRequest {
  if (env !== undefined || service !== undefined)
    throw new UserError("--env and --service select a customer's services: expected the customer's NAME with them.");
  const [first, ...others] = readCards(paths);
  if (first === undefined)
    throw new UserError(
      "Expected the NAME of a customer, or the card of a service. Write `kit NAME --card FILE`, or `kit --card FILE`.",
    );
  const cards = [first, ...others];
  refuseRegions(cards, region);
  const { environment, service: only } = first.card;
  return {
    customer: undefined,
    services: cards.map(({ card }) => ({ card, region: region ?? card.region, principals: principal })),
    folder: `kits/${slug(environment)}${others.length === 0 ? `-${slug(only)}` : ""}`,
  };
}

/** Throws where an endpoint in the region cannot connect to a service. */
export function refuseRegions(cards: readonly CardFile[], region: string | undefined): void {
  const problems = cards.flatMap(({ file, card }): Problem[] => {
    const expected = region === undefined ? undefined : regionProblem(card, region);
    return expected === undefined
      ? []
      : [file.problemAt(["supportedRegions"], expected, "choose another region with --region", region)];
  });
  if (problems.length > 0) throw new EnvironmentError(problems);
}
