import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  Fn,
  LocalBackend,
  propertyAccess,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
  Token,
} from "cdktf";
import type { StateEnvironment } from "../config/estate/common-input";

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
 * What stands for an output while Terraform destroys, where the other stack is gone already: Terraform evaluates the
 * whole configuration before it destroys, and the AWS provider checks its form. Nothing is ever made of these.
 */
export const NOT_DEPLOYED = {
  address: "192.0.2.0/32",
  endpoint: "vpce-00000000000000000",
  profile: "rp-0000000000000000",
  resourceConfiguration: "arn:aws:vpc-lattice:us-east-1:000000000000:resourceconfiguration/rcfg-00000000000000000",
  resourceShare: "arn:aws:ram:us-east-1:000000000000:resource-share/00000000-0000-0000-0000-000000000000",
  service: "vpce-svc-00000000000000000",
  serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000",
  vpc: "vpc-00000000000000000",
} as const;

/** Outputs that a stack needs of each state. */
const needed = new WeakMap<TerraformRemoteState, Set<string>>();

/**
 * Expression for an output of another stack of the environment, from its state. The state is read once, however many
 * outputs are wanted.
 *
 * The other stack must be deployed for this one to be planned: a postcondition refuses the plan, and says which stack to
 * deploy. For a destroy it need not be: Terraform shows the postcondition as a warning and goes on. `OptionalStates`
 * reads stacks that may not be deployed at all.
 *
 * @typeParam Outputs the outputs of that stack.
 * @param otherwise what stands for the output while Terraform destroys.
 */
export function readOutput<Outputs>(
  stack: TerraformStack,
  environment: StateEnvironment,
  stackName: string,
  output: keyof Outputs & string,
  otherwise: string,
): string {
  const state = needOutput(stack, environment, stackName, output);
  return Token.asString(Fn.try([state.get(output), otherwise]));
}

/** The same for an entry of an output that is a map. */
export function readEntry<Outputs>(
  stack: TerraformStack,
  environment: StateEnvironment,
  stackName: string,
  [output, key]: readonly [output: keyof Outputs & string, key: string],
  otherwise: string,
): string {
  const state = needOutput(stack, environment, stackName, `${output}["${key}"]`);
  return Token.asString(Fn.try([propertyAccess(state.get(output), [key]), otherwise]));
}

/** The same where the output may be missing from the state of a stack that is deployed. It is then an empty text. */
export function entryIfThere<Outputs>(
  stack: TerraformStack,
  environment: StateEnvironment,
  stackName: string,
  [output, key]: readonly [output: keyof Outputs & string, key: string],
): string {
  const entry = propertyAccess(readState(stack, environment, stackName).get(output), [key]);
  return Token.asString(Fn.try([Fn.coalesce([entry]), ""]));
}

function needOutput(
  stack: TerraformStack,
  environment: StateEnvironment,
  stackName: string,
  output: string,
): TerraformRemoteState {
  const state = readState(stack, environment, stackName);
  const outputs = (needed.get(state) ?? new Set()).add(output);
  needed.set(state, outputs);
  const postcondition = [...outputs].sort().map((each) => ({
    condition: `\${can(self.outputs.${each})}`,
    error_message: `Stack ${stackName} is not deployed as it is now: its state has no output ${each.replaceAll('"', "")}. Deploy it first.`,
  }));
  state.addOverride("lifecycle.postcondition", postcondition);
  return state;
}

/** Terraform address of a state that is read. */
export function stateAddress(state: TerraformRemoteState): string {
  return `data.terraform_remote_state.${state.friendlyUniqueId}`;
}

/** The state of another stack, as a data source. */
export function readState(
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
export function localPath(stackName: string): string {
  return `../../../terraform-state/${stackName}.tfstate`;
}

/** Key of a state in the bucket. */
export function s3Key(prefix: string, environment: string, stackName: string): string {
  return `${prefix}/${environment}/${stackName}.tfstate`;
}
