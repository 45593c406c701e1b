"""Sample service: tells everyone who asks, over HTTP or with a datagram, who answered whom.

Needs nothing but the Python that Amazon Linux comes with, so that it starts in a VPC without internet.

usage: server.py NAME PORT [PORT ...]     PORT is 8080 for HTTP, 53/udp for datagrams
"""

import io
import ipaddress
import json
import socket
import socketserver
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROXY_SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
ADDRESS_SIZES = {1: 4, 2: 16}  # IPv4 and IPv6, by the family of proxy protocol
AWS_TLV, AWS_ENDPOINT_ID = 0xEA, 1


def read_proxy_header(stream, node):
    """Takes a header of proxy protocol v2 off what begins with one. Gives what it says of the client."""
    if stream.peek(len(PROXY_SIGNATURE))[: len(PROXY_SIGNATURE)] != PROXY_SIGNATURE:
        return {}
    command, family, length = struct.unpack("!BBH", stream.read(16)[12:])
    body = stream.read(length)
    size = ADDRESS_SIZES.get(family >> 4)
    if command & 0xF != 1 or size is None:  # a health check speaks for nobody
        return {}
    said = {"client": str(ipaddress.ip_address(body[:size])), "node": node[0]}
    rest = body[2 * size + 4 :]
    while len(rest) > 3:
        kind, length = struct.unpack("!BH", rest[:3])
        if kind == AWS_TLV and rest[3] == AWS_ENDPOINT_ID:
            said["endpoint"] = rest[4 : 3 + length].decode()
        rest = rest[3 + length :]
    return said


def answer(server, client, **more):
    said = {"service": server.service_name, "host": socket.gethostname(), "port": server.server_address[1]}
    return {**said, **more, "client": client[0]}


class Http(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.said = read_proxy_header(self.rfile, self.client_address)

    def do_GET(self):
        body = json.dumps({**answer(self.server, self.client_address, path=self.path), **self.said}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET


class Datagram(socketserver.BaseRequestHandler):
    def handle(self):
        data, server_socket = self.request
        stream = io.BufferedReader(io.BytesIO(data))
        said = read_proxy_header(stream, self.client_address)
        text = stream.read().decode(errors="replace")
        body = {**answer(self.server, self.client_address, data=text), **said}
        server_socket.sendto(json.dumps(body).encode(), self.client_address)


def main():
    name, ports = sys.argv[1], sys.argv[2:]
    servers = [
        socketserver.UDPServer(("", int(port[:-4])), Datagram)
        if port.endswith("/udp")
        else ThreadingHTTPServer(("", int(port)), Http)
        for port in ports
    ]
    for server in servers:
        server.service_name = name
        threading.Thread(target=server.serve_forever).start()


if __name__ == "__main__":
    main()
