/** What a plan does with its one resource. */
export interface PlannedResource {
  readonly type?: string;
  readonly actions?: readonly string[];
  /** Its values before. @default - a name */
  readonly before?: object;
}

/**
 * A plan of a stack as `terraform show -json` prints it, with one resource. The policies find nothing in it, unless it
 * deletes an endpoint service.
 */
export function planDocumentOf(
  stack: string,
  { type = LOG_GROUP, actions = ["create"], before }: PlannedResource = {},
) {
  const resource = { address: `${type}.x`, mode: "managed", type, name: "x", provider_name: AWS };
  const [deletes, creates] = [actions.includes("delete"), !actions.every((action) => action === "delete")];
  const values = { name: "x" };
  const tags = { constant_value: { ManagedBy: "cdktf-privatelink", Stack: stack } };
  return {
    format_version: "1.2",
    terraform_version: "1.15.5",
    planned_values: {
      root_module: { resources: creates ? [{ ...resource, schema_version: 0, values, sensitive_values: {} }] : [] },
    },
    resource_changes: [
      {
        ...resource,
        change: {
          ...{ actions, before: deletes ? (before ?? values) : null, after: creates ? values : null },
          ...{ after_unknown: {}, before_sensitive: false, after_sensitive: {} },
        },
      },
    ],
    configuration: {
      provider_config: { aws: { name: "aws", full_name: AWS, expressions: { default_tags: [{ tags }] } } },
      root_module: {
        resources: [
          {
            ...{ address: `${type}.x`, mode: "managed", type, name: "x", provider_config_key: "aws" },
            ...{ expressions: { name: { constant_value: "x" } }, schema_version: 0 },
          },
        ],
      },
    },
  };
}

/** A resource that nobody is harmed by. */
const LOG_GROUP = "aws_cloudwatch_log_group";

/** What the policies refuse to delete while customers may be connected. */
export const ENDPOINT_SERVICE = "aws_vpc_endpoint_service";

const AWS = "registry.terraform.io/hashicorp/aws";
