import { AWS_SERVICES, CHINESE_NAMES, CROSS_REGION_SERVICES } from "./aws-service-names";
import { partitionOf } from "./region";

/** Services whose names do not say a region: there is one of each in a partition. */
const GLOBAL_NAMES: Readonly<Record<string, string>> = {
  codecatalyst: "aws.api.global.codecatalyst",
  iam: "com.amazonaws.iam",
  route53: "com.amazonaws.route53",
  "s3-global.accesspoint": "com.amazonaws.s3-global.accesspoint",
  savingsplans: "com.amazonaws.savingsplans",
};

/** What the names of some services begin with, before the region, and what follows it. */
const OTHER_NAMES: Readonly<Record<string, readonly [prefix: string, rest: string]>> = {
  "bcm-data-exports": ["aws.api", "bcm-data-exports"],
  freetier: ["aws.api", "freetier"],
  "kendra-ranking": ["aws.api", "kendra-ranking"],
  qbusiness: ["aws.api", "qbusiness"],
  "sagemaker.experiments": ["aws.sagemaker", "experiments"],
  "sagemaker.notebook": ["aws.sagemaker", "notebook"],
  "sagemaker.partner-app": ["aws.sagemaker", "partner-app"],
  "sagemaker.studio": ["aws.sagemaker", "studio"],
};

/** Services that are in one region of each partition, wherever they are used from. */
const AT_HOME = ["iam", "route53"];
const HOMES: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** TCP ports of services that are reached by others than HTTPS. */
const PORTS: Readonly<Record<string, readonly number[]>> = {
  cassandra: [9142],
  "cassandra-fips": [9142],
  "email-smtp": [587],
  "iot.data": [443, 8883],
  "transfer.server": [22],
};

/** Services whose interface endpoints answer to no private DNS name. */
const WITHOUT_PRIVATE_DNS = ["dynamodb", "dynamodb-fips"];

/** Why a text is no short name of a service of AWS, as what was expected instead; undefined when it is one. */
export function awsServiceProblem(text: string): string | undefined {
  return AWS_SERVICES.includes(text) ? undefined : "the short name of a service of AWS, such as s3, ecr.api or ssm";
}

/**
 * Name that an interface endpoint asks for: `com.amazonaws.us-east-1.ecr.api`, or as it is in the region's partition.
 *
 * @param service short name of the service.
 * @param region region of the service, see {@link awsServiceRegion}.
 */
export function awsServiceName(service: string, region: string): string {
  const global = GLOBAL_NAMES[service];
  if (global !== undefined) return global;
  const [prefix, rest] = OTHER_NAMES[service] ?? [undefined, service];
  if (prefix !== undefined) return `${prefix}.${region}.${rest}`;
  const chinese = partitionOf(region) === "aws-cn" && CHINESE_NAMES.includes(service);
  // Of all names, this alone ends like that.
  const end = chinese && service === "transcribe" ? ".cn" : "";
  return `${chinese ? "cn." : ""}com.amazonaws.${region}.${rest}${end}`;
}

/**
 * Region that a service of AWS is in, for a VPC.
 *
 * @param here region of the VPC.
 * @param asked region that the service of which is wanted. @default - the VPC's
 */
export function awsServiceRegion(service: string, here: string, asked?: string): string {
  return asked ?? (AT_HOME.includes(service) ? (HOMES[partitionOf(here)] ?? here) : here);
}

/** Whether a service of AWS can be reached from another region than its own. */
export function isCrossRegionService(service: string): boolean {
  return CROSS_REGION_SERVICES.includes(service);
}

/** Short name of the service of AWS that has a name in a region; the end of the name where the service is not known. */
export function awsServiceOf(serviceName: string, region: string): string {
  const known = AWS_SERVICES.find((service) => awsServiceName(service, region) === serviceName);
  return known ?? serviceName.slice(serviceName.indexOf(`.${region}.`) + region.length + 2);
}

/** TCP ports that a service of AWS is reached at. */
export function awsServicePorts(service: string): readonly number[] {
  return PORTS[service] ?? [443];
}

/**
 * Whether a VPC can know a service of AWS by its private DNS name, so that programs reach it without being told. The AWS
 * provider cannot switch it on for S3 in China, whose name there it does not know as that of S3.
 */
export function hasPrivateDns(service: string, region: string): boolean {
  return !WITHOUT_PRIVATE_DNS.includes(service) && !(service === "s3" && partitionOf(region) === "aws-cn");
}

/** Whether a name is that of a service of which there is one in a partition. */
export function isGlobalName(name: string): boolean {
  return Object.values(GLOBAL_NAMES).includes(name);
}

/** Region of the service with a name that says none, as far as there is one: see {@link awsServiceRegion}. */
export function regionOfGlobalName(name: string, here: string): string {
  const service = Object.keys(GLOBAL_NAMES).find((each) => GLOBAL_NAMES[each] === name);
  return service === undefined ? here : awsServiceRegion(service, here);
}
