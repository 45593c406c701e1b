/**
 * Services of AWS that have gateway endpoints, by their short names.
 *
 * Source: AWS PrivateLink Guide, "Gateway endpoints".
 */
export const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;

/** A service of AWS that has gateway endpoints. */
export type GatewayService = (typeof GATEWAY_SERVICES)[number];

/**
 * Name that a gateway endpoint asks for. In China it begins as everywhere, unlike that of an interface endpoint to S3.
 *
 * @param region region of the VPC: a gateway endpoint leads to the service of its own region.
 */
export function gatewayServiceName(service: GatewayService, region: string): string {
  return `com.amazonaws.${region}.${service}`;
}
