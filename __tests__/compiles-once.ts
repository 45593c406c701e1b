import { AsyncLocalStorage } from "node:async_hooks";
import vm from "node:vm";
import { TestEnvironment } from "jest-environment-node";

/** A module as V8 has compiled it, with the text that it was. */
interface Compiled {
  readonly source: string;
  readonly code: Buffer | undefined;
}

const compiled = new Map<string, Compiled>();
const compile = vm.compileFunction;

// Jest compiles each module anew for every test file, which takes more than half of the time that a file takes to load.
// What is compiled is the same each time: V8 takes it back, and each file still runs its modules for itself.
vm.compileFunction = (source, parameters, options = {}) => {
  const { filename = "" } = options;
  const known = compiled.get(filename);
  if (known?.source === source && known.code)
    return compile(source, parameters, { ...options, cachedData: known.code });
  const made = compile(source, parameters, { ...options, produceCachedData: true });
  // The data belong to the globals of the test file: a copy does not keep these, and all that the file loaded, in
  // memory.
  compiled.set(filename, { source, code: made.cachedData && Buffer.from(made.cachedData) });
  return made;
};

/** Storages that a test file has used, or Jest for it. */
const storages = new Set<AsyncLocalStorage<unknown>>();
const { run } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function <R>(this: AsyncLocalStorage<unknown>, ...args: Parameters<typeof run>): R {
  storages.add(this);
  return run.apply(this, args) as R;
};

/** Jest's environment of Node, in which a worker compiles each module once, and forgets a test file when it is over. */
export default class extends TestEnvironment {
  // Node keeps a storage until it is disabled, and each promise passes on all that are kept. Jest makes one for each
  // test file and does not disable it, so that promises take longer with each file.
  override async teardown(): Promise<void> {
    await super.teardown();
    for (const storage of storages) storage.disable();
    storages.clear();
  }
}
