/** Writes lines of JSON, which CloudWatch Logs can search by their fields. */
export interface Log {
  readonly info: (message: string, fields?: object) => void;
  readonly warn: (message: string, fields?: object) => void;
  readonly error: (message: string, fields?: object) => void;
  /** Writes a line that CloudWatch makes metrics of. */
  readonly metrics: (line: object) => void;
}

/**
 * A log whose lines all have some fields.
 *
 * @param write takes a line. @default - standard output, without what `console.log` puts before a line in Lambda
 */
export function logWith(
  fields: object,
  write: (line: string) => void = (line) => {
    process.stdout.write(`${line}\n`);
  },
): Log {
  const at =
    (level: string) =>
    (message: string, more: object = {}) =>
      write(JSON.stringify({ level, message, ...fields, ...more }));
  return { info: at("info"), warn: at("warn"), error: at("error"), metrics: (line) => write(JSON.stringify(line)) };
}
