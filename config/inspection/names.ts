/** What the names of the appliances' endpoints begin with, among those of connections. */
export const INSPECTION_PREFIX = "inspection-";

/** Name of the appliances' endpoint in a zone, among the endpoints that the outputs of a consumer's stack name. */
export function inspectionConnection(zone: string): string {
  return `${INSPECTION_PREFIX}${zone}`;
}
