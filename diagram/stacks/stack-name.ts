import { STACK_ROLES, type StackRole } from "../../modules/aws/marks";

/** What the name of a stack says. */
export interface StackName {
  readonly environment: string;
  readonly role: StackRole;
  /** What stands behind the role: key of a service, name of a consumer. */
  readonly key: string;
}

const NAME = new RegExp(`^(.+?)-(${STACK_ROLES.join("|")})-(.+)$`);

/**
 * Takes the name of a stack apart. No name of an environment contains the name of a role, so that the first one in it
 * is that of the stack.
 *
 * @returns undefined where it is no name of a stack of this project.
 */
export function parseStackName(name: string): StackName | undefined {
  const [, environment, role, key] = NAME.exec(name) ?? [];
  if (environment === undefined || role === undefined || key === undefined) return undefined;
  return { environment, role: role as StackRole, key };
}
