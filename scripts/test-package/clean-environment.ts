/** The variables of the environment without those that npm sets for its scripts, and without credentials. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const isForeign = (name: string) =>
    /^(npm_(?!config_registry$)|AWS_|PRIVATELINK_|CDKTF_|INIT_CWD$|NODE_ENV$)/i.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
}
