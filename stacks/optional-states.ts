import { DataAwsS3Objects } from "@cdktf/provider-aws/lib/data-aws-s3-objects";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformCount, TerraformLocal, type TerraformStack, Token } from "cdktf";
import type { StateEnvironment } from "../config/estate/common-input";
import { elementsOf } from "../modules/aws/expressions";
import { localPath, readState, s3Key, stateAddress } from "./state";

/** Most states of an environment that are listed. */
const MAX_STATES = 1_000_000;

/**
 * Outputs of stacks that may not be deployed. A stack that was never applied has no state; one that was destroyed has a
 * state without outputs.
 *
 * Terraform fails when it reads a state that does not exist. So a plan first looks which states exist: files where states
 * are local, a listing of the bucket where they are in S3. It counts a state as missing only where it finds the state of
 * another stack that certainly exists. Otherwise the states are elsewhere than expected, and all of them are read.
 */
export class OptionalStates {
  /** The keys of all states in the bucket, as a local map; undefined where states are files. */
  private readonly keys: TerraformLocal | undefined;

  /**
   * @param stack who reads.
   * @param reference name of a stack that is deployed, and whose state `stack` reads too.
   */
  constructor(
    private readonly stack: TerraformStack,
    private readonly environment: StateEnvironment,
    private readonly reference: string,
  ) {
    this.keys = this.listing();
  }

  /**
   * Expression for an entry of an output that is a map. It is null where the stack is not deployed, or has no such entry.
   *
   * @typeParam Outputs the outputs of that stack.
   */
  entry<Outputs>(stackName: string, output: keyof Outputs & string, key: string): string {
    const state = readState(this.stack, this.environment, stackName);
    state.addOverride("count", `\${${this.isMissing(stackName)} ? 0 : 1}`);
    return `try(${stateAddress(state)}[0].outputs.${output}["${key}"], null)`;
  }

  private isMissing(stackName: string): string {
    const there = (name: string) =>
      this.keys === undefined ? `fileexists("${localPath(name)}")` : `can(${this.keys.fqn}["${this.keyOf(name)}"])`;
    return `${there(this.reference)} && !${there(stackName)}`;
  }

  private keyOf(stackName: string): string {
    const { name, backend } = this.environment;
    return backend.type === "s3" ? s3Key(backend.prefix, name, stackName) : "";
  }

  /** Lists the bucket as whom the S3 backend is: with the credentials that Terraform runs with, without a role. */
  private listing(): TerraformLocal | undefined {
    const { name, backend } = this.environment;
    if (backend.type !== "s3") return undefined;
    const provider = new AwsProvider(this.stack, "aws-states", { alias: "states", region: backend.region });
    const reference = stateAddress(readState(this.stack, this.environment, this.reference));
    const objects = new DataAwsS3Objects(this.stack, "states", {
      provider,
      bucket: backend.bucket,
      prefix: `${backend.prefix}/${name}/`,
      maxKeys: MAX_STATES,
      // In a copy of the stack whose states were moved out of S3, the bucket says nothing.
      count: TerraformCount.of(Token.asNumber(`\${${reference}.backend == "s3" ? 1 : 0}`)),
    });
    return new TerraformLocal(
      this.stack,
      "state-keys",
      `\${{for key in flatten([for listing in ${objects.fqn} : ${elementsOf("listing.keys")}]) : key => true}}`,
    );
  }
}
