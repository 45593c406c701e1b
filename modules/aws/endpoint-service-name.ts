import { isGlobalName } from "./aws-service";
import { isRegion, partitionOf } from "./region";

/** What the name or the ARN of a VPC endpoint service says of it. */
export interface EndpointServiceName {
  /** Name that an endpoint asks for: `com.amazonaws.vpce.<region>.vpce-svc-<hex>`. */
  readonly serviceName: string;
  /** Region of the service; undefined for those of AWS that are one in a partition, such as `com.amazonaws.iam`. */
  readonly region?: string;
  /** Id of the service, `vpce-svc-<hex>`; undefined for a service of AWS itself (`com.amazonaws.<region>.<service>`). */
  readonly serviceId?: string;
  /** Account of the service's owner: known from an ARN, not from a name. */
  readonly account?: string;
}

const PREFIX: Readonly<Record<string, string>> = { "aws-cn": "cn.com.amazonaws" };
const NAME =
  /^(?<prefix>(?:cn\.)?com\.amazonaws)\.vpce\.(?<region>[a-z0-9-]+)\.(?<id>vpce-svc-(?:[0-9a-f]{8}|[0-9a-f]{17}))$/;
const AWS_NAME =
  /^(?:(?:cn\.)?com\.amazonaws|aws\.[a-z0-9-]+)\.(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.[a-z0-9]+(?:[.-][a-z0-9_]+)*$/;
const ARN =
  /^arn:(?<partition>aws[a-z-]*):ec2:(?<region>[a-z0-9-]+):(?<account>\d{12}):vpc-endpoint-service\/(?<id>vpce-svc-(?:[0-9a-f]{8}|[0-9a-f]{17}))$/;

/**
 * Reads a service name, of a customer's own service or of one of AWS's.
 *
 * @returns its parts, or what was expected instead when the text is no service name.
 */
export function parseServiceName(text: string): EndpointServiceName | string {
  if (isGlobalName(text)) return { serviceName: text };
  const match = NAME.exec(text)?.groups ?? AWS_NAME.exec(text)?.groups;
  if (!match)
    return "a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>, or com.amazonaws.<region>.<service> for a service of AWS";
  const region = match.region as string;
  // AWS's own services begin in several ways, even within one partition.
  const wrong = wrongRegion(region) ?? (match.prefix === undefined ? undefined : wrongPrefix(match.prefix, region));
  if (wrong) return wrong;
  return { serviceName: text, region, ...(match.id ? { serviceId: match.id } : {}) };
}

/**
 * Reads the ARN of an endpoint service. The AWS provider finds services by name only, so an ARN is turned into the name.
 *
 * @returns its parts, or what was expected instead when the text is no ARN of an endpoint service.
 */
export function parseServiceArn(text: string): EndpointServiceName | string {
  const match = ARN.exec(text)?.groups;
  if (!match)
    return "the ARN of an endpoint service: arn:<partition>:ec2:<region>:<12-digit account>:vpc-endpoint-service/vpce-svc-<17 hex digits>";
  const { partition, region, account, id } = match as Record<"partition" | "region" | "account" | "id", string>;
  const wrong = wrongRegion(region);
  if (wrong) return wrong;
  if (partition !== partitionOf(region))
    return `the partition of ${region}, ${partitionOf(region)}, in the ARN instead of ${partition}`;
  return { serviceName: `${servicePrefixOf(region)}.vpce.${region}.${id}`, region, serviceId: id, account };
}

/** What the names of endpoint services in a region begin with. */
export function servicePrefixOf(region: string): string {
  return PREFIX[partitionOf(region)] ?? "com.amazonaws";
}

function wrongRegion(region: string): string | undefined {
  return isRegion(region) ? undefined : `a region of AWS in place of ${region}`;
}

function wrongPrefix(prefix: string, region: string): string | undefined {
  return prefix === servicePrefixOf(region)
    ? undefined
    : `a name that begins with ${servicePrefixOf(region)}, as in ${region}`;
}
