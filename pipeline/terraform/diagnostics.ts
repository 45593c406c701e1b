import type { Finished } from "./terraform";

/** What Terraform says of a problem. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  /** Empty where there is none. */
  readonly detail: string;
  /** Address of the resource or data source that it is about. @default - none is said */
  readonly address?: string;
}

/** What a command with `-json` said. */
export interface Said {
  /** Problems, in the order that they were told. */
  readonly diagnostics: readonly Diagnostic[];
  /** All of it for people, without colours. */
  readonly log: string;
}

/** Reads what a command said, whose standard output is a JSON document a line. What is none is kept as it is. */
export function readSaid({ code, stdout, stderr }: Finished): Said {
  const lines = stdout.split("\n").map((line) => ({ line, message: parsed(line) }));
  const diagnostics = lines.flatMap(({ message }) => diagnosticOf(message) ?? []);
  const told = lines.flatMap(({ line, message }) => textOf(line, message));
  const rest = plain(stderr).trim();
  const hasError = diagnostics.some(({ severity }) => severity === "error");
  // Some mistakes are told before Terraform knows that it should write JSON.
  const said = code === 0 || hasError ? [] : errorsIn(rest || plain(stdout));
  return { diagnostics: [...diagnostics, ...said], log: `${[...told, ...(rest === "" ? [] : [rest])].join("\n")}\n` };
}

/** Only the errors. */
export function errorsOf({ diagnostics }: Pick<Said, "diagnostics">): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

interface Message {
  readonly "@message"?: unknown;
  readonly type?: unknown;
  readonly diagnostic?: Partial<Record<keyof Diagnostic, unknown>>;
}

function parsed(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

function diagnosticOf(message: Message | undefined): Diagnostic | undefined {
  const found = message?.diagnostic;
  if (typeof found !== "object" || found === null || message?.type !== "diagnostic") return undefined;
  const { severity, summary, detail, address } = found;
  return {
    severity: severity === "warning" ? "warning" : "error",
    summary: typeof summary === "string" ? summary : "",
    detail: typeof detail === "string" ? detail : "",
    ...(typeof address === "string" && address !== "" ? { address } : {}),
  };
}

function textOf(line: string, message: Message | undefined): string[] {
  const text = message?.["@message"];
  const diagnostic = diagnosticOf(message);
  if (diagnostic !== undefined) return [diagnosticText(diagnostic)];
  if (typeof text === "string") return [text];
  return line.trim() === "" ? [] : [plain(line)];
}

function diagnosticText({ severity, summary, detail, address }: Diagnostic): string {
  const place = address === undefined ? "" : ` (${address})`;
  const head = `${severity === "error" ? "Error" : "Warning"}: ${summary}${place}`;
  return [head, ...(detail === "" ? [] : detail.split("\n").map((line) => `  ${line}`))].join("\n");
}

/** The errors of a text for people: what is behind each `Error: `, or its last line where there is none. */
function errorsIn(text: string): Diagnostic[] {
  const [before = "", ...parts] = text.replace(/^[│╷╵] ?/gmu, "").split(/^Error: /m);
  if (parts.length === 0) {
    const last = before.trim().split("\n").at(-1)?.trim();
    return [{ severity: "error", summary: last || "it ended without a word", detail: "" }];
  }
  return parts.map((part) => {
    const [summary = "", ...detail] = part.trim().split("\n");
    return { severity: "error", summary, detail: detail.join("\n").trim() };
  });
}

/** A text without the escapes that colour it. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}
