import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { errorText } from "./call-error";
import { CouldNotAsk } from "./could-not-ask";
import type { CallCounter, CallOptions, Ec2Calls } from "./ec2-calls";
import { CLIENT_SETTINGS, sdkCalls } from "./sdk-calls";

/** An account and region to ask in. */
export interface AccountPlace {
  /** Account, 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Role to assume there. @default - none: the credentials of the surroundings are the account's */
  readonly roleArn?: string | undefined;
}

/** Access to an account and region. */
export interface AccountAccess {
  readonly calls: Ec2Calls;
  /** ARN of who calls AWS. */
  readonly caller: string;
  /** ARN of who assumed the role; undefined where none was assumed. */
  readonly baseCaller?: string | undefined;
}

/** Gets access to an account: another implementation stands for it in tests. */
export type AccessAccount = (
  place: AccountPlace,
  counter: CallCounter,
  options?: CallOptions,
) => Promise<AccountAccess>;

/**
 * Gets access by the AWS SDK, and makes sure that it is the account that was meant: the same names exist in many
 * accounts.
 * Where a role is assumed, its session has the name of whoever assumes it, so that CloudTrail tells people apart.
 *
 * @throws CouldNotAsk where there are no credentials, or they are of another account.
 */
export const accessAccount: AccessAccount = async ({ account, region, roleArn }, counter, { signal } = {}) => {
  const identify = async (credentials?: Credentials) => {
    const identity = await identityOf({ region, credentials, signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw noCredentials(account, roleArn, error);
    });
    counter.calls += 1;
    return identity;
  };
  const base = roleArn === undefined ? undefined : await identify();
  const credentials = roleArn === undefined ? undefined : assumed(roleArn, region, sessionName(base?.Arn));
  const { Account: found, Arn: caller = "" } = await identify(credentials);
  if (found !== account)
    throw new CouldNotAsk({
      expected: `credentials of account ${account}`,
      found: `credentials of account ${found} (${caller})`,
      fix: `run with credentials of ${account}, or give what is in it a \`role\` in environment.yaml`,
    });
  const calls = sdkCalls({ region, counter, ...(credentials ? { credentials } : {}) });
  return { calls, caller, baseCaller: base?.Arn };
};

type Credentials = ReturnType<typeof fromTemporaryCredentials>;

/** Who has the credentials. @param credentials those of the surroundings, where there are none. */
async function identityOf({
  region,
  credentials,
  signal,
}: { readonly region: string; readonly credentials: Credentials | undefined } & CallOptions) {
  const sts = new STSClient({ ...CLIENT_SETTINGS, region, ...(credentials ? { credentials } : {}) });
  try {
    return await sts.send(new GetCallerIdentityCommand({}), signal ? { abortSignal: signal } : {});
  } finally {
    sts.destroy();
  }
}

function assumed(roleArn: string, region: string, session: string): Credentials {
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, RoleSessionName: session },
    clientConfig: { ...CLIENT_SETTINGS, region },
  });
}

/** Session where it is not known who assumes the role. */
const NOBODY = "privatelink";

/**
 * Name of a session of a role, by the ARN of who assumes it: the name of the user, or that of the session before. AWS
 * allows 2 to 64 letters, digits and `_+=,.@-`.
 */
export function sessionName(arn: string = ""): string {
  const name = arn.split(/[/:]/).at(-1) ?? "";
  const allowed = name.replaceAll(/[^\w+=,.@-]/g, "-").slice(0, 64);
  return allowed.length < 2 ? NOBODY : allowed;
}

function noCredentials(account: string, roleArn: string | undefined, error: unknown): CouldNotAsk {
  return new CouldNotAsk(
    roleArn === undefined
      ? {
          expected: `credentials of account ${account}`,
          found: errorText(error),
          fix: "set AWS_PROFILE or log in, give what is in the account a `role`, or read states with --from",
        }
      : {
          expected: `to assume ${roleArn}`,
          found: errorText(error),
          fix: "run with credentials that may assume the role, or mend `role` in environment.yaml",
        },
    error,
  );
}
