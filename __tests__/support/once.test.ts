import { once } from "../../support/once";

test("works something out when it is asked for first, and never again", () => {
  let times = 0;
  const get = once((): number | undefined => {
    times += 1;
    return undefined;
  });
  expect(times).toBe(0);
  expect([get(), get()]).toEqual([undefined, undefined]);
  expect(times).toBe(1);
});
