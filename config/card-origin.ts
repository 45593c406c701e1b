import { CARD_FORMAT } from "../modules/card/format";
import { shellWord } from "../support/shell";
import { isMapping, type Mapping } from "./fields";

/** What somebody saved in place of a card, and how the card is saved instead. */
export interface CardMistake {
  readonly found: string;
  readonly fix: string;
}

/** What is expected in the file of a card, as reports say it. */
export const EXPECTED_CARD = "a service card, which is a JSON object";

/**
 * What a text is that is no JSON, where somebody tried to save a card.
 *
 * @param file name of the file, for the commands.
 */
export function textMistake(text: string, file: string): CardMistake | undefined {
  const plain = text.trim();
  const within = /<<-?(\w+)\r?\n([\s\S]*?)\r?\n\s*\1\s*(?=\n|$)/.exec(plain)?.[2];
  const fix = saveRaw(cardWithin(within), file);
  if (plain === "") return { found: "an empty file", fix };
  if (/^<<-?\w+\r?\n/.test(plain))
    return {
      found: "a card between `<<EOT` and `EOT`: it was saved without `-raw`",
      fix: `delete the first and the last line, or ${fix}`,
    };
  if (/^\w+ *= *(<<|["[{\d]|true|false|null|tomap|tolist)/.test(plain))
    return { found: "outputs with their names, as `terraform output` prints them without `-raw`", fix };
  if (/^[^\n]*[╷│]|^(\S*\[\d+m)?(Error|Warning): /m.test(plain))
    return { found: "a message of Terraform: the command that was to print the card failed", fix };
  if (/^An error occurred \(/m.test(plain)) return { found: "a message of the AWS CLI: its command failed", fix };
  if (/^<(!doctype|html|\?xml)/i.test(plain)) return { found: "a web page", fix };
  if (/^(---\r?\n)?format: /.test(plain) || plain.includes(`\nformat: ${CARD_FORMAT}`))
    return { found: "a card that somebody wrote as YAML", fix };
  return undefined;
}

/** What a JSON document is that is no card, where it can be told. See {@link textMistake}. */
export function documentMistake(document: unknown, file: string): CardMistake | undefined {
  const raw = saveRaw(cardWithin(document), file);
  const [old, fresh] = [shellWord(file), shellWord(`${file}.new`)];
  if (typeof document === "string")
    return cardWithin(document) === undefined
      ? { found: "a text in quotation marks", fix: raw }
      : {
          found: "a card in quotation marks: it was saved without `-raw`, or from the AWS CLI without `--output text`",
          fix: `unescape it with: jq -r . ${old} > ${fresh} && mv ${fresh} ${old}; or ${raw}`,
        };
  if (!isMapping(document) || document.format === CARD_FORMAT) return undefined;
  const fromAws = ofAws(document, file);
  if (fromAws) return fromAws;
  if (isOutput(document))
    return { found: "an output with its type: it was saved with `-json`, not with `-raw`", fix: raw };
  if ("terraform_version" in document) return { found: "a state or plan of Terraform", fix: raw };
  if ("$schema" in document) return { found: "a JSON Schema, which says what cards are like", fix: raw };
  if (Object.keys(document).length > 0 && Object.values(document).every(isOutput))
    return "service_card" in document
      ? { found: "all outputs of the stack, as `terraform output -json` prints them", fix: raw }
      : {
          found: `outputs of a stack that has no \`service_card\`: ${Object.keys(document).slice(0, 8).join(", ")}`,
          fix: raw,
        };
  const around = Object.entries(document).find(([, value]) => isMapping(value) && value.format === CARD_FORMAT);
  return around && { found: `a card under the key \`${around[0]}\``, fix: "keep only what is under the key" };
}

/** How a card is saved once its service is deployed. */
export function afterDeploying(card: Mapping, file: string): string {
  const command = rawOutput(card);
  return `deploy the service (in \`cards/\` of the output folder are cards of before), then ${saveWith(command, file)}`;
}

/** An answer of the AWS CLI. */
function ofAws(document: Mapping, file: string): CardMistake | undefined {
  const parameters = Array.isArray(document.Parameters) ? document.Parameters : [document.Parameter];
  const [parameter] = parameters.filter(isMapping);
  if (parameter !== undefined) {
    const { ARN, Name } = parameter;
    const name = [ARN, Name].find((each) => typeof each === "string" && /^[\w.:/-]+$/.test(each)) ?? "<name>";
    return {
      found: "the answer of `aws ssm get-parameter`, in which the card is one value",
      fix: saveWith(`aws ssm get-parameter --name ${name} --query Parameter.Value --output text`, file),
    };
  }
  return ["ServiceDetails", "ServiceConfigurations", "VpcEndpoints", "ServiceNames"].some((key) => key in document)
    ? { found: "an answer of AWS about endpoint services, which is no card", fix: saveRaw(undefined, file) }
    : undefined;
}

function isOutput(value: unknown): boolean {
  return isMapping(value) && "value" in value && "sensitive" in value;
}

/** The card within what was saved in its place; undefined where there is none. */
function cardWithin(document: unknown): Mapping | undefined {
  if (isMapping(document)) {
    if (document.format === CARD_FORMAT) return document;
    const output = isMapping(document.service_card) ? document.service_card : document;
    return output.value === undefined ? undefined : cardWithin(output.value);
  }
  if (typeof document !== "string") return undefined;
  try {
    const inner: unknown = JSON.parse(document);
    return isMapping(inner) && inner.format === CARD_FORMAT ? inner : undefined;
  } catch {
    return undefined;
  }
}

/** The command that prints a card, in the stack of its service. */
function rawOutput({ environment, service }: Mapping = {}): string {
  const known = [environment, service].every((name) => typeof name === "string" && /^[a-z0-9-]+$/.test(name));
  const stack = known ? `${environment}-service-${service}` : "<environment>-service-<service>";
  return `terraform -chdir=cdktf.out/stacks/${stack} output -raw service_card`;
}

/** How a card is saved from the stack of its service, which only its provider has. */
function saveRaw(card: Mapping | undefined, file: string): string {
  return `${saveWith(rawOutput(card), file)} (for somebody else's service, ask its provider for what this command prints)`;
}

function saveWith(command: string, file: string): string {
  return `save it with: ${command} > ${shellWord(file)}`;
}
