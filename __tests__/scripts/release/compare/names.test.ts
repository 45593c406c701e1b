import { Command } from "commander";
import { compareApi } from "../../../../scripts/release/compare/api";
import { compareCommands } from "../../../../scripts/release/compare/commands";
import { compareNames } from "../../../../scripts/release/compare/names";
import { commandFacts } from "../../../../scripts/release/contract/commands";
import type { Facts, NamesOf } from "../../../../scripts/release/contract/contract";

const said = (changes: readonly { needs: string; of: string }[]) => changes.map(({ needs, of }) => `${needs} ${of}`);

describe("commands", () => {
  const base = () =>
    new Command("privatelink").option("-e, --env <name...>", "environments").option("--format <format>", "", "text");
  const compared = (now: Command, before: Command = base()) =>
    said(compareCommands(commandFacts(before), commandFacts(now)));

  test("need no release for other words", () => {
    expect(compared(base().description("other"))).toEqual([]);
  });

  test.each<[string, () => Command]>([
    ["major option privatelink --format", () => new Command("privatelink").option("-e, --env <name...>", "")],
    ["major option privatelink --data", () => base().requiredOption("--data <file>", "")],
    ["minor option privatelink --data", () => base().option("--data <file>", "")],
    ["major option privatelink argument 1", () => base().argument("<path>", "")],
    ["minor option privatelink argument 1", () => base().argument("[path]", "")],
    [
      "major option privatelink --env",
      () => new Command("privatelink").option("-e, --env <name>", "").option("--format <format>", "", "text"),
    ],
    [
      "major option privatelink --env",
      () => new Command("privatelink").option("--env <name...>", "").option("--format <format>", "", "text"),
    ],
    [
      "major option privatelink --format",
      () => new Command("privatelink").option("-e, --env <name...>", "").option("--format <format>", "", "json"),
    ],
    ["minor command privatelink plan", () => base().addCommand(new Command("plan"))],
  ])("%s", (change, now) => expect(compared(now())).toEqual([change]));

  test("a command that is gone needs a major release", () => {
    expect(compared(base(), base().addCommand(new Command("plan")))).toEqual(["major command privatelink plan"]);
  });

  test("fewer choices need a major release, and more a minor one", () => {
    const choices = (...names: string[]) => {
      const command = new Command("privatelink");
      return command.addOption(command.createOption("--format <format>").choices(names));
    };
    expect(compared(choices("text"), choices("text", "json"))).toEqual(["major option privatelink --format"]);
    expect(compared(choices("text", "json"), choices("json"))).toEqual(["minor option privatelink --format"]);
  });
});

describe("exports", () => {
  const PROPS = { "(input)": "", name: "string", mode: 'optional "a" | "b"' };
  const compared = (before: Facts, now: Facts) => said(compareApi({ "./a Thing": before }, { "./a Thing": now }));

  test.each<[string, Facts, string[]]>([
    ["a member is gone", { "(input)": "", name: "string" }, ["major export ./a Thing mode"]],
    ["a member is required", { ...PROPS, mode: '"a" | "b"' }, ["major export ./a Thing mode"]],
    ["a member takes less", { ...PROPS, mode: 'optional "a"' }, ["major export ./a Thing mode"]],
    ["a member takes more", { ...PROPS, mode: 'optional "c" | "b" | "a"' }, ["minor export ./a Thing mode"]],
    ["a member need not be there", { ...PROPS, name: "optional string" }, ["minor export ./a Thing name"]],
    ["a required member is new", { ...PROPS, zone: "string" }, ["major export ./a Thing zone"]],
    ["an optional member is new", { ...PROPS, zone: "optional string" }, ["minor export ./a Thing zone"]],
  ])("of what users write, where %s", (_, now, changes) => expect(compared(PROPS, now)).toEqual(changes));

  test("of what users read, a new member is minor, and one that may be missing is major", () => {
    expect(compared({ name: "string" }, { name: "string", zone: "string" })).toEqual(["minor export ./a Thing zone"]);
    expect(compared({ name: "string" }, { name: "optional string" })).toEqual(["major export ./a Thing name"]);
  });

  test("one that is gone is major, and a new one is minor", () => {
    expect(said(compareApi({ "./a Old": {} }, { "./a New": {} }))).toEqual([
      "major export ./a Old",
      "minor export ./a New",
    ]);
  });
});

describe("lists of names", () => {
  const EMPTY: Record<NamesOf, Facts> = { rules: {}, "exit codes": {}, variables: {}, package: {}, terraform: {} };
  const compared = (list: NamesOf, before: Facts, now: Facts) =>
    said(compareNames({ ...EMPTY, [list]: before }, { ...EMPTY, [list]: now }));

  test.each<[NamesOf, Facts, Facts, string[]]>([
    ["rules", { a: "low" }, {}, ["major rule a"]],
    ["rules", {}, { a: "low" }, ["major rule a"]],
    ["rules", { a: "low" }, { a: "high" }, ["major rule a"]],
    ["rules", { a: "high" }, { a: "low" }, ["minor rule a"]],
    ["exit codes", { wrong: "1" }, { wrong: "3" }, ["major exit code wrong"]],
    ["exit codes", {}, { waiting: "3" }, ["minor exit code waiting"]],
    ["variables", { A: "" }, {}, ["major variable A"]],
    ["package", { "engine node": ">=20" }, { "engine node": ">=22" }, ["major package engine node"]],
    ["package", { "peer cdktf": "^0.21" }, { "peer cdktf": "^0.21 || ^0.22" }, ["minor package peer cdktf"]],
    ["package", { "import ./config": "" }, {}, ["major package import ./config"]],
    [
      "terraform",
      { "terraform >= 1.10.0": "" },
      { "terraform >= 1.11.0": "" },
      ["minor requirement terraform >= 1.10.0", "major requirement terraform >= 1.11.0"],
    ],
    [
      "terraform",
      { "provider aws 6.25.0": "" },
      { "provider aws >= 6.30, < 7": "" },
      ["minor requirement provider aws 6.25.0", "minor requirement provider aws >= 6.30, < 7"],
    ],
    [
      "terraform",
      { "provider aws 6.25.0": "" },
      { "provider aws ~> 7.1": "" },
      ["minor requirement provider aws 6.25.0", "major requirement provider aws ~> 7.1"],
    ],
  ])("of %s: %j, then %j", (list, before, now, changes) => expect(compared(list, before, now)).toEqual(changes));
});
