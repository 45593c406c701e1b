import { RowFinder } from "../../policies/checker/row-finder";
import { folderOf } from "../support/environments";

test("finds a consumer in a row, by the file that it would have, with the row's place", () => {
  const finder = new RowFinder(
    folderOf({
      "dev/consumers/crm.csv": 'name,account,services\nglobex,888888888888,orders\ninitech,"888888888889",orders\n',
      "dev/consumers/old.jsonl": '{"name":"hooli","connections":{"orders":{"service":"orders"}}}\n',
    }),
  );
  const found = finder.of("dev/consumers/initech.yaml");
  expect(found?.where(["connections", "orders"])).toMatchObject({ line: 3, column: 24 });
  expect(found?.name).toMatch(/dev\/consumers\/crm\.csv$/);
  expect(finder.of("dev/consumers/hooli.yaml")?.where(["connections", "orders"])).toMatchObject({
    line: 1,
    column: 32,
  });
  expect(finder.of("dev/consumers/nobody.yaml")).toBeUndefined();
  expect(finder.of("prod/consumers/globex.yaml")).toBeUndefined();
  expect(finder.of("dev/environment.yaml")).toBeUndefined();
});
