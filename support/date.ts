/** Whether a text is a day of the calendar as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Today's date in UTC as YYYY-MM-DD. @param clock the present time. */
export function today(clock: Date = new Date()): string {
  return clock.toISOString().slice(0, 10);
}

/** The day before a day, both as YYYY-MM-DD. */
export function dayBefore(day: string): string {
  return today(new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 60 * 60 * 1000));
}
