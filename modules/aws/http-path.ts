/**
 * Form of the path of an HTTP request: what RFC 3986 lets into paths, queries and fragments. Elastic Load Balancing takes it in
 * health checks (CreateTargetGroup in its API reference), up to 1,024 characters.
 */
export const HTTP_PATH = /^\/[\w.~:/?#@!$&'()*+,;=%-]{0,1023}$/;

/** What {@link HTTP_PATH} takes, in words. */
export const HTTP_PATH_EXPECTATION =
  "a path that begins with /, of at most 1024 letters, digits and -._~:/?#@!$&'()*+,;=%";

/** Why a text is no path of an HTTP request, as what was expected instead; undefined when it is one. */
export function httpPathProblem(text: string): string | undefined {
  return HTTP_PATH.test(text) ? undefined : HTTP_PATH_EXPECTATION;
}
