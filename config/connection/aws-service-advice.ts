import { hasNoEndpoint, insteadOfService, servicesCalled } from "../../modules/aws/aws-service-aliases";
import { AWS_SERVICES } from "../../modules/aws/aws-service-names";
import { parseServiceName } from "../../modules/aws/endpoint-service-name";
import { mistakes, withoutDigits } from "../nearest";

/** Where the names are, for one that nothing is like. */
const LIST =
  'see AWS\'s page "AWS services that integrate with AWS PrivateLink", or `aws ec2 describe-vpc-endpoint-services`, for the names of endpoints';

/** Fewest letters of a name that is corrected by its letters: of shorter ones, most lead to another service (ses, sms). */
const SHORTEST_MISSPELT = 5;

/** Fewest letters of a name in which two typing errors are corrected, not one: `redis` is two letters from `rds`. */
const SHORTEST_WITH_TWO = 9;

/** Whole service name of AWS, by its short name. */
const WHOLE_NAME = /^(?:cn\.)?com\.amazonaws\.(?!vpce\.)(?:[a-z]{2}(?:-[a-z]+)+-\d\.)?(?<service>[\w.-]+)$/;

/** DNS name of an endpoint of AWS, perhaps of an account's registry, by what comes before the region. */
const HOST_NAME =
  /^(?:https:\/\/)?(?:\d{12}\.)?(?<service>[\w.-]+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?\/?$/;

/**
 * What to do about a text that is no short name of a service of AWS.
 *
 * @param others names besides those of services that may be meant.
 * @param byName what to do where a service is not in the list.
 */
export function awsServiceAdvice(text: string, byName: string, others: readonly string[] = []): string {
  const whole = typeof parseServiceName(text) !== "string" && AWS_SERVICES.find((each) => text.endsWith(`.${each}`));
  if (whole) return `write \`${whole}\``;
  const names = shortNames(text);
  const called = names.map(servicesCalled).find(({ length }) => length > 0);
  if (called !== undefined) return `write ${choice(called)}`;
  const instead = names.map(insteadOfService).find((each) => each !== undefined);
  if (instead !== undefined) return instead;
  const meant = misspelt(names[0] ?? text, [...others, ...AWS_SERVICES]);
  return meant === undefined ? `${LIST}; ${byName}` : `write \`${meant}\``;
}

/** What may be a short name in a text: in a DNS name, the parts may be in the reverse order (`api.ecr`). */
function shortNames(text: string): string[] {
  const ofWhole = WHOLE_NAME.exec(text)?.groups?.service;
  if (ofWhole !== undefined) return [ofWhole];
  const host = HOST_NAME.exec(text)?.groups?.service;
  if (host === undefined) return [text];
  const labels = host.split(".");
  return [host, [...labels].reverse().join("."), labels.at(-1) ?? host];
}

/**
 * The name that somebody meant who made a typing error: one, or two in a long name, and none in the first letter. What
 * differs by more is the name of another service.
 */
function misspelt(text: string, known: readonly string[]): string | undefined {
  const word = text.toLowerCase();
  if (word.length < SHORTEST_MISSPELT || hasNoEndpoint(word)) return undefined;
  const most = (candidate: string) => (Math.min(word.length, candidate.length) < SHORTEST_WITH_TWO ? 1 : 2);
  return known
    .filter((each) => each[0] === word[0] && withoutDigits(each) !== withoutDigits(word))
    .map((candidate) => ({ candidate, edits: mistakes(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= most(candidate))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))[0]?.candidate;
}

function choice(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? `${last}` : `${quoted.join(", ")} or ${last}`;
}
