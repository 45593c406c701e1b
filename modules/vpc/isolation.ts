/** What a plan does about ways out of an adopted VPC: it is refused, it warns, or it does not look. */
export const ISOLATIONS = ["required", "reported", "unchecked"] as const;

/** What a plan does about ways out of an adopted VPC. */
export type Isolation = (typeof ISOLATIONS)[number];
