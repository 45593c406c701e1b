import { randomUUID } from "node:crypto";
import type { Environment } from "../../../config/environment";
import { stackIsOf } from "../../../config/estate/stack-names";
import { type Context, stackNamed } from "../context";
import { CheckFailed } from "../report";
import type { S3Server } from "../s3-server";
import type { Stack } from "../stack";

const LOCK_REFUSED = "Error acquiring the state lock";

/** What is read here of a state. */
interface State {
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

type BackedByS3 = Environment & { readonly backend: { readonly type: "s3" } };

/** Makes the buckets that the environments name, each once: loading them has made sure that they agree on its region. */
export async function createBuckets(s3: S3Server, environments: readonly Environment[]): Promise<void> {
  const regions = new Map(environments.filter(inS3).map(({ backend }) => [backend.bucket, backend.region]));
  for (const [bucket, region] of regions) await s3.createBucket(bucket, region);
}

/** The states of deployed environments are in S3 as their files say, locked while in use, and read by other stacks. */
export async function statesInS3(context: Context, s3: S3Server): Promise<void> {
  const { report } = context;
  for (const environment of context.project.environments().filter(inS3)) {
    const stacks = [...context.stacks.values()].filter(({ name }) => stackIsOf(name, environment.name));
    await report.section(async () => {
      await report.check(`${environment.name}: each state is in S3 under its key, and no lock is left`, () =>
        eachStateIsThere(s3, environment, stacks),
      );
      await report.check(`${environment.name}: consumers connect to the service in the state of its stack`, () =>
        consumersReadStates(s3, environment, stacks),
      );
      const stack = stackNamed(context, stacks[0]?.name ?? "");
      await report.check(`${stack.name}: plan and apply are refused while the state is locked`, () =>
        lockIsHeeded(s3, stack),
      );
      await report.check(`${stack.name}: plans again when the lock is gone`, () => stack.plan());
    });
  }
}

function inS3(environment: Environment): environment is BackedByS3 {
  return environment.backend.type === "s3";
}

async function eachStateIsThere(s3: S3Server, { name, backend }: BackedByS3, stacks: readonly Stack[]): Promise<void> {
  const prefix = `${backend.prefix}/${name}/`;
  const expected = stacks.map((stack) => `${prefix}${stack.name}.tfstate`).sort();
  const found = (await s3.keys(backend.bucket)).filter((key) => key.startsWith(prefix));
  if (found.join() !== expected.join())
    throw new CheckFailed(`expected the keys\n${expected.join("\n")}\nfound\n${found.join("\n")}`);
  for (const key of found) {
    const { kmsKeyId } = await s3.get(backend.bucket, key);
    if (backend.kmsKeyArn !== undefined && kmsKeyId !== backend.kmsKeyArn)
      throw new CheckFailed(`${key}: expected to be encrypted with ${backend.kmsKeyArn}, found ${kmsKeyId}`);
  }
}

async function consumersReadStates(s3: S3Server, { name, backend }: BackedByS3, stacks: readonly Stack[]) {
  const read = async (stack: Stack): Promise<State> =>
    JSON.parse((await s3.get(backend.bucket, `${backend.prefix}/${name}/${stack.name}.tfstate`)).text);
  const states = await Promise.all(stacks.map(read));
  const offered = new Set(states.map(({ outputs }) => outputs.service_name?.value));
  const wanted = states.flatMap(({ resources }) =>
    resources
      .filter(({ type }) => type === "aws_vpc_endpoint")
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.service_name)),
  );
  if (wanted.length === 0 || !wanted.every((service) => offered.has(service)))
    throw new CheckFailed(`endpoints are of: ${wanted.join(", ")}\nservices are: ${[...offered].join(", ")}`);
}

/** Terraform must find a lock of somebody else's and say whose it is. */
async function lockIsHeeded(s3: S3Server, stack: Stack): Promise<void> {
  const { bucket, key } = stack.document.terraform.backend.s3 ?? { bucket: "", key: "" };
  const lock = {
    ID: randomUUID(),
    Operation: "OperationTypeApply",
    Info: "",
    Who: "somebody@elsewhere",
    Version: "1.10.0",
    Created: "2025-01-01T00:00:00Z",
    Path: `${bucket}/${key}`,
  };
  await s3.put(bucket, `${key}.tflock`, JSON.stringify(lock));
  try {
    for (const said of [await stack.planRefused(), await stack.applyRefused()])
      if (!said.includes(LOCK_REFUSED) || !said.includes(lock.Who)) throw new CheckFailed(said);
  } finally {
    await s3.remove(bucket, `${key}.tflock`);
  }
}
