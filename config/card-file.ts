import type { DeployedServiceCard } from "../modules/card";
import { type CardProblem, cardKindProblem, notDeployedProblem } from "../modules/card/read-card";
import { serviceCardSchema } from "../modules/card/schema";
import { JsonError, scanJson } from "../support/json";
import { shown } from "../support/shown";
import { afterDeploying, type CardMistake, documentMistake, EXPECTED_CARD, textMistake } from "./card-origin";
import type { ReadFile } from "./digest";
import { isMapping } from "./fields";
import type { Problem } from "./problem";
import { decode } from "./schema-problems";
import { textOf } from "./text-file";
import { YamlFile } from "./yaml-file";

/** The file of a service card as far as it could be read. */
export interface CardDraft {
  readonly file: YamlFile;
  /** Undefined where something in the file was refused. */
  readonly card: DeployedServiceCard | undefined;
}

/** Reads a service card in a file. @returns no draft of a file that is no JSON. */
export function readCard({ path, content }: ReadFile): { draft?: CardDraft; problems: readonly Problem[] } {
  const name = shown(path);
  const text = Buffer.isBuffer(content) ? textOf(path, content) : content;
  if (typeof text !== "string") return { problems: [text] };
  const problem = jsonProblem(name, text);
  if (problem !== undefined) return { problems: [problem] };
  // YAML holds all of JSON; read as YAML, each value has its place.
  const file = YamlFile.ofText(name, text);
  const { card, problems } = cardIn(file);
  return { draft: { file, card }, problems };
}

/** Why a text is no JSON; undefined where it is. */
function jsonProblem(file: string, text: string): Problem | undefined {
  try {
    scanJson(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const mistake = textMistake(text, file);
    if (mistake) return { ...{ file, line: 1, column: 1, path: "" }, expected: EXPECTED_CARD, ...mistake };
    const { line, column, message } = error;
    const [, expected = "a service card", found = message] = /^expected (.+), (?:found )?(.+)$/.exec(message) ?? [];
    return { file, line, column, path: "", expected: `${expected}, in JSON`, found };
  }
}

function cardIn(file: YamlFile): { card: DeployedServiceCard | undefined; problems: readonly Problem[] } {
  const nothing = (problems: readonly Problem[]) => ({ card: undefined, problems });
  const report = ({ path, expected, fix }: CardProblem) => nothing([file.problemAt(path, expected, fix)]);
  if (file.syntaxProblems.length > 0) return nothing(file.syntaxProblems);
  const mistake: CardMistake | undefined = documentMistake(file.value, file.name);
  if (mistake) return nothing([file.problemAt([], EXPECTED_CARD, mistake.fix, mistake.found)]);
  if (!isMapping(file.value)) return nothing([file.problemAt([], EXPECTED_CARD)]);
  const kind = cardKindProblem(file.value);
  if (kind) return report(kind);
  const { value: card, problems } = decode(file, serviceCardSchema);
  if (card === undefined || problems.length > 0) return nothing(problems);
  const absent = notDeployedProblem(card);
  return absent
    ? report({ ...absent, fix: afterDeploying({ ...card }, file.name) })
    : { card: card as DeployedServiceCard, problems: [] };
}
