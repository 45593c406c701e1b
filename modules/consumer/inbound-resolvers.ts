import type { EndpointProblem } from "./endpoint-zones";

/** The service of AWS that has both interface endpoints with private DNS and gateway endpoints, by its whole name. */
const S3_NAME = /^com\.amazonaws\.[a-z0-9-]+\.s3$/;

/** Whether the whole name of a service is that of Amazon S3. */
export function isS3Name(serviceName: string): boolean {
  return S3_NAME.test(serviceName);
}

/** What private DNS only for inbound resolvers depends on. */
export interface InboundResolverSurroundings {
  /** Whether the service is Amazon S3; undefined where only Terraform knows. */
  readonly isS3: boolean | undefined;
  /** Whether the endpoint has private DNS from the start. */
  readonly privateDns: boolean;
  /** Whether the service is in another region than the endpoint. */
  readonly otherRegion: boolean;
}

/**
 * What is wrong with private DNS only for inbound resolvers. Source: EC2 API Reference, `DnsOptionsSpecification`,
 * `PrivateDnsOnlyForInboundResolverEndpoint`: only for services that support both gateway and interface endpoints.
 * The AWS provider sends it for S3 only. AWS refuses it where the VPC has no gateway endpoint of S3, which is one of
 * the VPC's own region.
 */
export function inboundResolverProblems(
  only: boolean | undefined,
  { isS3, privateDns, otherRegion }: InboundResolverSurroundings,
): EndpointProblem[] {
  if (only !== true) return [];
  const path = ["privateDnsOnlyForInboundResolvers"];
  if (isS3 === false)
    return [{ path, expected: "false for a service other than S3: only S3 has gateway endpoints, too" }];
  if (otherRegion)
    return [{ path, expected: "false for S3 in another region: a gateway endpoint leads to S3 in the VPC's region" }];
  return privateDns ? [] : [{ path, expected: "`privateDns: true` beside it" }];
}
