/** The formats of reports. Only their names are here: a command line is read without what writes reports. */
export const FORMATS = ["text", "json", "sarif", "junit", "github", "markdown"] as const;

/** A format of reports. */
export type Format = (typeof FORMATS)[number];
