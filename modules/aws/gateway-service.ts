/** A service of AWS that has gateway endpoints, by its short name. Source: AWS PrivateLink Guide, "Gateway endpoints". */
export type GatewayService = "s3" | "dynamodb";

/** All of them. */
export const GATEWAY_SERVICES: readonly GatewayService[] = ["s3", "dynamodb"];

/**
 * Name that a gateway endpoint asks for. In China it begins as everywhere, unlike that of an interface endpoint to S3.
 *
 * @param region region of the VPC: a gateway endpoint leads to the service of its own region.
 */
export function gatewayServiceName(service: GatewayService, region: string): string {
  return `com.amazonaws.${region}.${service}`;
}
