import { parsePort, portSpec, portText, uniquePorts } from "../../../modules/aws/port";

test.each([
  [443, { port: 443, protocol: "tcp" }],
  ["443/tcp", { port: 443, protocol: "tcp" }],
  ["53/udp", { port: 53, protocol: "udp" }],
  [65535, { port: 65535, protocol: "tcp" }],
])("%j is a port", (given, expected) => {
  expect(parsePort(given)).toEqual(expected);
});

test.each([
  0,
  65536,
  1.5,
  -1,
  Number.NaN,
  1e21,
  "443",
  "0/tcp",
  "053/udp",
  "65536/udp",
  "53/UDP",
  "53/icmp",
  " 53/udp",
  "",
])("fails on %j", (given) => {
  expect(parsePort(given)).toBe('a port from 1 to 65535: 443 for TCP, or with the protocol, "53/udp"');
});

test("ports are written as they are read", () => {
  const ports = [443, "53/udp"].map((port) => parsePort(port)).filter((port) => typeof port !== "string");
  expect(ports.map(portText)).toEqual(["443", "53/udp"]);
  expect(ports.map(portSpec)).toEqual([443, "53/udp"]);
});

test("each port once, in the order of numbers, TCP before UDP", () => {
  const ports = ["53/udp", 443, 53, "443/tcp"]
    .map((port) => parsePort(port))
    .filter((port) => typeof port !== "string");
  expect(uniquePorts(ports).map(portText)).toEqual(["53", "53/udp", "443"]);
});
