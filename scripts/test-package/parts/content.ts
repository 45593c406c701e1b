import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { CheckFailed } from "../../test-terraform/report";
import { missingFiles } from "../content/missing";
import { packedFiles } from "../content/packed-files";
import { unwantedFiles } from "../content/unwanted";
import type { Context } from "../context";

/** What is in the package: all that its code and pages need, and nothing else. */
export async function content({ report, processes, folder, tarball, env }: Context): Promise<void> {
  const packed = await report.check("the package can be unpacked", async () => {
    const { code, output } = await processes.run("tar", ["-xzf", tarball, "-C", folder], folder, env);
    if (code !== 0) throw new CheckFailed(output);
    return packedFiles(join(folder, "package"));
  });
  const repository = await report.check("the repository lists its files", async () => {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const { code, stdout, output } = await processes.run("git", args, PACKAGE_ROOT, env);
    if (code !== 0) throw new CheckFailed(output);
    return stdout.split("\0").filter((path) => path !== "");
  });
  await report.section(async () => {
    await report.check("the package has what its code opens, its messages name and its pages link to", () =>
      expectNone(missingFiles(packed, repository)),
    );
  });
  await report.section(async () => {
    await report.check("the package has nothing that only tests, scripts and the repository need", () =>
      expectNone(unwantedFiles(packed, repository)),
    );
  });
}

function expectNone(lines: readonly string[]): void {
  if (lines.length > 0) throw new CheckFailed(lines.join("\n"));
}
