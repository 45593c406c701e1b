import type { Command } from "commander";
import { program } from "../../cli/program";
import { SYSTEMS } from "../../delivery/systems";
import { commandLines } from "./shell-words";
import { filesOf } from "./support";

/** Each command line of the program in the files of all systems, with the file. */
const LINES = SYSTEMS.flatMap((system) =>
  Object.entries(filesOf(system)).flatMap(([path, text]) =>
    commandLines(text).map((words): [string, string, string[]] => [path, words.join(" "), words]),
  ),
);

/** What the program says of a command line, which it does not run: nothing if it takes it. */
async function complaint(words: readonly string[]): Promise<string> {
  const said: string[] = [];
  const streams = { out: () => undefined, error: (text: string) => void said.push(text) };
  const root = program({
    ...streams,
    env: {},
    invocation: { before: () => "", after: "", isNpm: false, folder: ".", project: "." },
  });
  for (const command of root.commands) silence(command);
  await root.parseAsync([...words], { from: "user" }).catch((error: Error) => said.push(error.message));
  return said.join("");
}

function silence(command: Command): void {
  command.action(() => undefined);
  for (const each of command.commands) silence(each);
}

test("the files call each command of a delivery", () => {
  expect(new Set(LINES.map(([, , [command]]) => command))).toEqual(
    new Set(
      ["apply", "certificate", "changed", "diagram", "drift", "init", "plan", "policy", "review", "start"].concat([
        "status",
        "synth",
      ]),
    ),
  );
});

test.each(LINES)("%s: the program takes `%s`", async (_, __, words) => {
  expect(await complaint(words)).toBe("");
});

test.each([
  [["synth", "--unknown"], "unknown option"],
  [["status", "--format", "jsn"], "Allowed choices"],
  [["nothing"], "unknown command"],
  [["policy"], "missing required argument"],
])("fails on %j, so that the test above can fail", async (words, message) => {
  expect(await complaint(words)).toContain(message);
});
