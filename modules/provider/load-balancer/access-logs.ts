import { bucketNameProblem } from "../../aws/bucket-name";
import { known } from "../../aws/property-problems";
import type { ListenerProtocol } from "./listener";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";

/** Where a load balancer writes of the connections to its TLS listeners: AWS logs no others. */
export interface AccessLogs {
  /**
   * Name of a bucket in the load balancer's region, whose policy lets the log delivery write: that of an
   * {@link AccessLogBucket}, or another.
   */
  readonly bucket: string;
  /** What the keys begin with, before AWS's own `AWSLogs/<account>/...`. @default - nothing */
  readonly prefix?: string | undefined;
}

/** Days that logs are kept unless said otherwise. */
export const DEFAULT_LOG_RETENTION_DAYS = 365;

/** Why a text cannot begin the keys of logs, as what was expected instead; undefined when it can. */
export function logPrefixProblem(text: string): string | undefined {
  if (text.split("/").includes("AWSLogs")) return "a prefix without AWSLogs, which AWS adds itself";
  return /^[\w!.'()-]+(\/[\w!.'()-]+)*$/.test(text)
    ? undefined
    : "a prefix of letters, digits and !-_.'() with single slashes between, at neither end";
}

/** What is wrong with access logs. Source: User Guide for Network Load Balancers, "Access logs". */
export function accessLogProblems(
  accessLogs: Partial<AccessLogs> | undefined,
  { protocols }: Pick<LoadBalancerSurroundings, "protocols">,
): OptionProblem[] {
  if (accessLogs === undefined) return [];
  const problems: OptionProblem[] = [];
  const add = (path: string[], expected: string | undefined, fix?: string) => {
    if (expected !== undefined)
      problems.push({ path: ["accessLogs", ...path], expected, ...(fix === undefined ? {} : { fix }) });
  };
  if (!hasTls(protocols))
    add(
      [],
      "access logs only with a TLS listener: AWS writes none of connections over TCP and UDP",
      "take them out; flow logs of the VPC (`vpc.flowLogs`) tell of every connection",
    );
  const { bucket, prefix } = accessLogs;
  if (known(bucket)) add(["bucket"], bucketNameProblem(bucket));
  if (known(prefix)) add(["prefix"], logPrefixProblem(prefix));
  return problems;
}

function hasTls(protocols: Readonly<Record<string, ListenerProtocol>>): boolean {
  return Object.values(protocols).includes("TLS");
}
