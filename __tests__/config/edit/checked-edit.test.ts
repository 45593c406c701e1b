import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkEdits, writeEdits } from "../../../config/edit/checked-edit";
import { CONSUMER, ENVIRONMENT, EXTERNAL, folderOf } from "../../support/environments";

let folder: string;
const path = (name: string) => join(folder, "dev/consumers", name);

beforeEach(() => {
  folder = folderOf({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": CONSUMER,
    "dev/consumers/globex.yaml": EXTERNAL,
  });
});

test("an edit is checked with all other files, before it is written", () => {
  const after = CONSUMER.replace("222222222222", "333333333333");
  const [environment] = checkEdits(folder, ["dev"], [{ path: path("web.yaml"), before: CONSUMER, after }]);
  expect(environment?.consumers.web?.account).toBe("333333333333");
  expect(Object.keys(environment?.consumers ?? {})).toEqual(["globex", "web"]);
  expect(readFileSync(path("web.yaml"), "utf8")).toBe(CONSUMER);
});

test("a new file is checked, also where there was no folder", () => {
  folder = folderOf({ "dev/environment.yaml": ENVIRONMENT });
  const [environment] = checkEdits(folder, ["dev"], [{ path: path("web.yaml"), before: undefined, after: CONSUMER }]);
  expect(Object.keys(environment?.consumers ?? {})).toEqual(["web"]);
});

test("fails with the place in the file that there is", () => {
  const edit = {
    path: path("web.yaml"),
    before: CONSUMER,
    after: CONSUMER.replace("service: orders", "service: order"),
  };
  expect(() => checkEdits(folder, ["dev"], [edit])).toThrow(
    `${folder}/dev/consumers/web.yaml:7:14  connections.orders.service`,
  );
});

test("all files are written, and nothing else is left", () => {
  writeEdits([
    { path: path("web.yaml"), before: CONSUMER, after: "a" },
    { path: path("new.yaml"), before: undefined, after: "b" },
  ]);
  expect(readdirSync(join(folder, "dev/consumers")).sort()).toEqual(["globex.yaml", "new.yaml", "web.yaml"]);
  expect([readFileSync(path("web.yaml"), "utf8"), readFileSync(path("new.yaml"), "utf8")]).toEqual(["a", "b"]);
});

test("fails where one file changed meanwhile, and writes none", () => {
  writeFileSync(path("globex.yaml"), "# changed\n");
  const edits = [
    { path: path("web.yaml"), before: CONSUMER, after: "a" },
    { path: path("globex.yaml"), before: EXTERNAL, after: "b" },
  ];
  expect(() => writeEdits(edits)).toThrow("a file that was changed meanwhile");
  expect(readFileSync(path("web.yaml"), "utf8")).toBe(CONSUMER);
  expect(readFileSync(path("globex.yaml"), "utf8")).toBe("# changed\n");
  expect(readdirSync(join(folder, "dev/consumers")).sort()).toEqual(["globex.yaml", "web.yaml"]);
});

test("fails where a new file is there already", () => {
  expect(() => writeEdits([{ path: path("web.yaml"), before: undefined, after: "a" }])).toThrow(
    "a file that is there already",
  );
  expect(readFileSync(path("web.yaml"), "utf8")).toBe(CONSUMER);
});

test("what killed commands left is removed, and nothing else", () => {
  const { pid: dead } = spawnSync("true");
  const [stale, own, running] = [`.a.yaml.${dead}`, `.b.yaml.${process.pid}`, `.c.csv.${process.ppid}`];
  const others = [`.a.${dead}`, `a.yaml.${dead}`, ".yaml"];
  const names = [stale, own, running, ...others];
  const folder = folderOf(Object.fromEntries(names.map((name) => [`dev/consumers/${name}`, "x"])));
  writeEdits([{ path: join(folder, "dev/consumers/b.yaml"), before: undefined, after: "b" }]);
  expect(readdirSync(join(folder, "dev/consumers")).sort()).toEqual([running, ...others, "b.yaml"].sort());
});
