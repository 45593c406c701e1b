import { isUtf8 } from "node:buffer";
import { scanJson } from "../../support/json";
import { CouldNotJudge } from "./could-not-judge";
import { otherOutput } from "./other-output";

const BYTE_ORDER_MARK = Buffer.from("\uFEFF");

/** Kinds of JSON by their first character. */
const KINDS: Readonly<Record<string, string>> = {
  "[": "an array",
  '"': "a string",
  t: "a boolean",
  f: "a boolean",
  n: "null",
};

/**
 * Looks through the bytes of a document: JSON in UTF-8, an object, without what two programs may read in two ways. Of a
 * key that is there twice, for one, Terraform reads both and others the last, so that the first would be hidden.
 *
 * @returns the document, without a byte order mark.
 * @throws JsonError where it is not JSON, or odd.
 * @throws CouldNotJudge where it is something else.
 */
export function checkedJson(content: Buffer): Uint8Array {
  const other = otherOutput(content);
  if (other !== undefined) throw new CouldNotJudge(other);
  if (!isUtf8(content))
    throw new CouldNotJudge("expected text in UTF-8, found another encoding (PowerShell's `>` writes UTF-16)");
  const json = content.subarray(0, 3).equals(BYTE_ORDER_MARK) ? content.subarray(3) : content;
  const text = json.toString("utf8");
  scanJson(text);
  const first = /\S/.exec(text)?.[0] ?? "";
  if (first !== "{") throw new CouldNotJudge(`a document must be a JSON object, got: ${KINDS[first] ?? "a number"}.`);
  return json;
}
