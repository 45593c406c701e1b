import { type Body, type Configuration, isObject, together } from "./model";

/** A way to write a configuration that Terraform takes for the same. */
export interface Shape {
  readonly name: string;
  /** The document for one whose resource `mutation` is to be written in this way. */
  write(document: Configuration): Configuration;
}

/** Shapes of Terraform's JSON syntax. */
export const SHAPES: readonly Shape[] = [
  { name: "objects", write: (document) => document },
  {
    name: "an array of types",
    write: (document) => ({
      ...document,
      resource: Object.entries(document.resource ?? {}).map(([type, named]) => ({ [type]: named })) as never,
    }),
  },
  {
    name: "arrays of names",
    write: (document) => eachType(document, (named) => Object.entries(named).map(([name, body]) => ({ [name]: body }))),
  },
  { name: "arrays of bodies", write: (document) => eachType(document, (named) => mapped(named, (body) => [body])) },
  {
    name: "arrays of everything",
    write: (document) => ({
      ...eachType(document, (named) => [mapped(named, (body) => [body])]),
      terraform: [document.terraform ?? {}],
    }),
  },
  {
    name: "comments",
    write: (document) => ({ "//": "a comment", ...eachType(document, (named) => ({ "//": "a comment", ...named })) }),
  },
  {
    name: "blocks as arrays",
    write: (document) =>
      mutationOf(document, (body) => mapped(body, (value) => (isObject(value) ? [deepArrays(value)] : value))),
  },
  {
    name: "blocks beside empty ones",
    write: (document) =>
      mutationOf(document, (body) => mapped(body, (value) => (isObject(value) ? [{}, value] : value))),
  },
  { name: "dynamic blocks", write: (document) => mutationOf(document, dynamic) },
  {
    name: "overrides",
    write: (document) =>
      mutationOf(document, (body) => ({
        ...body,
        "//": { metadata: { path: "stack/x", uniqueId: "mutation", overrides: { aws_thing: Object.keys(body) } } },
      })),
  },
  { name: "a count", write: (document) => mutationOf(document, (body) => ({ count: 2, ...body })) },
  {
    name: "a count of none that is not seen",
    write: (document) => mutationOf(document, (body) => ({ count: '${var.unknown == "x" ? 1 : 0}', ...body })),
  },
  {
    name: "another provider",
    write: (document) => mutationOf(document, (body) => ({ ...body, provider: "aws.other" })),
  },
  { name: "another region", write: (document) => mutationOf(document, (body) => ({ ...body, region: "eu-west-1" })) },
  {
    name: "dependencies and a lifecycle",
    write: (document) =>
      mutationOf(document, (body) => ({
        ...body,
        depends_on: ["terraform_data.x"],
        lifecycle: { ignore_changes: "all" },
      })),
  },
  {
    name: "empty arguments",
    write: (document) => mutationOf(document, (body) => ({ tags: null, description: "", ...body })),
  },
];

/** The stack with a configuration added to it. */
export function asStack(stack: Configuration, ...added: readonly Configuration[]): Configuration {
  return together(stack, ...added);
}

function eachType(document: Configuration, change: (named: Readonly<Record<string, Body>>) => unknown): Configuration {
  return { ...document, resource: mapped(document.resource ?? {}, change) as never };
}

function mutationOf(document: Configuration, change: (body: Body) => Body): Configuration {
  return {
    ...document,
    resource: mapped(document.resource ?? {}, (named) =>
      "mutation" in named ? { ...named, mutation: change(named.mutation ?? {}) } : named,
    ),
  };
}

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function deepArrays(body: Body): Body {
  return mapped(body, (value) => (isObject(value) ? [deepArrays(value)] : value));
}

/** The body with its blocks as dynamic ones, each beside a static one that says nothing. */
export function besideStatic(body: Body): Body {
  const { dynamic: blocks = {}, ...rest } = dynamic(body);
  return { ...mapped(blocks as Body, () => [{}]), ...rest, dynamic: blocks };
}

function dynamic(body: Body): Body {
  const blocks = Object.entries(body).filter(([name, value]) => isObject(value) && name !== "for_each");
  if (blocks.length === 0) return body;
  const rest = Object.fromEntries(Object.entries(body).filter((entry) => !blocks.some(([name]) => name === entry[0])));
  return {
    ...rest,
    dynamic: Object.fromEntries(blocks.map(([name, content]) => [name, { for_each: ["a"], content }])),
  };
}
