/** Name of the file beside a synthesized stack that tells where it comes from. */
export const ORIGINS_FILE = "origins.json";
