import { at, isMapping } from "../values";
import type { Terraform } from "./terraform";

/** What a provider says of the arguments and attributes of a resource, or of a block in it. */
export interface BlockSchema {
  /** Names of the attributes that no configuration can set: only the provider tells them. */
  readonly readOnly: ReadonlySet<string>;
  /** Blocks, and attributes that are made of attributes, by name. */
  readonly blocks: ReadonlyMap<string, BlockSchema>;
}

/** Schemas by the type of a resource. */
export type ResourceSchemas = ReadonlyMap<string, BlockSchema>;

/**
 * Schemas of the providers that a stack takes, as `terraform providers schema -json` prints them:
 * https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 *
 * @param folder of a stack that is initialized.
 * @returns undefined where Terraform does not tell them.
 */
export async function resourceSchemas(terraform: Terraform, folder: string): Promise<ResourceSchemas | undefined> {
  const { code, stdout } = await terraform.run(folder, ["providers", "schema", "-json"]);
  const providers = code === 0 ? at(parsed(stdout), "provider_schemas") : undefined;
  if (!isMapping(providers)) return undefined;
  return new Map(
    Object.values(providers).flatMap((provider) =>
      membersOf(at(provider, "resource_schemas")).map(
        ([type, schema]) => [type, blockSchema(at(schema, "block"))] as const,
      ),
    ),
  );
}

function blockSchema(block: unknown): BlockSchema {
  const attributes = membersOf(at(block, "attributes"));
  const readOnly = attributes.filter(
    ([, attribute]) => at(attribute, "computed") === true && at(attribute, "optional") !== true,
  );
  const nested = attributes.filter(([, attribute]) => isMapping(at(attribute, "nested_type")));
  return {
    readOnly: new Set(readOnly.map(([name]) => name)),
    blocks: new Map([
      ...nested.map(([name, attribute]) => [name, blockSchema(at(attribute, "nested_type"))] as const),
      ...membersOf(at(block, "block_types")).map(([name, type]) => [name, blockSchema(at(type, "block"))] as const),
    ]),
  };
}

function membersOf(value: unknown): [string, unknown][] {
  return isMapping(value) ? Object.entries(value) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
