import {
  type PortSpec,
  type ProtocolPort,
  parsePort,
  portRule,
  portSpec,
  portsOverlap,
  portsWithin,
  portText,
  readablePorts,
  tcpPortProblems,
  uniquePorts,
} from "../../../modules/aws/port";

const EXPECTED = 'a port from 1 to 65535: 443 for TCP, "5432-5440" for several, or with the protocol, "53/udp"';

test.each([
  [443, { port: 443, protocol: "tcp" }],
  ["443/tcp", { port: 443, protocol: "tcp" }],
  ["53/udp", { port: 53, protocol: "udp" }],
  [65535, { port: 65535, protocol: "tcp" }],
  ["5432-5440", { port: 5432, lastPort: 5440, protocol: "tcp" }],
  ["1-65535/udp", { port: 1, lastPort: 65535, protocol: "udp" }],
  ["80-80", { port: 80, protocol: "tcp" }],
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
  "5440-5432",
  "0-80",
  "80-70000",
  "80-",
  "-80",
  "80-90-100",
])("fails on %j", (given) => {
  expect(parsePort(given)).toBe(EXPECTED);
});

test("ports are written as they are read", () => {
  const ports = [443, "53/udp", "80-81", "80-81/udp"]
    .map((port) => parsePort(port))
    .filter((port) => typeof port !== "string");
  expect(ports.map(portText)).toEqual(["443", "53/udp", "80-81", "80-81/udp"]);
  expect(ports.map(portSpec)).toEqual([443, "53/udp", "80-81", "80-81/udp"]);
});

test("each port once, in the order of numbers, TCP before UDP", () => {
  const ports = ["53/udp", 443, 53, "443/tcp"]
    .map((port) => parsePort(port))
    .filter((port) => typeof port !== "string");
  expect(uniquePorts(ports).map(portText)).toEqual(["53", "53/udp", "443"]);
});

test("ports of a list that cannot be read are left out", () => {
  expect(readablePorts(["x", "80-90", 80, "80-90/tcp"]).map(portText)).toEqual(["80", "80-90"]);
});

const port = (given: PortSpec) => parsePort(given) as ProtocolPort;

test("a rule of a security group has both ends", () => {
  expect(portRule(port(443))).toEqual({ ipProtocol: "tcp", fromPort: 443, toPort: 443 });
  expect(portRule(port("53-54/udp"))).toEqual({ ipProtocol: "udp", fromPort: 53, toPort: 54 });
});

test.each<[PortSpec, PortSpec, boolean, boolean]>([
  [80, 80, true, true],
  [80, "80/udp", false, false],
  [85, "80-90", true, true],
  ["80-90", 85, false, true],
  ["80-90", "90-95", false, true],
  ["80-89", "90-95", false, false],
])("%j within %j: %j, and sharing a port: %j", (a, b, within, overlap) => {
  expect(portsWithin(port(a), port(b))).toBe(within);
  expect(portsOverlap(port(a), port(b))).toBe(overlap);
  expect(portsOverlap(port(b), port(a))).toBe(overlap);
});

test("fails where a list of TCP ports has what is none, or shares a port with one before", () => {
  expect(tcpPortProblems([80, "81-90", 443])).toEqual([]);
  expect(tcpPortProblems(["70-80", 0, 80, "90-91", "91-95", "53/udp"])).toEqual([
    { index: 1, expected: EXPECTED },
    { index: 2, expected: "ports apart from 70-80, which is in the list already", other: 0 },
    { index: 4, expected: "ports apart from 90-91, which is in the list already", other: 3 },
    { index: 5, expected: "a TCP port: resources are reached over TCP alone" },
  ]);
});
