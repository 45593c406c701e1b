import { shellWord } from "../support/shell";
import { type KitPort, type KitService, portsOf } from "./kit-service";

/** How to test the connection, port by port. */
export function testSection({ card }: KitService): string[] {
  return [
    "## Test",
    "",
    "Run these on a client in your VPC. `$name` is the DNS name of the endpoint, `vpce-...vpce.amazonaws.com`.",
    ...(card.privateDnsName === undefined
      ? []
      : [`With private DNS on, it can be ${tick(hostOf(card.privateDnsName))} instead.`]),
    "",
    "```sh",
    "name=vpce-0123456789abcdef0-example.vpce.amazonaws.com # yours",
    'nslookup "$name" # the answers are addresses of your subnets',
    ...portsOf(card).map((port) => testCommand(port, card.privateDnsName)),
    "```",
    "",
    "If a command hangs, a security group or a network ACL most likely stops it. If the connection is refused at once, ask",
    "the provider whether the service is well.",
    ...(portsOf(card).some(({ protocol }) => protocol === "udp")
      ? ["UDP has no connections: `nc -u` shows an error, but cannot show that a datagram arrived. Use your client."]
      : []),
    "",
  ];
}

/** The command that tests a port. */
export function testCommand({ port, protocol, spoken, httpPath }: KitPort, privateDnsName: string | undefined): string {
  if (protocol === "udp") return `nc -vzu -w 5 "$name" ${port}`;
  if (spoken === "TLS") {
    const server = privateDnsName === undefined ? '"$name"' : shellWord(hostOf(privateDnsName));
    return `openssl s_client -connect "$name:${port}" -servername ${server} </dev/null`;
  }
  if (httpPath !== undefined) return `curl --max-time 10 --include "http://$name:${port}"${shellWord(httpPath)}`;
  return `nc -vz -w 5 "$name" ${port}`;
}

/** A host of a private DNS name, which may stand for all hosts of a domain. */
export function hostOf(privateDnsName: string): string {
  return privateDnsName.replace(/^\*\./, "any-host.");
}

function tick(text: string): string {
  return `\`${text}\``;
}
