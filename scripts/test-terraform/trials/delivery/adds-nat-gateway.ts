import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../../support/package-root";
import { mustSay } from "../../delivery/change";
import type { Walk } from "../../delivery/walk";
import { CheckFailed } from "../../report";

const FILE = "stacks/consumer-stack.ts";
/** The statement that makes the VPC, whatever is said of it. */
const MAKES_VPC = / {4}const vpc = vpcOf\([\s\S]*?\);\n/;
const IMPORTS = ["internet-gateway", "nat-gateway", "eip"];

/** A pull request whose program adds a NAT gateway to the VPC of a consumer: the policies refuse its plan. */
export async function addsNatGateway({ report, repository, change }: Walk): Promise<void> {
  await report.check(
    "delivery: a pull request that adds a NAT gateway to a consumer's VPC is not to be merged",
    async () => {
      await repository.branch("nat");
      repository.write(FILE, withNatGateway(repository.read(FILE)));
      await repository.commit("Let reports reach the internet");
      await repository.build();
      const comment = await change.reviewAsExample("adds-nat-gateway", { policy: 1, review: 1 });
      mustSay(comment, "violates the policies", "aws_nat_gateway", "`demo-consumer-reports`");
    },
  );
  await report.check("delivery: apply refuses it as well, whatever the comment says", async () => {
    mustSay(await change.apply(1), "nothing was applied", "aws_nat_gateway");
    await repository.discard();
    repository.useProgram(join(PACKAGE_ROOT, "dist"));
  });
}

/** The stack of a consumer with a NAT gateway in the VPC of `reports`. */
function withNatGateway(source: string): string {
  const imports = IMPORTS.map((name) => {
    const className = name.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase());
    return `import { ${className} } from "@cdktf/provider-aws/lib/${name}";\n`;
  });
  const nat = `    if (prefix === "demo-reports") {
      const gateway = new InternetGateway(this, "internet-gateway", { vpcId: vpc.vpcId });
      const address = new Eip(this, "nat-address", { domain: "vpc", dependsOn: [gateway] });
      const [subnetId = ""] = Object.values(vpc.subnetIds);
      new NatGateway(this, "nat-gateway", { subnetId, allocationId: address.id });
    }
`;
  if (!MAKES_VPC.test(source)) throw new CheckFailed(`${FILE}: expected a statement with vpcOf(...); found none`);
  return imports.join("") + source.replace(MAKES_VPC, (statement) => statement + nat);
}
