/** What stands in a template: `%NAME%` by name. */
export type Values = Readonly<Record<string, string>>;

/** For each list of a template, the values of each of its items. */
export type Lists = Readonly<Record<string, readonly Values[]>>;

/** Only these characters may be filled in: none ends a text in double quotes, or begins an expression or a command. */
const HARMLESS = /^[\w!.*'()[\]=+@,:/ -]*$/;

const BEGIN = /^ *# each (\w+)$/;
const END = /^ *# end$/;

/**
 * Fills in a template. Lines between `# each NAME` and `# end` are repeated for each item of a list, and may have
 * lists in them. `%NAME%` is replaced by a value, and `"%NAME#%"` by a number without the quotes.
 *
 * @throws an error where the template names something that does not exist, which is a defect, or where a value has a
 * character that could mean something in YAML or in a shell.
 */
export function fill(template: string, values: Values, lists: Lists): string {
  const lines = template.split("\n");
  const made = filled(lines, values, lists);
  if (lines.length > 0) throw new Error("a template ends a list that did not begin");
  return made.join("\n");
}

/** Fills in lines up to the end of a list, or of all of them, and takes them away. */
function filled(lines: string[], values: Values, lists: Lists): string[] {
  const made: string[] = [];
  while (lines[0] !== undefined && !END.test(lines[0])) {
    const line = lines.shift() ?? "";
    const name = BEGIN.exec(line)?.[1];
    if (name === undefined) {
      made.push(fillLine(line, values));
      continue;
    }
    const items = lists[name];
    if (items === undefined) throw new Error(`a template has no list here: ${line.trim()}`);
    const end = endOf(lines);
    const repeated = lines.splice(0, end + 1).slice(0, end);
    for (const item of items) made.push(...filled([...repeated], { ...values, ...item }, lists));
  }
  return made;
}

/** Index of the line that ends a list, whose lines may have lists as well. */
function endOf(lines: readonly string[]): number {
  let depth = 1;
  const end = lines.findIndex((line) => {
    depth += BEGIN.test(line) ? 1 : END.test(line) ? -1 : 0;
    return depth === 0;
  });
  if (end < 0) throw new Error("a template does not end a list");
  return end;
}

function fillLine(line: string, values: Values): string {
  return line.replace(/"%([A-Z_]+)#%"|%([A-Z_]+)%/g, (_, number: string | undefined, text: string | undefined) => {
    const name = number ?? text ?? "";
    const value = values[name];
    if (value === undefined) throw new Error(`a template names something that does not exist: %${name}%`);
    if (number !== undefined && !/^\d+$/.test(value)) throw new Error(`a template wants a number: %${name}#%`);
    if (!isHarmless(value)) throw new Error(`cannot be written to a template: ${JSON.stringify(value)}`);
    return value;
  });
}

/** Whether a text can be filled in. */
export function isHarmless(text: string): boolean {
  return HARMLESS.test(text);
}
