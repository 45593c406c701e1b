import type { EndpointPolicy } from "../../aws/endpoint-policy";
import type { GatewayService } from "../../aws/gateway-service";
import { partitionOf } from "../../aws/region";
import { tableArn } from "../../aws/table-arn";

/** What a gateway endpoint is for, from which its policy is made. Each property narrows further; one is needed at least. */
export interface GatewayAccess {
  /** Names of the buckets that may be reached, of `s3`. @default - any bucket that the other properties allow */
  readonly buckets?: readonly string[] | undefined;
  /**
   * Names or ARNs of the tables that may be reached, of `dynamodb`, with their indexes. A name is that of a table in the
   * endpoint's account.
   *
   * @default - any table that the other properties allow
   */
  readonly tables?: readonly string[] | undefined;
  /** Actions that are allowed, such as `s3:GetObject`. @default - all of the service */
  readonly actions?: readonly string[] | undefined;
  /** Accounts whose users and roles may use the endpoint. @default - any whom the other properties allow */
  readonly principalAccounts?: readonly string[] | undefined;
  /** Id of the organization whose users and roles may use the endpoint. @default - any whom the other properties allow */
  readonly principalOrganization?: string | undefined;
  /** Accounts whose buckets or tables may be reached. @default - any that the other properties allow */
  readonly resourceAccounts?: readonly string[] | undefined;
  /** Id of the organization whose buckets or tables may be reached. @default - any that the other properties allow */
  readonly resourceOrganization?: string | undefined;
}

/** Properties of {@link GatewayAccess} that say who or what: one of them is needed. */
export const NARROWING = [
  "buckets",
  "tables",
  "principalAccounts",
  "principalOrganization",
  "resourceAccounts",
  "resourceOrganization",
] as const satisfies readonly (keyof GatewayAccess)[];

/** All properties of {@link GatewayAccess}. */
export const ACCESS = [...NARROWING, "actions"] as const satisfies readonly (keyof GatewayAccess)[];

/**
 * The policy that allows just what is asked for. The principal is `*`, as gateway endpoints need it; conditions bind who asks
 * and whose the resources are. Source: AWS PrivateLink Guide, "Principals for gateway endpoints".
 *
 * @param place region of the endpoint, and the account of tables that are given by their names.
 */
export function accessPolicy(
  service: GatewayService,
  access: GatewayAccess,
  place: { readonly region: string; readonly account: string },
): EndpointPolicy {
  const bound = Object.entries({
    "aws:PrincipalAccount": access.principalAccounts && [...access.principalAccounts].sort(),
    "aws:PrincipalOrgID": access.principalOrganization,
    "aws:ResourceAccount": access.resourceAccounts && [...access.resourceAccounts].sort(),
    "aws:ResourceOrgID": access.resourceOrganization,
  }).filter(([, value]) => value !== undefined);
  const resources = [
    ...(access.buckets ?? []).map((bucket) => `arn:${partitionOf(place.region)}:s3:::${bucket}`).flatMap(withObjects),
    ...(access.tables ?? []).map((table) => tableArn(table, place)).flatMap(withIndexes),
  ];
  return {
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: access.actions ? [...access.actions].sort() : `${service}:*`,
        Resource: resources.length === 0 ? "*" : resources.sort(),
        ...(bound.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(bound) } }),
      },
    ],
  };
}

function withObjects(bucket: string): string[] {
  return [bucket, `${bucket}/*`];
}

function withIndexes(table: string): string[] {
  return [table, `${table}/index/*`];
}
