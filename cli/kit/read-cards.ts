import { readCard } from "../../config/card-file";
import { readFile } from "../../config/digest";
import { EnvironmentError, type Problem } from "../../config/problem";
import type { YamlFile } from "../../config/yaml-file";
import type { DeployedServiceCard } from "../../modules/card";

/** A card, and its file for problems with it. */
export interface CardFile {
  readonly file: YamlFile;
  readonly card: DeployedServiceCard;
}

/**
 * Reads the files of service cards.
 *
 * @throws EnvironmentError with everything that is wrong, in all of them.
 */
export function readCards(paths: readonly string[]): CardFile[] {
  const problems: Problem[] = [];
  const cards: CardFile[] = [];
  for (const path of paths) {
    const { draft, problems: own } = readCard(readFile(path));
    problems.push(...own);
    if (draft?.card) cards.push({ file: draft.file, card: draft.card });
  }
  for (const [index, { file, card }] of cards.entries()) {
    const first = cards.findIndex((other) => other.card.serviceName === card.serviceName);
    if (first < index)
      problems.push(
        file.problemAt(["serviceName"], "each service once", `leave out this card, or ${cards[first]?.file.name}`),
      );
  }
  if (problems.length > 0) throw new EnvironmentError(problems);
  return cards;
}
