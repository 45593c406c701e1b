/**
 * Domains of AWS and of Amazon, and one top-level domain that is Amazon's: nobody else can put a record into them.
 * Source: the entries of Amazon in the Public Suffix List, the AWS General Reference, "AWS service endpoints", and the
 * domains of AWS's own websites.
 */
const OF_AWS = [
  "aws",
  "amazon.com",
  "amazonaws.cn",
  "amazonaws.com",
  "amazonaws.com.cn",
  "amazonaws.eu",
  "amazoncognito.com",
  "amplifyapp.com",
  "awsapprunner.com",
  "awsapps.com",
  "awsglobalaccelerator.com",
  "cloudfront.cn",
  "cloudfront.net",
  "elasticbeanstalk.com",
];

/**
 * Top-level domains that public DNS never has. Source: IANA, "Special-Use Domain Names", and ICANN's reservation of
 * `internal`.
 */
const NEVER_PUBLIC = ["alt", "example", "internal", "invalid", "local", "localhost", "onion", "test"];

/**
 * Why nobody can prove to AWS that a domain name is theirs, as what was expected instead; undefined when somebody can.
 * AWS asks public DNS for a record that only the domain's owner can make.
 */
export function unprovableDomainProblem(name: string): string | undefined {
  const domain = name.replace(/^\*\./, "");
  const within = (parent: string) => domain === parent || domain.endsWith(`.${parent}`);
  const ofAws = OF_AWS.find(within);
  if (ofAws !== undefined)
    return `a name in a domain of your own: ${ofAws} is AWS's, so that nobody else can prove to own a name in it`;
  const never = NEVER_PUBLIC.find(within);
  return never === undefined
    ? undefined
    : `a name in a domain that public DNS knows: ${never} is reserved, so that nobody can prove to own a name in it`;
}
