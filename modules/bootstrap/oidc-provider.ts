import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";

/** Properties of {@link OidcProvider}. */
export interface OidcProviderProps {
  /** URL of the issuer without `https://`, such as `token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Audience of the tokens. */
  readonly audience: string;
}

/** Lets an account take tokens of a CI system. AWS checks the issuer's certificate by its own list of authorities. */
export class OidcProvider extends Construct {
  constructor(scope: Construct, id: string, { issuer, audience }: OidcProviderProps) {
    super(scope, id);
    new IamOpenidConnectProvider(this, "provider", {
      url: `https://${issuer}`,
      clientIdList: [audience],
      lifecycle: { preventDestroy: true },
    });
  }
}
