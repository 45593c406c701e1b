import { counted } from "./counted";

/** Most characters of a comment on GitHub. */
export const MAX_COMMENT = 65_536;

/** Room for what says that something was left out. */
const RESERVE = 1_500;

/** How far parts may go: in the order in which they are added, those with a lower share leave room for what follows. */
export interface Room {
  /** Bytes of the comment that are not passed. @default - all that a comment holds */
  readonly limit?: number;
  /** Stands before the first part, and counts as one with it. @default - nothing */
  readonly before?: string;
  /** Stands behind the last part that there is room for. @default - nothing */
  readonly after?: string;
  /** Whether each part stands for itself: one that is too long is then left out alone. @default false */
  readonly alone?: boolean;
}

/**
 * A comment that takes as many parts as there is room for, and counts those that it leaves out. Room is counted in
 * bytes: no way to count characters gives more.
 */
export class Comment {
  private readonly parts: string[];
  private length: number;
  private readonly omitted = new Map<string, number>();
  private ending = "";

  /** @param elsewhere where all of it is, as a sentence. */
  constructor(
    head: string,
    private readonly elsewhere: string,
  ) {
    this.parts = [head];
    this.length = Buffer.byteLength(head);
  }

  /** The comment. */
  get text(): string {
    const omitted = [...this.omitted].map(([noun, count]) => counted(count, noun)).join(", ");
    const left = omitted === "" ? "" : `\n_Left out for want of room: ${omitted}. ${this.elsewhere}_\n`;
    return `${this.parts.join("")}${left}${this.ending}`;
  }

  /** Keeps room for what ends the comment, whatever else is in it. */
  end(text: string): void {
    this.ending = text;
    this.length += Buffer.byteLength(text);
  }

  /**
   * Adds parts as far as there is room, in their order: up to the first that does not fit, or all that fit.
   *
   * @param noun of one of them, for those that are left out.
   * @returns whether there was room for any.
   */
  add(
    parts: readonly string[],
    noun: string,
    { limit = Number.POSITIVE_INFINITY, before = "", after = "", alone = false }: Room = {},
  ): boolean {
    const around = Buffer.byteLength(before) + Buffer.byteLength(after);
    const most = Math.min(limit, MAX_COMMENT - RESERVE) - around;
    let taken = 0;
    for (const part of parts) {
      const size = Buffer.byteLength(part);
      if (this.length + size > most) {
        if (alone) continue;
        break;
      }
      if (taken === 0) this.parts.push(before);
      this.parts.push(part);
      this.length += size;
      taken += 1;
    }
    if (taken > 0) {
      this.parts.push(after);
      this.length += around;
    }
    if (taken < parts.length) this.omitted.set(noun, (this.omitted.get(noun) ?? 0) + parts.length - taken);
    return taken > 0;
  }
}
