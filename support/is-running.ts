/**
 * Whether a process with this id runs on this machine, of whichever user.
 *
 * @param pid in the namespace of this process.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
