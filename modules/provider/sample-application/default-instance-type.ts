/** Smallest type that runs the sample; also the default of the environment files. */
export const SAMPLE_INSTANCE_TYPE = "t4g.nano";
