import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";

/** A passphrase of which a shell could make something else. */
const PASSPHRASE = "one  two $(three) `four`";

/** Plans leave a job only encrypted. */
export async function sealing({ report, steps, folder, bash }: Scripts): Promise<void> {
  const seal = (passphrase: string) =>
    bash(steps.ofAction("seal", "Encrypt"), { PASSPHRASE: passphrase, FOLDER: "ci.out" });
  const open = (passphrase: string) => bash(steps.ofAction("open", "Decrypt"), { PASSPHRASE: passphrase });
  for (const path of ["ci.out/plans", "ci.out/received", "sealed/a"])
    mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, "ci.out/plans/plans.json"), "SECRET");
  writeFileSync(join(folder, "ci.out/received/old"), "");
  await report.section(async () => {
    await report.check("nothing is sealed without a passphrase", () => {
      if (seal("").code === 0) throw new CheckFailed("it was sealed");
    });
    await report.check("what is sealed is encrypted, and can be opened", () => {
      const sealed = seal(PASSPHRASE);
      if (sealed.code !== 0) throw new CheckFailed(sealed.output);
      const artifact = readFileSync(join(folder, "sealed.gpg"));
      if (artifact.includes("SECRET")) throw new CheckFailed("the artifact is not encrypted");
      writeFileSync(join(folder, "sealed/a/sealed.gpg"), artifact);
      const opened = open(PASSPHRASE);
      if (opened.code !== 0) throw new CheckFailed(opened.output);
      if (readFileSync(join(folder, "ci.out/received/1/plans/plans.json"), "utf8") !== "SECRET")
        throw new CheckFailed("it is not what was sealed");
      if (existsSync(join(folder, "ci.out/received/1/received")))
        throw new CheckFailed("what was received before is sealed again");
    });
    await report.check("another passphrase does not open it", () => {
      if (open("another").code === 0) throw new CheckFailed("it was opened");
    });
    await report.check("what was changed since is not opened", () => {
      const artifact = readFileSync(join(folder, "sealed.gpg"));
      const place = artifact.length - 30;
      artifact.writeUInt8(artifact.readUInt8(place) ^ 1, place);
      writeFileSync(join(folder, "sealed/a/sealed.gpg"), artifact);
      if (open(PASSPHRASE).code === 0) throw new CheckFailed("it was opened");
    });
  });
}
