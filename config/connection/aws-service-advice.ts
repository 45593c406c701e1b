import { insteadOfService, servicesCalled } from "../../modules/aws/aws-service-aliases";
import { AWS_SERVICES } from "../../modules/aws/aws-service-names";
import { parseServiceName } from "../../modules/aws/endpoint-service-name";
import { nearest } from "../nearest";

/** Where the names are, for one that nothing is like. */
const LIST =
  'see AWS\'s page "AWS services that integrate with AWS PrivateLink", or `aws ec2 describe-vpc-endpoint-services`, for the names of endpoints';

/** Fewest letters of a name that is corrected by its letters: of shorter ones, most lead to another service (ses, sms). */
const SHORTEST_MISSPELT = 5;

/**
 * What to do about a text that is no short name of a service of AWS.
 *
 * @param others names besides those of services that may be meant.
 * @param byName what to do where a service is not in the list.
 */
export function awsServiceAdvice(text: string, byName: string, others: readonly string[] = []): string {
  const known = [...others, ...AWS_SERVICES];
  const whole = typeof parseServiceName(text) !== "string" && AWS_SERVICES.find((each) => text.endsWith(`.${each}`));
  if (whole) return `write \`${whole}\``;
  const called = servicesCalled(text);
  if (called.length > 0) return `write ${choice(called)}`;
  const instead = insteadOfService(text);
  if (instead !== undefined) return instead;
  const meant = text.length < SHORTEST_MISSPELT ? undefined : nearest(text, known);
  return meant === undefined ? `${LIST}; ${byName}` : `write \`${meant}\``;
}

function choice(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? `${last}` : `${quoted.join(", ")} or ${last}`;
}
