/** Variables that a hook of git runs with: they say which repository git means, whatever folder it is asked in. */
const OF_A_HOOK = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_OBJECT_DIRECTORY",
];

/**
 * Variables to ask git with about the repository of a folder. Reading takes no locks, which another command of git may
 * hold.
 *
 * @param env variables of this process.
 */
export function gitVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !OF_A_HOOK.includes(name));
  return { ...Object.fromEntries(others), GIT_OPTIONAL_LOCKS: "0" };
}
