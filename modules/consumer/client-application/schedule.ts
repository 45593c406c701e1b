/** How often the client checks unless said otherwise. */
export const DEFAULT_SCHEDULE = "rate(5 minutes)";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** A field of a cron expression: its values, words for these, and what may stand in place of them. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
  /** What may stand there besides values, ranges, steps and lists. */
  readonly special?: RegExp;
}

/** Fields of a cron expression (Amazon EventBridge User Guide, "Cron expressions reference"). */
const FIELDS: readonly Field[] = [
  { name: "minutes", min: 0, max: 59 },
  { name: "hours", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31, special: /^(\?|L|LW|L-\d{1,2}|\d{1,2}W)$/ },
  { name: "month", min: 1, max: 12, words: MONTHS },
  { name: "day of the week", min: 1, max: 7, words: DAYS, special: /^(\?|L|(\d|[A-Z]{3})(L|#[1-5]))$/ },
  { name: "year", min: 1970, max: 2199 },
];

/** Why a text is no schedule, as what was expected instead; undefined when it is one. */
export function scheduleProblem(text: string): string | undefined {
  if (/^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/.test(text)) return undefined;
  const fields = /^cron\(([\w*,/?#-]+(?: [\w*,/?#-]+){5})\)$/.exec(text)?.[1]?.split(" ");
  return fields === undefined
    ? "a schedule of EventBridge, such as rate(5 minutes) or cron(0 * * * ? *)"
    : cronProblem(fields);
}

function cronProblem(fields: readonly string[]): string | undefined {
  const wrong = FIELDS.find((field, index) => !isFieldOf(field, fields[index] ?? ""));
  if (wrong !== undefined)
    return `a cron expression of EventBridge, whose ${wrong.name} is from ${wrong.min} to ${wrong.max}, or * for each`;
  const [, , dayOfMonth, , dayOfWeek] = fields;
  return (dayOfMonth === "?") === (dayOfWeek === "?")
    ? "a cron expression with ? as the day of the month or as the day of the week, not as both: EventBridge takes a value for one only"
    : undefined;
}

function isFieldOf(field: Field, text: string): boolean {
  return text.split(",").every((item) => field.special?.test(item) || isPlain(field, item));
}

/** Whether an item is a value, a range or each value, perhaps with a step. */
function isPlain(field: Field, item: string): boolean {
  const [values = "", step, ...more] = item.split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  const ends = values.split("-");
  return values === "*" || (ends.length <= 2 && ends.every((end) => isValue(field, end)));
}

function isValue({ min, max, words = [] }: Field, text: string): boolean {
  if (words.includes(text.toUpperCase())) return true;
  return /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max;
}
