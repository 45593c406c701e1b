/** How config covers a place in the modules that refuses something. */
export type Coverage = Input | Never;

/** A change of sound files that config refuses. */
export interface Input {
  /** Values by place: a path in the environment's file, or `<consumer>: <path>` in a consumer's. Undefined takes one out. */
  readonly put: Readonly<Record<string, unknown>>;
  /** Place of the problem that config tells. */
  readonly at: string;
}

/** Why no file can lead there. */
export interface Never {
  readonly never: string;
}

/** By file of a module and by property, how each place is covered: as many as there are, in the order of the source. */
export type CoverageTable = Readonly<Record<string, Readonly<Record<string, readonly Coverage[]>>>>;

/** A value that config refuses. @param at place of the problem, where it is another than the value's. */
export function input(place: string, value: unknown, at: string = place): Input {
  return { put: { [place]: value }, at };
}

/** Values that config refuses together. */
export function inputs(put: Readonly<Record<string, unknown>>, at: string): Input {
  return { put, at };
}

export function never(why: string): Never {
  return { never: why };
}

/** The name of a construct. */
export const NAME = never("names begin with the environment's, and keys follow: config checks the form of both");
/** A key of files that becomes a part of names. */
export const KEY = never("keys of files have a narrower form, and names of sources are made of ranges and ids");
/** Something that the stacks say, whatever the files are. */
export const STACKS = never("the stacks say it themselves, whatever the files are");
/** Something that is not known before Terraform runs. */
export const TERRAFORM = never("files have texts and numbers, and no references that only Terraform knows");
/** Something that only a defect of the program leads to. */
export const DEFECT = never("only values that were checked get there: an error is a defect of the program");
/** Something that follows from what config has checked. */
export const FOLLOWS = never("it follows from a VPC or from listeners, which config checks");

export const TOPICS = [1, 2, 3, 4, 5, 6].map((number) => `arn:aws:sns:us-east-1:111111111111:topic-${number}`);
export const KEY_ARN = "arn:aws:kms:us-east-1:222222222222:key/01234567-89ab-4cde-8f01-23456789abcd";
export const NUMBERS = Array.from({ length: 61 }, (_, index) => index);
