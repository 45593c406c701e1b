import { ENVIRONMENT_FILE } from "../environments-folder";
import { ORIGINS_FORMAT, type Origins } from "../origins";

/**
 * Origins of a stack that comes from an environment's own file. They name no line, which a blank one above would move:
 * who reads them finds the key in the file as it is. Which keys the constructs of the stack come from, `keyPlaces`
 * says.
 *
 * @param path keys that the whole stack comes from; none for all of the file.
 */
export function originsInEnvironment(environment: string, ...path: readonly string[]): Origins {
  return { ...ORIGINS_FORMAT, file: `${environment}/${ENVIRONMENT_FILE}`, path };
}

/** Origins of a stack that comes from the file of a consumer. */
export function originsInConsumer(environment: string, consumer: string): Origins {
  return { ...ORIGINS_FORMAT, file: `${environment}/consumers/${consumer}.yaml`, path: [] };
}
