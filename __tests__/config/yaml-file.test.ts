import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "../../config/digest";
import { YamlFile } from "../../config/yaml-file";
import { temporaryFolder } from "../support/environments";

test("a file that is known to be sound tells the same places as one that is read", () => {
  const path = join(temporaryFolder(), "we\tb.yaml");
  writeFileSync(path, "\ufeffa: 1\nb:\n  c: two\n");
  const file = readFile(path);
  const whole = YamlFile.of(file);
  const sound = YamlFile.sound(file, whole.value);
  for (const key of [["a"], ["b", "c"], ["b", "missing"]])
    expect(sound.problemAt(key, "something else")).toEqual(whole.problemAt(key, "something else"));
  expect(sound.name).toBe(whole.name);
});
