/**
 * Environments: read from a folder, checked, and planned.
 *
 * @module
 */
export { UserError } from "../support/user-error";
export { EnvironmentError, type Problem } from "./problem";
export {
  type Consumer,
  checkEnvironments,
  type Environment,
  loadEnvironments,
  type Offered,
  type PlannedStack,
  type PlanOptions,
  planStacks,
} from "./public";
export { jsonSchema, type SchemaName } from "./public-schemas";
