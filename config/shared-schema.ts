import { z } from "zod";
import { timeoutProblem } from "../modules/aws/duration";
import { HTTP_PATH, httpPathProblem } from "../modules/aws/http-path";
import { isRegion, REGIONS } from "../modules/aws/region";
import { isZoneId, isZoneName } from "../modules/aws/zone-id";
import { acrossKeys, checked, type Mapping, type Report } from "./fields";
import { writeNearest } from "./nearest";

/** What environment files and consumer files have in common. */

/** A region of AWS. */
export const anyRegion = checked(
  (text) => (isRegion(text) ? undefined : "a region of AWS, such as us-east-1"),
  regionFix,
);

/** Regions that differ in their number only are all told: no letter says which was meant. */
function regionFix(text: string): string {
  const words = (region: string) => region.replace(/-?\d*$/, "");
  const bare = (region: string) => region.replaceAll("-", "");
  const written = REGIONS.find((region) => bare(region) === bare(text));
  if (written !== undefined) return `write \`${written}\``;
  const same = REGIONS.filter((region) => words(region) === words(text));
  // Their names are near those of public regions, but nothing of one partition can be in another.
  if (/-iso[a-z]?-|^eusc-/.test(text))
    return `choose a region of the partitions aws, aws-cn and aws-us-gov: ${REGIONS.join(", ")}`;
  if (same.length > 0) return same.length === 1 ? `write \`${same[0]}\`` : `one of ${same.join(", ")}`;
  return writeNearest(text, REGIONS) ?? `one of ${REGIONS.join(", ")}`;
}

export const regionSchema = anyRegion.meta({
  description: "Region that everything of the environment is in, such as us-east-1.",
  enum: REGIONS,
});

export const account = z
  .string({ error: (issue) => (typeof issue.input === "number" ? "an account id in quotes: 12 digits" : undefined) })
  .regex(/^\d{12}$/, { error: "an account id: 12 digits, in quotes" });

/** As IAM has names and paths of roles, but for colons, quotes and what Terraform would evaluate. */
const ROLE = /^(?=.{1,576}$)([!#%&'()*+,.0-9;<=>?@A-Z[\]^_`a-z|~-]+\/)*[\w+=,.@-]{1,64}$/;

/** Name of a role, `deploy` or `team/deploy`. */
export const role = checked(
  (text) => (ROLE.test(text) ? undefined : "the name of a role, with its path if it has one; not an ARN"),
  (text) => {
    const name = /^arn:[^:]*:iam::\d*:role\/(.+)$/.exec(text)?.[1];
    return name !== undefined && ROLE.test(name) ? `write \`${name}\`` : undefined;
  },
).describe(
  "Role in that account which Terraform assumes, by name (with its path). Default: none, whose credentials Terraform runs with must be the account's.",
);

/** Path of an HTTP request. */
export const httpPath = checked(httpPathProblem, httpPathFix).meta({ pattern: HTTP_PATH.source });

function httpPathFix(text: string): string | undefined {
  const path = text.trim().replace(/^https?:\/\/[^/]*/, "");
  const rooted = path.startsWith("/") ? path : `/${path}`;
  if (HTTP_PATH.test(rooted)) return `write \`${rooted}\``;
  return text.length > 1024 ? "shorten it" : "take other characters out, or percent-encode them: a space is %20";
}

export const port = z.int().min(1).max(65535);

/** Keys of the tags that every stack gives itself. */
export const OWN_TAG_KEYS = [
  "Appliance",
  "Consumer",
  "Environment",
  "Hub",
  "ManagedBy",
  "Resource",
  "Service",
  "Stack",
] as const;

/** Tags, as AWS takes them. */
export const tags = z
  .record(
    z.string().regex(/^(?!aws:|privatelink:)[\w .:/=+@-]{1,128}$/i, {
      error: "a tag key: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with aws: or privatelink:",
    }),
    z.string().regex(/^[\p{L}\p{N}\p{Zs}_.:/=+@-]{0,256}$/u, {
      error: "a tag value: up to 256 letters, digits, spaces or _.:/=+-@",
    }),
  )
  .check(acrossKeys(tagKeyRule));

function tagKeyRule(value: Mapping, report: Report): void {
  const keys = Object.keys(value);
  keys.forEach((key, index) => {
    const reserved = OWN_TAG_KEYS.find((own) => sameTagKey(own, key));
    if (reserved !== undefined) report([key], `no tag ${reserved}, which the stacks give themselves`, "rename it");
    const other = keys.slice(0, index).find((earlier) => sameTagKey(earlier, key));
    if (other !== undefined)
      report([key], `a key that differs from ${other} by more than its case`, TAG_KEY_FIX, [[other], [key]]);
  });
}

/** Whether IAM takes two keys for one: it does where only their case differs, and refuses a role with both. */
export function sameTagKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What to do about keys of tags that differ by their case alone. */
export const TAG_KEY_FIX = "write both alike, or rename one: IAM takes them for one key";

/** Id of a zone, `use1-az1`. */
export const zoneId = checked(
  (text) => (isZoneId(text) ? undefined : "the id of an availability zone, such as use1-az1"),
  (text) =>
    isZoneName(text)
      ? `zone names differ from account to account; look up the id of yours with: aws ec2 describe-availability-zones --region ${/^[a-z]+(-[a-z]+)+-\d/.exec(text)?.[0] ?? "<region>"} --zone-names ${text}`
      : undefined,
);

const timeout = checked(timeoutProblem).optional().describe("Default: 10m.");

/** How long Terraform waits for endpoints. @param endpoints what they are, as the description names them. */
export function endpointTimeouts(endpoints: string) {
  return z
    .strictObject({ create: timeout, update: timeout, delete: timeout })
    .optional()
    .describe(`How long Terraform waits for ${endpoints}: 20m, 1h30m. Default: 10m each.`);
}
