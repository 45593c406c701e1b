import { isServicePrincipal, servicePrincipalRegion } from "../../modules/aws/principal";
import { partitionOf } from "../../modules/aws/region";
import type { ConsumerDraft } from "../draft";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/**
 * Principals are of the partition of the environment's region; a consumer's are of the consumer's own accounts, and
 * let in the role that creates the endpoint.
 */
export const principalRule: Rule = ({ file, region, services, appliances, consumers }) => {
  if (region === undefined) return [];
  const partition = partitionOf(region);
  const offered = [
    ...[...(services ?? [])].map(([key, { allowedPrincipals, spec }]) => ({
      path: ["services", key, "allowedPrincipals"],
      allowedPrincipals,
      // Of a service of which something was refused, it is not known.
      regions: spec && [region, ...(spec.supportedRegions ?? [])],
      offers: true,
    })),
    ...[...(appliances ?? [])].map(([key, { allowedPrincipals }]) => ({
      path: ["appliances", key, "allowedPrincipals"],
      allowedPrincipals,
      regions: [region],
      offers: false,
    })),
  ];
  const ofServices = offered.flatMap(({ path, allowedPrincipals, regions, offers }) =>
    allowedPrincipals.flatMap((principal, index) => {
      if (isElsewhere(principal, partition)) return [file.problemAt([...path, index], inPartition(partition))];
      const problem = regions && regionProblem(principal, regions, offers);
      return problem === undefined ? [] : [file.problemAt([...path, index], problem.expected, problem.fix)];
    }),
  );
  return [...ofServices, ...consumers.flatMap((consumer) => ofConsumer(consumer, partition))];
};

function ofConsumer({ file, accounts, principals, role }: ConsumerDraft, partition: string): Problem[] {
  const problems = principals.flatMap(({ arn, path }) => {
    if (isElsewhere(arn, partition)) return [file.problemAt(path, inPartition(partition))];
    return accounts === undefined || accounts.includes(arn.split(":")[4] ?? "")
      ? []
      : [file.problemAt(path, ofAccounts(accounts))];
  });
  // The endpoint is made by the role that Terraform assumes: it must be let in.
  const lets = (arn: string) => arn.endsWith(":root") || arn.endsWith(`:role/${role}`);
  if (problems.length > 0 || role === undefined || principals.length === 0 || principals.some(({ arn }) => lets(arn)))
    return problems;
  const path = principals.length === 1 ? (principals[0]?.path ?? []) : ["principals"];
  return [file.problemAt(path, `the account (root) or the role that creates the endpoint, ${role}`)];
}

function isElsewhere(principal: string, partition: string): boolean {
  // Services of AWS are no partition's, but for those with a name of China.
  if (isServicePrincipal(principal)) return principal.endsWith(".cn") && partition !== "aws-cn";
  return principal !== "*" && principal.split(":")[1] !== partition;
}

/**
 * A service of AWS whose name is of one region makes its endpoints there, and gets to no service that is not offered to
 * this region. Source: AWS PrivateLink Guide, "Share your services", "Cross-Region access".
 *
 * @param offers whether it can be offered to further regions.
 */
function regionProblem(principal: string, regions: readonly string[], offers: boolean) {
  const there = servicePrincipalRegion(principal);
  if (there === undefined || regions.includes(there)) return undefined;
  return {
    expected: `a service of AWS in a region that it is offered to, ${[...regions].sort().join(", ")}: an endpoint in ${there} gets no connection`,
    fix: `${offers ? `add ${there} to \`supportedRegions\`, or ` : ""}correct the region in the name`,
  };
}

function inPartition(partition: string): string {
  return `a principal of the region's partition, arn:${partition}:iam::...`;
}

function ofAccounts(accounts: readonly string[]): string {
  return accounts.length === 1
    ? `an ARN of the consumer's account, ${accounts[0]}`
    : `an ARN of one of the consumer's accounts: ${accounts.join(", ")}`;
}
