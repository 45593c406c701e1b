import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Certificate, certificateSchema } from "../../certificate/certificate-file";
import { type CertificateIndex, indexSchema } from "../../certificate/index-file";
import { terraformDigest } from "../../engine/stack-files";
import { PLANS_FORMAT, type PlannedStack } from "../../pipeline/plans-file";
import { sha256 } from "../../support/sha256";
import { cli, type Printed } from "../support/cli";

type Json = Record<string, unknown>;

/** A way out of {@link consumerStack}: an internet gateway. */
export const GATEWAY = { aws_internet_gateway: { out: { vpc_id: "${aws_vpc.main.id}" } } };

/** A stack of a consumer, with an isolated VPC and an endpoint. @param more resources besides. */
export function consumerStack(name: string, more: Json = {}): Json {
  return {
    "//": { metadata: { stackName: name, version: "0.21.0" } },
    output: { privatelink_stack_role: { value: "consumer" } },
    provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["222222222222"] }] },
    resource: {
      aws_vpc: { main: { cidr_block: "10.1.0.0/16", tags: { Name: `vpc-of-${name}` } } },
      aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.1.0.0/24" } },
      aws_vpc_endpoint: {
        orders: {
          vpc_id: "${aws_vpc.main.id}",
          service_name: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
          vpc_endpoint_type: "Interface",
          subnet_ids: ["${aws_subnet.a.id}"],
        },
      },
      ...more,
    },
    terraform: { required_providers: { aws: { source: "aws", version: "6.25.0" } } },
  };
}

/** Writes stacks as a synthesis does. @param stacks by name: `prod-consumer-web`, of the environment `prod`. */
export function writeStacks(folder: string, stacks: Readonly<Record<string, unknown>>): string {
  for (const [name, stack] of Object.entries(stacks)) {
    const [environment] = name.split("-");
    const origins = {
      format: "cdktf-privatelink/origins",
      version: 1,
      file: `${environment}/consumers/x.yaml`,
      path: [],
    };
    put(join(folder, "stacks", name, "cdk.tf.json"), typeof stack === "string" ? stack : JSON.stringify(stack));
    put(join(folder, "stacks", name, "origins.json"), JSON.stringify(origins));
  }
  return folder;
}

/**
 * Writes a folder of plans as `privatelink plan` does.
 *
 * @param plans of stacks in `stacks`, by name; null: it is deferred.
 */
export function writePlans(folder: string, stacks: string, plans: Readonly<Record<string, Json | null>>): string {
  const entries = Object.entries(plans).map(([name, plan]): PlannedStack => {
    const text = JSON.stringify(plan);
    if (plan !== null) put(join(folder, name, "plan.json"), text);
    return {
      name,
      environment: "prod",
      kind: "consumer",
      folder: `stacks/${name}`,
      account: "222222222222",
      region: "us-east-1",
      dependencies: [],
      wave: 0,
      change: null,
      mode: "apply",
      result: plan === null ? "deferred" : "planned",
      reason: plan === null ? "it waits for prod-service-orders" : null,
      waits_for: [],
      stack_digest: terraformDigest(join(stacks, "stacks", name)),
      plan_digest: plan === null ? null : sha256("binary"),
      json_digest: plan === null ? null : sha256(text),
      state: null,
      counts: null,
    };
  });
  const index = {
    ...PLANS_FORMAT,
    generated_at: "2026-11-25T10:00:00Z",
    commit: null,
    dirty: false,
    terraform: "1.14.1",
    stacks: entries,
  };
  put(join(folder, "plans.json"), JSON.stringify(index));
  return folder;
}

/** A plan of {@link consumerStack}. @param action what is done with all resources. @param more resources besides. */
export function consumerPlan(name: string, action: "create" | "no-op", more: readonly Json[] = []): Json {
  const id = action === "no-op" ? { id: "vpc-0123456789abcdef0", owner_id: "222222222222" } : {};
  const resources = [
    resource("aws_vpc", "main", { cidr_block: "10.1.0.0/16", tags: { Name: `vpc-of-${name}` }, ...id }),
    ...more,
  ];
  const of = (each: Json) => ({ address: each.address, mode: "managed", type: each.type, name: each.name });
  return {
    format_version: "1.2",
    terraform_version: "1.14.1",
    planned_values: { outputs: { privatelink_stack_role: { value: "consumer" } }, root_module: { resources } },
    resource_changes: resources.map((each) => ({
      ...of(each),
      change: {
        actions: [action],
        before: action === "no-op" ? each.values : null,
        after: each.values,
        after_unknown: {},
      },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } } },
      root_module: {
        resources: resources.map((each) => ({
          ...of(each),
          provider_config_key: "aws",
          expressions:
            each.type === "aws_vpc"
              ? constantsOf(each.values)
              : { vpc_id: { references: ["aws_vpc.main.id", "aws_vpc.main"] } },
        })),
      },
    },
    complete: true,
    errored: false,
    applyable: true,
  };
}

/** The arguments of a VPC in a configuration. */
function constantsOf(values: unknown): Json {
  const { cidr_block, tags } = values as Json;
  return { cidr_block: { constant_value: cidr_block }, tags: { constant_value: tags } };
}

/** A resource of a plan. */
export function resource(type: string, name: string, values: Json): Json {
  return { address: `${type}.${name}`, mode: "managed", type, name, values, schema_version: 0 };
}

/** Runs `certificate`, on a day, outside of a repository: what it writes depends on no commit. */
export function certify(stacks: string, out: string, more: readonly string[] = []): Promise<Printed> {
  const environments = dirname(stacks);
  return cli([
    ...["certificate", "--stacks", stacks, "--out", out, "--now", "2026-11-25", "--environments", environments],
    ...more,
  ]);
}

/** A certificate that was written, checked by its schema. @param path without what it ends with. */
export function readCertificate(out: string, path: string): Certificate {
  return certificateSchema.parse(JSON.parse(readFileSync(join(out, `${path}.json`), "utf8")));
}

/** The page of a certificate. */
export function readPage(out: string, path: string): string {
  return readFileSync(join(out, `${path}.html`), "utf8");
}

export function readIndex(out: string): CertificateIndex {
  return indexSchema.parse(JSON.parse(readFileSync(join(out, "index.json"), "utf8")));
}

/** Status of a control of a certificate; undefined where it is not there. */
export function statusOf({ controls }: Certificate, framework: string, control: string): string | undefined {
  return controls.find(({ id }) => id === framework)?.controls.find((each) => each.control === control)?.status;
}

export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
