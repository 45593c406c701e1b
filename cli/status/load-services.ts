import { loadWatched } from "../../config/load";
import { orInterrupted } from "../interrupt";
import type { Work } from "../run";
import { type OfferedService, offeredServices } from "./offered-services";
import type { EstateOptions } from "./options";
import { selectServices } from "./select-services";

/**
 * Reads the ledger: the services that a user wants to see, each with its customers.
 *
 * @param isReader see {@link offeredServices}.
 */
export async function loadServices(
  options: EstateOptions,
  work: Work,
  isReader: boolean = false,
): Promise<OfferedService[]> {
  const { signal, onProgress } = work;
  const environments = await orInterrupted(signal, "Interrupted. AWS was not asked.", () =>
    loadWatched(options.environments, options.env, {
      signal,
      onProgress: (done, total) => onProgress("reading consumers", done, total),
    }),
  );
  return selectServices(offeredServices(environments, isReader), options);
}
