/** Longest piece of an event that is logged. */
const LONGEST = 500;

/** What an event is, and when it was sent. Nothing that it says decides who is accepted. */
export interface EventSummary {
  readonly kind: "notification" | "schedule" | "other";
  /** When Amazon SNS sent the notification, in milliseconds; undefined where the event does not say. */
  readonly sentAt: number | undefined;
  /** Beginning of the event, for the log. */
  readonly text: string;
}

/** Sums up an event, whatever it is: a notification, the schedule, a test event of the console, or nothing. */
export function summaryOf(event: unknown): EventSummary {
  const text = textOf(event);
  const { Records, source } = isObject(event) ? event : {};
  if (source === "aws.events") return { kind: "schedule", sentAt: undefined, text };
  const record: unknown = Array.isArray(Records) ? Records[0] : undefined;
  const sns = isObject(record) ? record.Sns : undefined;
  if (!Array.isArray(Records) || Records.length !== 1 || !isObject(sns))
    return { kind: "other", sentAt: undefined, text };
  const sentAt = typeof sns.Timestamp === "string" ? Date.parse(sns.Timestamp) : Number.NaN;
  return { kind: "notification", sentAt: Number.isFinite(sentAt) ? sentAt : undefined, text };
}

function textOf(event: unknown): string {
  try {
    const text = JSON.stringify(event) ?? String(event);
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  } catch {
    return "an event that cannot be shown";
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
