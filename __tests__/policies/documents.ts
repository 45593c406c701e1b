/** Resources as Terraform's JSON syntax nests them: type, name, arguments. */
export type Resources = Record<string, Record<string, object>>;

/** A VPC that is marked as a consumer's, and one that is marked as a service's. */
export const VPCS: Resources = {
  aws_vpc: {
    consumer: { tags: { "privatelink:vpc-role": "consumer" } },
    service: { tags: { "privatelink:vpc-role": "service" } },
  },
  aws_subnet: {
    consumer: { vpc_id: "${aws_vpc.consumer.id}" },
    service: { vpc_id: "${aws_vpc.service.id}" },
  },
};

/** The output that tells a stack's role. */
function roleOutput(role: string | undefined): Record<string, { value: string }> {
  return role === undefined ? {} : { privatelink_stack_role: { value: role } };
}

/** A document in the ways that a cdk.tf.json may be written. */
export function stacks(role: string | undefined, resources: Resources): Record<string, object> {
  const unrelated = { aws_iam_role: { unrelated: {} } };
  const all: Resources = { ...unrelated, ...resources };
  const output = roleOutput(role);
  const types = Object.entries(all);
  return {
    "as objects": { output, resource: all },
    "as an array of types": { output: [output], resource: types.map(([type, named]) => ({ [type]: named })) },
    "as arrays of names": {
      output,
      resource: Object.fromEntries(
        types.map(([type, named]) => [type, Object.entries(named).map(([name, body]) => ({ [name]: body }))]),
      ),
    },
    "as arrays of bodies": {
      output: Object.fromEntries(Object.entries(output).map(([name, body]) => [name, [body]])),
      resource: Object.fromEntries(
        types.map(([type, named]) => [
          type,
          Object.fromEntries(Object.entries(named).map(([name, body]) => [name, [body]])),
        ]),
      ),
    },
    "with comments": {
      "//": { metadata: { stackName: "commented" } },
      output: { "//": "a comment", ...output },
      resource: Object.fromEntries(types.map(([type, named]) => [type, { "//": "a comment", ...named }])),
    },
  };
}

/** The same document in the ways that a plan may say it; references become unknown values with a configuration. */
export function plans(role: string | undefined, resources: Resources): Record<string, object> {
  const entries = Object.entries({ aws_iam_role: { unrelated: {} }, ...resources }).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => planned(type, name, body)),
  );
  const outputs = roleOutput(role);
  const root = { resources: entries.map(({ resource, expressions }) => ({ ...resource, expressions })) };
  const base = {
    format_version: "1.2",
    planned_values: { outputs, root_module: {} },
    configuration: { root_module: root },
  };
  const changes = (actions: string[]) =>
    entries.map(({ resource, after, after_unknown }) => ({
      ...resource,
      change: { actions, before: null, after, after_unknown },
    }));
  const values = entries.map(({ resource, after }) => ({ ...resource, values: after }));
  const nested = (prefix: string) => values.map((value) => ({ ...value, address: `${prefix}.${value.address}` }));
  return {
    "to create": { ...base, resource_changes: changes(["create"]) },
    "not changed": { ...base, resource_changes: changes(["no-op"]) },
    "to replace, deleting first": { ...base, resource_changes: changes(["delete", "create"]) },
    "to replace, creating first": { ...base, resource_changes: changes(["create", "delete"]) },
    "in planned values only": { ...base, planned_values: { outputs, root_module: { resources: values } } },
    "in nested modules": {
      ...base,
      planned_values: {
        outputs,
        root_module: {
          child_modules: [
            {
              address: "module.a[0]",
              child_modules: [
                { address: 'module.a[0].module.b["k.1"]', resources: nested('module.a[0].module.b["k.1"]') },
              ],
            },
          ],
        },
      },
      configuration: { root_module: { module_calls: { a: { module: { module_calls: { b: { module: root } } } } } } },
    },
  };
}

function planned(type: string, name: string, body: object) {
  const resource = { address: `${type}.${name}`, mode: "managed", type, name };
  const unknown = Object.entries(body).filter(([, value]) => typeof value === "string" && value.startsWith("${"));
  const known = Object.entries(body).filter(([key]) => !unknown.some(([other]) => other === key));
  return {
    resource,
    after: Object.fromEntries(known),
    after_unknown: Object.fromEntries(unknown.map(([key]) => [key, true])),
    expressions: {
      ...Object.fromEntries(known.map(([key, value]) => [key, { constant_value: value }])),
      ...Object.fromEntries(unknown.map(([key, value]) => [key, { references: references(value) }])),
    },
  };
}

/** `${aws_vpc.a.id}` is listed as aws_vpc.a.id and aws_vpc.a. */
function references(expression: string): string[] {
  const whole = expression.slice(2, -1);
  return [whole, whole.slice(0, whole.lastIndexOf("."))];
}
