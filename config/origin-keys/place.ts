/** Path of a key in a file. */
export type Path = readonly string[];

/** A key in a file of the environments. */
export interface KeyPlace {
  /** File, from the folder of the environments: `prod/consumers/web.yaml`. */
  readonly file: string;
  /** Keys in it; empty for the whole file. */
  readonly path: Path;
}

/** What a construct, or one of its arguments, comes from: keys below the stack's own, the likeliest first. */
export type Keys = (names: readonly string[]) => readonly Path[];

/** Constructs of one kind. */
export interface ConstructKeys {
  /**
   * Path of the construct below the stack. A resource that the stack no longer has is known only by its address, in which
   * CDKTF joins the parts of the path with `_`: between parts, patterns have `[/_]`.
   */
  readonly construct: RegExp;
  /** Where it comes from. The names are the pattern's groups. */
  readonly keys: Keys;
  /** Where single arguments come from, by the name that Terraform has for them. */
  readonly arguments?: Readonly<Record<string, Keys>>;
}
