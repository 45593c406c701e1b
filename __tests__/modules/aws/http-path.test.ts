import { httpPathProblem } from "../../../modules/aws/http-path";

test.each([
  "/",
  "/healthz?verbose=1&x=a+b",
  "/api/v1/status:check",
  "/a@b~c#d%20e.f_g-h=i",
  "/orders('1')/$count;v=1,2!*",
  `/${"x".repeat(1023)}`,
])("%s is a path", (text) => {
  expect(httpPathProblem(text)).toBeUndefined();
});

test.each(["", "health", "/a b", "/ä", "/a\n", '/"a"', "/${x}", "/a|b", "/a\\b", `/${"x".repeat(1024)}`])(
  "fails on the path %j",
  (text) => {
    expect(httpPathProblem(text)).toBe(
      "a path that begins with /, of at most 1024 letters, digits and -._~:/?#@!$&'()*+,;=%",
    );
  },
);
