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

/** Form of a bucket's name (Amazon S3 User Guide, "Bucket naming rules"). */
const BUCKET_NAME = /^(?!\d+(\.\d+){3}$)[a-z0-9]([a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;

/** Beginnings and ends of names that S3 gives no general purpose bucket (there as well). */
const RESERVED_NAME = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Why a text is no bucket's name, as what was expected instead; undefined when it is one. */
export function bucketNameProblem(text: string): string | undefined {
  if (RESERVED_NAME.test(text))
    return "the name of a bucket that AWS does not keep for itself: another beginning or end";
  return BUCKET_NAME.test(text)
    ? undefined
    : "the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at each end";
}

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
