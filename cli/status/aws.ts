import { setTimeout as sleep } from "node:timers/promises";
import { type AccessAccount, type AccountAccess, accessAccount } from "../../connections/account-access";

/** AWS and the clock, as commands use them. Tests put others in their place. */
export interface Outside {
  readonly access: AccessAccount;
  readonly now: () => Date;
  /** Waits. It fails with the reason of the signal, where that ends it. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** AWS by its SDK, and the clock of this machine. */
export function outside(): Outside {
  return {
    access: rememberAccess(accessAccount),
    now: () => new Date(),
    wait: async (milliseconds, signal) => {
      await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    },
  };
}

/** Gets access to each account and region once, however often it is asked. What failed is tried again. */
export function rememberAccess(access: AccessAccount): AccessAccount {
  const known = new Map<string, AccountAccess>();
  return async (place, counter, options) => {
    const key = `${place.account} ${place.region} ${place.roleArn}`;
    const found = known.get(key) ?? (await access(place, counter, options));
    known.set(key, found);
    return found;
  };
}
