import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  type IResolvable,
  LocalBackend,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Environment } from "../config/environment";

/** Where the state of a stack is kept: what a backend and a remote state say alike. */
type StateEnvironment = Pick<Environment, "name" | "backend">;

/** Keeps a stack's state where its environment says. */
export function keepState(stack: TerraformStack, { name, backend }: StateEnvironment): void {
  if (backend.type === "local") {
    new LocalBackend(stack, { path: localPath(stack.node.id) });
    return;
  }
  new S3Backend(stack, {
    bucket: backend.bucket,
    region: backend.region,
    key: s3Key(backend.prefix, name, stack.node.id),
    encrypt: true,
    ...(backend.kmsKeyArn === undefined ? {} : { kmsKeyId: backend.kmsKeyArn }),
  });
  // A lock file beside the state, in place of a DynamoDB table; S3Backend has no property for it.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}

/**
 * An output of another stack of the environment, by way of its state, which is read once however many outputs are wanted.
 *
 * @typeParam Outputs the outputs of that stack.
 */
export function readOutput<Outputs>(
  stack: TerraformStack,
  environment: StateEnvironment,
  stackName: string,
  output: keyof Outputs & string,
): IResolvable {
  return readState(stack, environment, stackName).get(output);
}

function readState(
  stack: TerraformStack,
  { name, backend }: StateEnvironment,
  stackName: string,
): TerraformRemoteState {
  const id = `state-${stackName}`;
  const existing = stack.node.tryFindChild(id);
  if (existing) return existing as TerraformRemoteState;
  return backend.type === "local"
    ? new DataTerraformRemoteStateLocal(stack, id, { path: localPath(stackName) })
    : new DataTerraformRemoteStateS3(stack, id, {
        bucket: backend.bucket,
        region: backend.region,
        key: s3Key(backend.prefix, name, stackName),
      });
}

/** From the stack's folder, `<out>/stacks/<stack>`: beside the output folder, so that a new output folder loses nothing. */
function localPath(stackName: string): string {
  return `../../../terraform-state/${stackName}.tfstate`;
}

function s3Key(prefix: string, environment: string, stackName: string): string {
  return `${prefix}/${environment}/${stackName}.tfstate`;
}
