import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kitCommand } from "../../../cli/kit";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { CheckFailed } from "../report";
import { Stack, type StackDocument } from "../stack";
import type { Terraform } from "../terraform";

/** Account of the external customer. */
export const CUSTOMER = "888888888888";

/** Zones of the customer's subnets. The service of the trials is in the first two. */
const SUBNETS = { a: "use1-az1", b: "use1-az2", second: "use1-az2", far: "use1-az4" } as const;

/** Name of a subnet of the customer. */
export type SubnetName = keyof typeof SUBNETS;

/** How the customer calls the module of the kit. */
export interface KitCall {
  readonly subnets: readonly SubnetName[];
  /** @default - not given */
  readonly privateDns?: boolean;
}

/** The customer's configuration: their VPC, and a call of the kit's module. @param call default: the VPC only. */
export function customerDocument(kit: string, call?: KitCall): StackDocument & Readonly<Record<string, unknown>> {
  const subnets = Object.entries(SUBNETS).map(([name, zone], index) => [
    name,
    { vpc_id: "${aws_vpc.customer.id}", cidr_block: `10.99.${index}.0/24`, availability_zone_id: zone },
  ]);
  const required = { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.0" } } };
  return {
    terraform: { ...required, backend: {} },
    provider: { aws: [{ region: "us-east-1", allowed_account_ids: [CUSTOMER] }] },
    resource: {
      aws_vpc: {
        customer: { cidr_block: "10.99.0.0/16", enable_dns_support: true, enable_dns_hostnames: true },
      },
      aws_subnet: Object.fromEntries(subnets),
    },
    ...(call === undefined ? {} : moduleCall(kit, call)),
  };
}

function moduleCall(kit: string, { subnets, privateDns }: KitCall): object {
  return {
    module: {
      endpoint: {
        source: join(kit, "terraform"),
        vpc_id: "${aws_vpc.customer.id}",
        subnet_ids: subnets.map((name) => `\${aws_subnet.${name}.id}`),
        client_cidrs: ["10.99.0.0/16"],
        ...(privateDns === undefined ? {} : { private_dns_enabled: privateDns }),
      },
    },
    output: Object.fromEntries(
      ["endpoint_id", "endpoint_state", "dns_names"].map((name) => [name, { value: `\${module.endpoint.${name}}` }]),
    ),
  };
}

/** The customer's configuration in a folder, with a state of its own. */
export class Customer {
  readonly stack: Stack;

  constructor(
    private readonly folder: string,
    private readonly kit: string,
    terraform: Terraform,
    /** Changes the document on its way to the file. @default - nothing */
    private readonly prepare: (document: StackDocument) => StackDocument = (document) => document,
  ) {
    mkdirSync(folder, { recursive: true });
    this.stack = new Stack(folder, terraform);
  }

  /** Writes the configuration, and gets its modules. */
  async write(call?: KitCall): Promise<void> {
    const document = this.prepare(customerDocument(this.kit, call));
    Object.assign(document.terraform, { backend: { local: { path: "terraform.tfstate" } } });
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(document, undefined, 2));
    await this.stack.init();
  }

  /** Applies the configuration. */
  async apply(call?: KitCall): Promise<void> {
    await this.write(call);
    await this.stack.planAndApply();
  }

  /** Reads the endpoint anew, and fails unless it is in a state. @returns its id. */
  async mustBecome(state: string): Promise<string> {
    await this.stack.planAndApply();
    return this.mustBe(state);
  }

  /** Fails unless the endpoint was in a state when it was read last. @returns its id. */
  async mustBe(state: string): Promise<string> {
    const { endpoint_id, endpoint_state } = await this.stack.outputs();
    if (endpoint_state !== state)
      throw new CheckFailed(`expected the endpoint to be ${state}; found: ${endpoint_state}`);
    return String(endpoint_id);
  }
}

/**
 * Writes the kit of a customer, as the command does.
 *
 * @param folder of the trial, with its environments.
 * @param card text of the service's card.
 * @returns folder of the kit.
 */
export async function writeCustomerKit(folder: string, name: string, card: string): Promise<string> {
  const file = join(folder, "orders.json");
  const out = join(folder, "kit");
  writeFileSync(file, card);
  const called = { before: () => "privatelink", after: "", isNpm: false, folder: PACKAGE_ROOT, project: PACKAGE_ROOT };
  const options = { environments: join(folder, "environments"), card: [file], out };
  await kitCommand(name, options, { out: () => undefined }, { env: {}, invocation: called });
  return out;
}

/** Fails unless Terraform would leave the files of a kit as they are, and they are valid by themselves. */
export async function mustBeValid(kit: string, terraform: Terraform): Promise<void> {
  await terraform.must(kit, "fmt", "-check", "-recursive", "-diff");
  const example = join(kit, "terraform/example");
  await terraform.must(example, "init", "-backend=false", "-input=false", "-no-color");
  await terraform.must(example, "validate", "-no-color");
}
