import { portText } from "../../../../modules/aws/port";
import { endpointPortsOf, httpPathOf } from "../../../../modules/provider/load-balancer";

test.each([
  [undefined, ["53"]],
  ["TCP", ["53"]],
  ["TLS", ["53"]],
  ["UDP", ["53/udp"]],
  ["TCP_UDP", ["53", "53/udp"]],
] as const)("an endpoint to a listener with protocol %s lets through %j", (protocol, expected) => {
  expect(endpointPortsOf({ port: 53, ...(protocol ? { protocol } : {}) }).map(portText)).toEqual(expected);
});

test("clients ask over HTTP where the health check does and the connections are in the clear", () => {
  const healthCheck = { protocol: "HTTP", path: "/health" } as const;
  expect(httpPathOf({ healthCheck })).toBe("/health");
  expect(httpPathOf({ protocol: "TCP_UDP", healthCheck: { protocol: "HTTP" } })).toBe("/");
  for (const other of [
    {},
    { healthCheck: { protocol: "TCP" } },
    { healthCheck: { protocol: "HTTPS", path: "/health" } },
    { protocol: "TLS", healthCheck },
    { protocol: "UDP", healthCheck },
  ] as const)
    expect(httpPathOf(other)).toBeUndefined();
});
