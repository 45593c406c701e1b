/** Names of the stacks. Each is the name of a state as well: to change one is to lose track of what it deployed. */

export function serviceStackName(environment: string, service: string): string {
  return `${environment}-service-${service}`;
}

export function consumerStackName(environment: string, consumer: string): string {
  return `${environment}-consumer-${consumer}`;
}

export function acceptanceStackName(environment: string, service: string): string {
  return `${environment}-acceptance-${service}`;
}
