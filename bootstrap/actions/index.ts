import { COMPUTE } from "./compute";
import { ENDPOINTS } from "./endpoints";
import type { ActionTable } from "./grant";
import { IDENTITY } from "./identity";
import { LOAD_BALANCING } from "./load-balancing";
import { NAMES } from "./names";
import { NETWORK } from "./network";
import { SHARING } from "./sharing";
import { STORAGE } from "./storage";
import { WATCHING } from "./watching";

/**
 * What Terraform's AWS provider calls for each type that the stacks are made of. Sources: the calls of the provider,
 * recorded in `../recorded-actions.json`; the Service Authorization Reference, for what AWS can narrow.
 */
export const ACTIONS: ActionTable = {
  ...NETWORK,
  ...ENDPOINTS,
  ...LOAD_BALANCING,
  ...COMPUTE,
  ...IDENTITY,
  ...WATCHING,
  ...STORAGE,
  ...SHARING,
  ...NAMES,
};
