import { sha256 } from "../../support/sha256";
import { KEY_EXPECTATION, KEY_PATTERN, type Mapping } from "../fields";
import type { Layout } from "../layout";
import type { Problem } from "../problem";
import { asFlag } from "../wording";
import { YamlFile } from "../yaml-file";
import type { ConsumerRow } from "./table";

/** What a row of a table says. */
export interface GivenRow {
  /** Name of the table. */
  readonly table: string;
  readonly layout: Layout;
  /** The name, as it is written; undefined where there is none. */
  readonly name: unknown;
  /** What the row says besides. */
  readonly value: Mapping;
}

/** A row as an external consumer, and what is wrong with its name or its kind. @returns no row where it has no name. */
export function consumerRow({ table, layout, name, value }: GivenRow): {
  row: ConsumerRow | undefined;
  problems: Problem[];
} {
  const said = { ...value, external: true };
  const file = YamlFile.ofPart({ name: table, layout }, said);
  const problems =
    value.external === undefined || asFlag(value.external) === true
      ? []
      : [
          file.problemAt(
            ["external"],
            "a consumer who runs their own side: `external: true`, or the key left out",
            "move a consumer that this environment builds to a file of its own, consumers/<consumer>.yaml",
            JSON.stringify(value.external),
          ),
        ];
  if (typeof name !== "string" || name === "") {
    const found = name === undefined || name === "" ? "nothing: there is no name" : JSON.stringify(name);
    return {
      row: undefined,
      problems: [...problems, file.problemAt(["name"], "a name of the consumer", undefined, found)],
    };
  }
  if (!KEY_PATTERN.test(name)) {
    const key = keyOf(name);
    const fix = key === undefined ? undefined : `write \`${key}\``;
    problems.push(file.problemAt(["name"], KEY_EXPECTATION, fix, JSON.stringify(name)));
  }
  return { row: { name, file, digest: sha256(`row\0${JSON.stringify(said)}`) }, problems };
}

/** The key that a name of a company would be: `Globex, Inc.` is `globex-inc`. Undefined where it would be none. */
function keyOf(name: string): string | undefined {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const key = words.filter((word) => word !== "").join("-");
  return KEY_PATTERN.test(key) ? key : undefined;
}
