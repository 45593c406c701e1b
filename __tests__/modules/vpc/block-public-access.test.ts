import { BlockPublicAccess, type BlockPublicAccessProps } from "../../../modules/vpc";
import { refusal, synth } from "../../support/synth";

const synthOptions = (props?: BlockPublicAccessProps) =>
  synth((scope) => new BlockPublicAccess(scope, "bpa", props)).resource("aws_vpc_block_public_access_options");

test("blocks internet gateways either way, and is kept from being destroyed", () => {
  expect(synthOptions()).toMatchObject({
    internet_gateway_block_mode: "block-bidirectional",
    lifecycle: { prevent_destroy: true },
  });
});

test("may block what comes in alone, and be destroyed", () => {
  const options = synthOptions({ mode: "block-ingress", preventDestroy: false });
  expect(options.internet_gateway_block_mode).toBe("block-ingress");
  expect(options).not.toHaveProperty("lifecycle");
});

test("fails on a mode that blocks nothing", () => {
  const mode = "off" as unknown as "block-ingress";
  expect(refusal((scope) => new BlockPublicAccess(scope, "bpa", { mode }))).toContain(
    '`mode`: expected one of block-bidirectional, block-ingress; got "off"',
  );
});
