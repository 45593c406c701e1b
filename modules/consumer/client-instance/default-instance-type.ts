/** Type of the instance unless said otherwise. */
export const DEFAULT_INSTANCE_TYPE = "t4g.nano";
