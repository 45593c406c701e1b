import { DNS_PREFERENCE_PROVIDER } from "../../modules/consumer/private-dns-preference";
import { allowsBefore } from "../aws-provider-versions";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Arguments that the tested version of the AWS provider lacks need an environment that asks for a newer one. */
export const providerArgumentRule: Rule = (environment) => {
  const { awsProvider } = environment;
  if (awsProvider === undefined || !allowsBefore(awsProvider, DNS_PREFERENCE_PROVIDER)) return [];
  return eachConnection(environment, ({ file }, name, { privateDnsPreference }) =>
    privateDnsPreference === undefined
      ? []
      : [
          file.problemAt(
            ["connections", name, "privateDnsPreference"],
            `an AWS provider from ${DNS_PREFERENCE_PROVIDER} on, which has the argument: ${environment.file.name} allows ${awsProvider}`,
            `write \`terraform: { awsProvider: ">= ${DNS_PREFERENCE_PROVIDER}, < 7" }\` in ${environment.file.name}, or take the key out`,
          ),
        ],
  );
};
