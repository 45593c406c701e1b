import { awsServiceProblem } from "../aws/aws-service";

/**
 * The services that Session Manager needs. Systems Manager User Guide, "Improve the security of EC2 instances by using
 * VPC endpoints for Systems Manager": agents from 3.3.40 on need no `ec2messages`.
 */
export const SESSION_SERVICES = ["ssm", "ssmmessages"] as const;

/** Services of AWS that are wanted together, by a name that is none of a service. */
export const AWS_SERVICE_SETS: Readonly<Record<string, readonly string[]>> = {
  "session-manager": SESSION_SERVICES,
  // Amazon ECR User Guide, "Amazon ECR interface VPC endpoints": layers of images are in S3.
  "container-images": ["ecr.api", "ecr.dkr", "s3"],
  observability: ["logs", "monitoring", "xray"],
  secrets: ["kms", "secretsmanager"],
};

/** Short names of the services that are asked for by their names or by those of sets, each once, sorted. */
export function expandServices(services: readonly string[]): string[] {
  return [...new Set(services.flatMap((service) => AWS_SERVICE_SETS[service] ?? [service]))].sort();
}

/** Why a text is neither a service of AWS nor a set of them, as what was expected instead; undefined when it is. */
export function awsEndpointProblem(text: string): string | undefined {
  if (Object.hasOwn(AWS_SERVICE_SETS, text) || awsServiceProblem(text) === undefined) return undefined;
  return `the short name of a service of AWS, such as logs or kms, or a set of them: ${Object.keys(AWS_SERVICE_SETS).join(", ")}`;
}
